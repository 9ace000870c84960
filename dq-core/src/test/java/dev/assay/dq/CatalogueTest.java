package dev.assay.dq;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Format;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tables of the catalogue are what the two enums, their documentation and the language say, and
 * language.txt is what each method of the language says. With {@code -Dcatalogue.write=true} they
 * are written.
 */
class CatalogueTest {

  private static final Path PAGE = Path.of("..", "dq-examples", "docs", "catalogue.md");
  private static final Path LIST =
      Path.of("..", "dq-core", "src", "test", "resources", "language.txt");
  private static final Path MODEL =
      Path.of("..", "dq-core", "src", "main", "java", "dev", "assay", "dq", "internal", "model");
  private static final Pattern TABLE =
      Pattern.compile("(<!-- table: (\\w+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);
  private static final Path FORMATS =
      Path.of("..", "dq-core", "src", "main", "java", "dev", "assay", "dq", "Formats.java");
  private static final Pattern FORMAT =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public static final TextPattern (\\w+) =",
          Pattern.DOTALL);
  private static final Pattern CONSTANT =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+([A-Z_]+)\\(", Pattern.DOTALL);

  private static final DslWords WORDS = new DslWords();

  /** In Java the later time comes first, and elements and values are called by their types. */
  private static final Map<Function, String> OTHER_WORDS =
      Map.of(
          Function.DAYS_BETWEEN, "daysSince",
          Function.SECONDS_BETWEEN, "secondsSince",
          Function.METRIC_IN, "on()",
          Function.EACH, "each",
          Function.SOME, "any",
          Function.AT_LEAST_OF, "atLeast",
          Function.ELEMENT_AT, "at",
          Function.VALUE_AT, "number",
          Function.FIELD_OF, "number");

  @ParameterizedTest
  @EnumSource
  void every_function_can_be_said(Function function) {
    assertThat(WORDS.of(function))
        .as("methods of the language that say " + function)
        .anyMatch(
            word ->
                word.split("\\.", 2)[0].equals(
                    OTHER_WORDS.getOrDefault(function, function.word())));
  }

  @ParameterizedTest
  @EnumSource
  void every_statistic_can_be_said(Statistic statistic) {
    assertThat(WORDS.of(statistic))
        .as("methods of the language that say " + statistic)
        .contains(
            statistic.isOfSet()
                ? "distinctValues()." + statistic.word().replace("Values", "")
                : (statistic.isOfTwo() ? "driftFrom." : "") + statistic.word());
  }

  @Test
  void the_page_is_up_to_date() throws IOException {
    assumeTrue(Files.exists(PAGE), () -> "no " + PAGE);
    Map<String, String> tables =
        Map.of(
            "predicates", functions(each -> each.signature().gives() == Signature.Gives.TRUTH),
            "expressions", functions(each -> each.signature().gives() != Signature.Gives.TRUTH),
            "metrics", statistics(),
            "formats", formats());
    String page = Files.readString(PAGE);
    assertThat(TABLE.matcher(page).results().map(each -> each.group(2)))
        .containsExactlyInAnyOrderElementsOf(tables.keySet());
    String current =
        TABLE
            .matcher(page)
            .replaceAll(
                each ->
                    Matcher.quoteReplacement(
                        each.group(1) + tables.get(each.group(2)) + each.group(3)));
    is(PAGE, page, current);
  }

  /** A method that is lost, or comes to mean something else, is a line of the list that differs. */
  @Test
  void the_language_is_what_the_list_says() throws IOException {
    assumeTrue(Files.exists(LIST), () -> "no " + LIST);
    is(LIST, Files.readString(LIST), String.join("\n", WORDS.sentences()) + "\n");
  }

  private static void is(Path file, String text, String current) throws IOException {
    if (Boolean.getBoolean("catalogue.write")) {
      Files.writeString(file, current);
    } else {
      assertThat(text.lines())
          .as(file + " is not what the code says: look why, or write it: -Dcatalogue.write=true")
          .containsExactlyElementsOf(current.lines().toList());
    }
  }

  private static String row(String... cells) {
    return "| "
        + Stream.of(cells).map(each -> each.replace("|", "\\|")).collect(joining(" | "))
        + " |\n";
  }

  private static String head(String... cells) {
    return row(cells) + row(Stream.of(cells).map(each -> "---").toArray(String[]::new));
  }

  private static String code(List<String> words) {
    return words.stream().map(each -> "`" + each.replace(".", "(…).") + "`").collect(joining(", "));
  }

  /** The documentation of the constants of an enum. */
  private static Map<String, String> documentation(Class<?> of) throws IOException {
    Map<String, String> found = new HashMap<>();
    String source = Files.readString(MODEL.resolve(of.getSimpleName() + ".java"));
    for (MatchResult each : CONSTANT.matcher(source).results().toList()) {
      found.put(each.group(2), onOneLine(each.group(1)));
    }
    assertThat(found.keySet())
        .containsAll(Stream.of(of.getEnumConstants()).map(Object::toString).toList());
    return found;
  }

  private static String onOneLine(String documentation) {
    return documentation.replaceAll("\\s*\n\\s*\\* ?", " ").strip();
  }

  private static String formats() throws IOException {
    Map<String, String> says = new LinkedHashMap<>();
    for (MatchResult each : FORMAT.matcher(Files.readString(FORMATS)).results().toList()) {
      says.put(
          each.group(2),
          onOneLine(each.group(1))
              .replaceAll("\\s*<p>", " ")
              .replaceAll("\\{@code ([^}]*)}", "`$1`")
              .replaceAll("\\{@link #(\\w+)}", "`$1`"));
    }
    assertThat(says.keySet())
        .containsExactlyElementsOf(Stream.of(Format.values()).map(Format::word).toList());
    StringBuilder table = new StringBuilder(head("in Java, and in JSON", "what it is"));
    says.forEach((word, what) -> table.append(row("`" + word + "`", what)));
    return table.toString();
  }

  private static String functions(Predicate<Function> which) throws IOException {
    Map<String, String> says = documentation(Function.class);
    StringBuilder table =
        new StringBuilder(head("in Java", "of", "null", "in reports", "in JSON", "what it is"));
    for (Function each : Function.values()) {
      if (which.test(each)) {
        List<String> denying = WORDS.denying(each);
        table.append(
            row(
                code(WORDS.of(each)) + (denying.isEmpty() ? "" : "; denied: " + code(denying)),
                (each.signature().takes().isEmpty() ? "a run" : of(each.signature().takes()))
                    + (each.signature().repeats() ? ", …" : "")
                    + (each.signature().optional() > 0 ? " (the last may be left out)" : ""),
                nulls(each),
                english(each),
                "`" + each.word() + "`",
                says.get(each.name())));
      }
    }
    return table.toString();
  }

  private static String statistics() throws IOException {
    Map<String, String> says = documentation(Statistic.class);
    StringBuilder table =
        new StringBuilder(
            head("in Java", "of", "value", "null", "in reports", "in JSON", "what it is"));
    for (Statistic each : Statistic.values()) {
      List<String> json = new ArrayList<>(List.of(each.word()));
      each.parameters().forEach(parameter -> json.add(parameter.word()));
      table.append(
          row(
              code(WORDS.of(each)),
              (each.isOfKey() ? "key of " : "")
                  + of(each.takes())
                  + (each.isOfKey() || each.isOfSet() ? ", …" : ""),
              String.join(", ", WORDS.values(each)),
              nulls(each),
              english(each),
              code(json),
              says.get(each.name())));
    }
    return table.toString();
  }

  private static String of(List<Signature.Takes> takes) {
    return takes.isEmpty()
        ? "rows"
        : takes.stream().map(CatalogueTest::kind).collect(joining(", "));
  }

  private static String kind(Signature.Takes takes) {
    return switch (takes) {
      case ANYTHING -> "anything";
      case TEXT -> "text";
      case NUMBER -> "number";
      case EXACT -> "whole number or decimal";
      case CONSTANT -> "constant number";
      case DATE -> "date";
      case INSTANT -> "point in time";
      case TIME -> "point in time, or date and time";
      case LOCAL_TIME -> "date and time";
      case DAY -> "date, or date and time";
      case DATE_OR_TIME -> "date or time";
      case ZONE -> "time zone";
      case UNIT -> "unit of time";
      case DATE_FORMAT, TIME_FORMAT -> "pattern of java.time";
      case JSON_PATH -> "path";
      case NETWORK -> "network";
      case ARRAY, ELEMENTS -> "array";
      case ORDERED_ELEMENTS -> "array of texts, numbers, times or booleans";
      case MAP -> "map";
      case KEY -> "key";
      case KIND -> "type";
      case STRUCT -> "struct";
      case FIELD -> "name of a field";
      case COLLECTION -> "array or map";
      case TRUTH -> "predicate";
      case ORDERED -> "number, text or time";
      case GROUPABLE -> "value";
      case COMPARABLE -> "value";
      case PATTERN -> "pattern";
      case CALENDAR -> "calendar";
      case REFERENCE -> "columns of another dataset";
      case KEY_METRIC -> "metric of another dataset";
      case FLAG -> "true or false";
      case OTHER -> "dataset or baseline";
      case DATASET -> "dataset";
      case WORDS, PART -> "constant text";
      case MEMBER -> "expected constants";
    };
  }

  private static String nulls(Function function) {
    boolean truth = function.signature().gives() == Signature.Gives.TRUTH;
    if (function == Function.RUN_TIME || function == Function.TODAY) {
      return "never null";
    }
    return switch (function.nulls()) {
      case ANY -> (truth ? "unknown" : "null") + " where any is null";
      case FIRST -> "unknown where the first is null";
      case OWN -> "as said at the right";
    };
  }

  private static String nulls(Statistic statistic) {
    List<Signature.Takes> takes = statistic.takes();
    boolean ofNulls = takes.contains(Signature.Takes.ANYTHING) && statistic != Statistic.COUNT;
    return takes.isEmpty() || ofNulls
        ? "counted"
        : takes.get(0) == Signature.Takes.TRUTH
            ? "neither true nor false"
            : "left out"
                + ((takes.size() > 1 && !statistic.isOfSet() && !statistic.isOfTwo())
                        || statistic.isOfKey()
                    ? ", where any is null"
                    : "");
  }

  private static List<Expr> arguments(List<Signature.Takes> takes, boolean ofTimes) {
    return IntStream.range(0, takes.size())
        .mapToObj(at -> SampleArguments.of(takes.get(at), at, ofTimes))
        .toList();
  }

  private static String english(Function function) {
    return Stream.of(false, true)
        .map(times -> new Expr.Call(function, arguments(function.signature().takes(), times)))
        .map(English::of)
        .distinct()
        .collect(joining("; "));
  }

  private static String english(Statistic statistic) {
    List<BigDecimal> parameters =
        statistic.parameters().stream()
            .map(
                each ->
                    switch (each) {
                      case Q -> "0.9";
                      case RANK_ERROR -> "0.01";
                      case RELATIVE_ERROR -> "0.05";
                      case LIMIT -> "10";
                      case SHARE -> "0.1";
                      case FACTOR -> "1.5";
                    })
            .map(BigDecimal::new)
            .toList();
    return English.of(
        new Metric.Summary(
            statistic, arguments(statistic.takes(), false), parameters, Expr.Literal.TRUE));
  }
}
