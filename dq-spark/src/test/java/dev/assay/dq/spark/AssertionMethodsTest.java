package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assay.dq.Column;
import dev.assay.dq.Formats;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.local.Fields;
import dev.assay.dq.model.TextPattern;
import dev.assay.dq.spark.assertj.AbstractColumnAssert;
import dev.assay.dq.spark.assertj.AbstractDataAssert;
import dev.assay.dq.spark.assertj.BooleanColumnAssert;
import dev.assay.dq.spark.assertj.CollectionColumnAssert;
import dev.assay.dq.spark.assertj.ColumnAssert;
import dev.assay.dq.spark.assertj.DataAssertions;
import dev.assay.dq.spark.assertj.DataChain;
import dev.assay.dq.spark.assertj.NumberExpectation;
import dev.assay.dq.spark.assertj.NumericColumnAssert;
import dev.assay.dq.spark.assertj.RecordsAssert;
import dev.assay.dq.spark.assertj.StringColumnAssert;
import dev.assay.dq.spark.assertj.TemporalColumnAssert;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What each method of the assertions states, and that it can fail: called on records that break all
 * of them. A method that is added has to be added to the file.
 */
class AssertionMethodsTest {

  private static final LocalDate DAY = LocalDate.of(2020, 1, 2);
  private static final Instant MOMENT = Instant.parse("2020-01-02T00:00:00Z");
  private static final LocalDateTime TIME = LocalDateTime.of(2020, 1, 2, 0, 0);

  /** Methods that state nothing by themselves, or are about rows and have tests of their own. */
  private static final Set<String> OTHERS =
      Set.of(
          "where",
          "forAtLeast",
          "forAtMost",
          "allowingViolations",
          "failingOnNull",
          "onNoRows",
          "because",
          "column",
          "and",
          "satisfies",
          "keyedBy",
          "hasSchema",
          "hasSameRowsAs",
          "containsExactlyInAnyOrder",
          "describedAs",
          "overridingErrorMessage",
          "withFailMessage");

  private static Map<String, Object> values(
      Double x, Double y, String t, String u, LocalDate d, LocalDate e, Boolean b, List<?> a) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("x", x);
    record.put("y", y);
    record.put("t", t);
    record.put("u", u);
    record.put("d", d);
    record.put("e", e);
    record.put("s", d == null ? null : MOMENT.plusSeconds(86_400L * d.compareTo(DAY)));
    record.put("z", d == null ? null : d.atStartOfDay());
    record.put("b", b);
    record.put("a", a);
    return record;
  }

  private static final List<Map<String, Object>> RECORDS =
      List.of(
          values(3.0, 3.0, "ann", "ann", DAY, DAY, true, List.of(1, 2)),
          values(3.0, 1.0, "ann", " a", DAY, DAY.minusDays(1), true, List.of()),
          values(5.0, 1.0, "bobby", "ann", DAY.plusDays(1), DAY, false, List.of()),
          values(-1.0, 0.0, " ", "b", DAY.minusDays(1), DAY, false, List.of(1)),
          values(Double.NaN, 0.0, "", "", null, null, null, null),
          values(Double.POSITIVE_INFINITY, 0.0, null, null, null, null, null, null),
          values(null, null, null, null, null, null, null, null));

  private static final Fields<Map<String, ?>> FIELDS = fields();

  private static Fields<Map<String, ?>> fields() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    Stream.of("x", "y").forEach(name -> types.put(name, Double.class));
    Stream.of("t", "u").forEach(name -> types.put(name, String.class));
    Stream.of("d", "e").forEach(name -> types.put(name, LocalDate.class));
    types.put("s", Instant.class);
    types.put("z", LocalDateTime.class);
    types.put("b", Boolean.class);
    types.put("a", List.class);
    return Fields.ofMap(types);
  }

  private static RecordsAssert<Map<String, ?>> begin() {
    return DataAssertions.<Map<String, ?>>assertThat(List.copyOf(RECORDS), FIELDS);
  }

  private static DataChain subject(Class<?> kind, List<Class<?>> parameters) {
    RecordsAssert<Map<String, ?>> data = begin();
    if (kind == AbstractDataAssert.class) {
      return data;
    }
    if (kind == StringColumnAssert.class) {
      return data.column(string("t"));
    }
    if (kind == NumericColumnAssert.class) {
      return data.column(number("x"));
    }
    if (kind == BooleanColumnAssert.class) {
      return data.column(bool("b"));
    }
    if (kind == CollectionColumnAssert.class) {
      return data.column(array("a"));
    }
    if (kind == TemporalColumnAssert.class) {
      boolean instant = parameters.contains(Instant.class) || parameters.contains(Instant[].class);
      boolean time =
          parameters.contains(LocalDateTime.class) || parameters.contains(LocalDateTime[].class);
      return data.column(instant ? timestamp("s") : time ? timestamp("z") : date("d"));
    }
    return data.column(any("t"));
  }

  private static Object argument(Class<?> type) {
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 1);
      Array.set(array, 0, argument(type.getComponentType()));
      return array;
    }
    Map<Class<?>, Object> values =
        Map.ofEntries(
            Map.entry(Number.class, 3),
            Map.entry(int.class, 3),
            Map.entry(long.class, 3L),
            Map.entry(double.class, 0.5),
            Map.entry(String.class, "ann"),
            Map.entry(LocalDate.class, DAY),
            Map.entry(Instant.class, MOMENT),
            Map.entry(LocalDateTime.class, TIME),
            Map.entry(NumberExpectation.class, DataAssertions.between(30, 40)),
            Map.entry(StringColumn.class, string("u")),
            Map.entry(Column.class, any("u")),
            Map.entry(NumericColumn.class, number("y")),
            Map.entry(TemporalColumn.class, date("e")),
            Map.entry(TextPattern.class, Formats.UUID));
    Object value = values.get(type);
    if (value == null) {
      throw new AssertionError("no argument of " + type + " is known: add one");
    }
    return value;
  }

  private static String called(Class<?> kind, Method method) throws ReflectiveOperationException {
    List<Class<?>> parameters = List.of(method.getParameterTypes());
    DataChain subject = subject(kind, parameters);
    Object[] arguments =
        parameters.stream()
            .map(
                type ->
                    type == Collection.class
                        ? List.of(kind == NumericColumnAssert.class ? 3 : "ann")
                        : argument(type))
            .toArray();
    DataChain stated = (DataChain) method.invoke(subject, arguments);
    Throwable failure = catchThrowable(stated::verify);
    String name =
        kind.getSimpleName()
            + "."
            + method.getName()
            + Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
    String message = failure == null ? "\n\n✗ nothing: it holds" : failure.getMessage();
    return name
        + message
            .lines()
            .skip(2)
            .map(String::strip)
            // the last digits of a double are not the same on every processor
            .map(line -> line.replaceAll("([0-9]\\.[0-9]{12})[0-9]+", "$1…"))
            .filter(line -> line.matches("(✗|expected|but was|missing).*"))
            .collect(Collectors.joining("\n  ", "\n  ", "\n"));
  }

  @Test
  void every_method_states_what_it_says() throws Exception {
    Set<String> lines = new TreeSet<>();
    for (Class<?> kind :
        List.of(
            AbstractDataAssert.class,
            ColumnAssert.class,
            StringColumnAssert.class,
            NumericColumnAssert.class,
            TemporalColumnAssert.class,
            BooleanColumnAssert.class,
            CollectionColumnAssert.class)) {
      Class<?> declaring = kind == ColumnAssert.class ? AbstractColumnAssert.class : kind;
      for (Method method : declaring.getDeclaredMethods()) {
        boolean other = OTHERS.contains(method.getName());
        boolean onRows =
            kind == ColumnAssert.class && method.getReturnType() == AbstractDataAssert.class;
        if (Modifier.isPublic(method.getModifiers())
            && !method.isBridge()
            && !other
            && !onRows
            && DataChain.class.isAssignableFrom(method.getReturnType())) {
          lines.add(called(kind, method));
        }
      }
    }
    assertThat(lines).noneMatch(line -> line.contains("nothing: it holds"));
    assertThat(String.join("", lines)).isEqualTo(golden());
  }

  private static String golden() throws IOException {
    try (InputStream file =
        AssertionMethodsTest.class.getResourceAsStream("/assertion-methods.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
