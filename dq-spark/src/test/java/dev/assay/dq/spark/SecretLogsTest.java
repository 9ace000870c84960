package dev.assay.dq.spark;

import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.LocalProfiler;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the library logs at any level, whatever fails, quotes no value of the data. */
class SecretLogsTest {

  private static final String LIBRARY = "dev.assay";
  private static final String SECRET = "QZJXKWQZ";

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  /** Takes each message with its exception and the causes of that. */
  private final AbstractAppender appender =
      new AbstractAppender("secrets", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          StringWriter text = new StringWriter();
          PrintWriter out = new PrintWriter(text, true);
          out.println(event.getLevel() + " " + event.getMessage().getFormattedMessage());
          if (event.getThrown() != null) {
            event.getThrown().printStackTrace(out);
          }
          said.add(text.toString());
        }
      };

  private static LoggerContext context() {
    return (LoggerContext) LogManager.getContext(false);
  }

  @BeforeEach
  void listen() {
    appender.start();
    Configuration configuration = context().getConfiguration();
    LoggerConfig library = new LoggerConfig(LIBRARY, Level.ALL, false);
    library.addAppender(appender, Level.ALL, null);
    configuration.addLogger(LIBRARY, library);
    context().updateLoggers();
  }

  @AfterEach
  void stop_listening() {
    context().getConfiguration().removeLogger(LIBRARY);
    context().updateLoggers();
    appender.stop();
  }

  private static Requirement code(String name) {
    return rowSatisfies(
        name,
        List.of("text"),
        row -> {
          throw new IllegalStateException("no such thing as " + row.get("text"));
        });
  }

  private static Check failing(Requirement... more) {
    Check check =
        Check.error("secrets")
            .require(
                string("text").length().isAtMost(2),
                string("text").min().isAtMost("A"),
                string("text").distinctValues().areIn("A"),
                key("text").isUnique(),
                number("at").sum().per("text").isAtMost(0),
                string("text").orderedBy(number("at")).startsIn("A"),
                hasSameRowsAs("others").on("at"),
                code("code"));
    return more.length == 0 ? check : check.require(more);
  }

  private static ThreePaths data(int first) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rows.add(new Object[] {first + i, SECRET + i / 2});
    }
    return ThreePaths.of("at INT, text STRING", rows.toArray(Object[][]::new));
  }

  /** All that was logged; the test has to hear something. */
  private void assertNoSecret() {
    assertThat(said).isNotEmpty().noneMatch(each -> each.contains(SECRET));
  }

  @Test
  void runs_that_fail_on_every_path_log_no_value() {
    LoggerFactory.getLogger(LIBRARY + ".test").trace("heard");
    ThreePaths data = data(0);
    ThreePaths others = data(1);
    Requirement cast = sql("cast(text AS INT) > 0");
    for (int samples : new int[] {0, 3}) {
      DatasetVerification frame =
          DataQuality.on(data.frame()).with("others", others.frame()).check(failing(cast));
      RecordsVerification<Map<String, ?>> rdd =
          data.onRdd().with("others", others.frame()).check(failing());
      var list = others.addTo(data.onList(), "others").check(failing());
      if (samples > 0) {
        frame.withSamples(samples);
        rdd.withSamples(samples);
        list.withSamples(samples);
      }
      frame.listener(
          result -> {
            throw new IllegalStateException("no listener");
          });
      frame.run();
      rdd.run();
      list.run();
    }
    assertThat(said).anyMatch(each -> each.contains("A listener failed"));
    assertNoSecret();
  }

  @Test
  void what_is_written_while_code_fails_logs_no_value(@TempDir Path folder) {
    LoggerFactory.getLogger(LIBRARY + ".test").trace("heard");
    DataQuality.on(data(0).frame())
        .check(Check.error("secrets").require(string("text").length().isAtMost(2), code("code")))
        .whileWriting(writer -> writer.parquet(folder.resolve("out").toString()));
    assertNoSecret();
  }

  @Test
  void profiles_that_fail_log_no_value_and_say_none() {
    LoggerFactory.getLogger(LIBRARY + ".test").trace("heard");
    Fields<String> fields =
        Fields.builder(String.class)
            .string(
                "text",
                each -> {
                  throw new IllegalStateException("no such thing as " + each);
                })
            .build();
    assertThatThrownBy(() -> LocalProfiler.profile(List.of(SECRET), fields))
        .message()
        .doesNotContain(SECRET);
    DatasetProfile profile =
        Profiler.on(data(0).frame())
            .progress(
                (stage, done, total, rows) -> {
                  throw new IllegalStateException("at " + stage);
                })
            .run();
    assertThat(profile.rows()).isEqualTo(6);
    assertNoSecret();
  }
}
