package dev.assay.dq.render;

import static dev.assay.dq.internal.model.Signature.Takes.CONSTANT;
import static dev.assay.dq.internal.model.Signature.Takes.FLAG;
import static dev.assay.dq.internal.model.Signature.Takes.NUMBER;
import static dev.assay.dq.internal.model.Signature.Takes.ORDERED;
import static dev.assay.dq.internal.model.Signature.Takes.TRUTH;
import static dev.assay.dq.internal.model.Signature.Takes.UNIT;

import dev.assay.dq.Baseline;
import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.ColumnSelector;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Connective;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Format;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.Past;
import dev.assay.dq.internal.model.PastStatistic;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.SchemaRule;
import dev.assay.dq.internal.model.SchemaText;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.model.TwoBounds;
import dev.assay.dq.internal.model.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes constraints as Java expressions, and remembers what they need imported. Wherever there is
 * no fluent method for a node, its constructor is written.
 */
final class JavaWriter implements Metric.Fold<JavaWriter.Pending> {

  private static final int WIDTH = 92;

  /** The methods that deny what a function says. */
  private static final Map<Function, String> DENIALS =
      Map.of(
          Function.EQUAL, "isNotEqualTo",
          Function.IN, "isNotIn",
          Function.MATCHES, "doesNotMatch",
          Function.CONTAINS_PATTERN, "doesNotContainPattern",
          Function.IS_BLANK, "isNotBlank");

  /** How the language spells a function. */
  private enum Spelling {
    /** A method of the first argument, called by the function's word, that takes the others. */
    METHOD,
    /** A method of the last argument that takes the first. */
    OF_LAST,
    /** A static method of all arguments. */
    OF_ALL,
    /** A static method of a name, or of nothing. */
    STATIC,
    /** A chain of predicates. */
    JOINED,
    /** A static method of a number and predicates. */
    COUNTED,
    /** The method that denies what the argument says. */
    DENIED,
    /** A method a pair of flags. */
    RANGE,
    /** {@code when(…).then(…).otherwise(…)}. */
    CHOICE,
    /** {@code array.strings().each(element -> …)}. */
    EACH,
    /** {@code array.strings().any(element -> …)}. */
    ANY,
    /** {@code array.strings().atLeast(number, element -> …)}. */
    AT_LEAST,
    /** {@code array.structs().sumOf(element -> …)}, by the function's word. */
    OF_ELEMENTS,
    /** {@code array.strings().at(place)}. */
    ELEMENT,
    /** {@code map.string(key)}. */
    VALUE,
    /** {@code struct.string(name)}. */
    FIELD,
    /** {@code key(…).existsIn(dataset, columns)}. */
    LOOKUP
  }

  /** The functions that are no {@link Spelling#METHOD}. */
  private static final Map<Function, Spelling> SPELLINGS =
      Map.ofEntries(
          Map.entry(Function.BETWEEN, Spelling.RANGE),
          Map.entry(Function.AND, Spelling.JOINED),
          Map.entry(Function.OR, Spelling.JOINED),
          Map.entry(Function.IMPLIES, Spelling.JOINED),
          Map.entry(Function.XOR, Spelling.JOINED),
          Map.entry(Function.AT_LEAST, Spelling.COUNTED),
          Map.entry(Function.NOT, Spelling.DENIED),
          Map.entry(Function.LEAST, Spelling.OF_ALL),
          Map.entry(Function.GREATEST, Spelling.OF_ALL),
          Map.entry(Function.RUN_TIME, Spelling.STATIC),
          Map.entry(Function.TODAY, Spelling.STATIC),
          Map.entry(Function.EXISTS_IN, Spelling.LOOKUP),
          Map.entry(Function.METRIC_IN, Spelling.LOOKUP),
          Map.entry(Function.WHEN, Spelling.CHOICE),
          Map.entry(Function.EACH, Spelling.EACH),
          Map.entry(Function.SOME, Spelling.ANY),
          Map.entry(Function.AT_LEAST_OF, Spelling.AT_LEAST),
          Map.entry(Function.SUM_OF, Spelling.OF_ELEMENTS),
          Map.entry(Function.MIN_OF, Spelling.OF_ELEMENTS),
          Map.entry(Function.MAX_OF, Spelling.OF_ELEMENTS),
          Map.entry(Function.ELEMENT_AT, Spelling.ELEMENT),
          Map.entry(Function.VALUE_AT, Spelling.VALUE),
          Map.entry(Function.FIELD_OF, Spelling.FIELD),
          Map.entry(Function.DAYS_BETWEEN, Spelling.OF_LAST),
          Map.entry(Function.SECONDS_BETWEEN, Spelling.OF_LAST));

  /** Which class of the model waits for the expectation of a metric. */
  enum Awaiting {
    NUMBER,
    TEXT,
    TIME,
    COUNTS
  }

  /** An expression for a metric that waits for its expectation. */
  record Pending(String code, Awaiting awaiting) {}

  private final TreeSet<String> imports = new TreeSet<>();
  private final Expressions expressions = new Expressions();

  /** The kind of column that a template's {@code column} has, within a template. */
  private @Nullable ColumnKind each;

  JavaWriter() {
    imports.add("dev.assay.dq.Check");
    imports.add("java.util.List");
  }

  Collection<String> imports() {
    return imports;
  }

  private String api(String name) {
    imports.add("dev.assay.dq." + name);
    return name;
  }

  private String model(String name) {
    imports.add("dev.assay.dq.internal.model." + name);
    return name;
  }

  // ---- texts and constants

  /** A text as a string literal of ASCII characters. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      if (i > 0 && i % 8000 == 0) {
        out.append("\".concat(\""); // the compiler limits the length of one constant
      }
      out.append(escaped(text.charAt(i)));
    }
    return out.append("\"").append(")".repeat(Math.max(0, (text.length() - 1) / 8000))).toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          c < 32 || c == 127
              ? String.format("\\%03o", (int) c)
              : c < 127 ? String.valueOf(c) : String.format("\\u%04x", (int) c);
    };
  }

  static String texts(Collection<String> texts) {
    return fill(texts.stream().map(JavaWriter::quoted).toList(), 4);
  }

  /** Arguments, broken into lines where they are too long for one. */
  static String fill(List<String> items, int indent) {
    String one = String.join(", ", items);
    if (one.length() <= 60) {
      return one;
    }
    String step = "\n" + " ".repeat(indent);
    StringBuilder out = new StringBuilder(step);
    int line = 0;
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i < items.size() - 1 ? "," : "");
      if (line > 0 && line + item.length() > WIDTH - 20) {
        out.append(step);
        line = 0;
      }
      out.append(line > 0 ? " " : "").append(item);
      line += item.length() + 1;
    }
    return out.toString();
  }

  private String number(BigDecimal value) {
    if (value.scale() <= 0 && value.abs().compareTo(BigDecimal.TEN.pow(19)) < 0) {
      BigInteger whole = value.toBigInteger();
      if (whole.bitLength() < 32) {
        return whole.toString();
      }
      if (whole.bitLength() < 64) {
        return whole + "L";
      }
    }
    double nearest = value.doubleValue();
    if (isDouble(value)) {
      return Double.toString(nearest);
    }
    imports.add("java.math.BigDecimal");
    return "new BigDecimal(" + quoted(value.toString()) + ")";
  }

  /** Whether the shortest text of the nearest double is this number. */
  private static boolean isDouble(BigDecimal value) {
    double nearest = value.doubleValue();
    return !Double.isInfinite(nearest) && Constant.of(nearest).equals(Constant.of(value));
  }

  /** A constant as the fluent methods take it. */
  private String plain(Constant literal) {
    return literal.accept(
        new Constant.Visitor<>() {
          @Override
          public String text(Constant.Text l) {
            return quoted(l.value());
          }

          @Override
          public String num(Constant.Num l) {
            return number(l.value());
          }

          @Override
          public String bool(Constant.Bool l) {
            return String.valueOf(l.truth());
          }

          @Override
          public String date(Constant.DateValue l) {
            imports.add("java.time.LocalDate");
            LocalDate day = l.value();
            return "LocalDate.of("
                + day.getYear()
                + ", "
                + day.getMonthValue()
                + ", "
                + day.getDayOfMonth()
                + ")";
          }

          @Override
          public String instant(Constant.InstantValue l) {
            imports.add("java.time.Instant");
            return "Instant.parse(" + quoted(l.value().toString()) + ")";
          }

          @Override
          public String localTimestamp(Constant.LocalTimestampValue l) {
            imports.add("java.time.LocalDateTime");
            return "LocalDateTime.parse(" + quoted(l.value().toString()) + ")";
          }

          @Override
          public String pattern(Constant.Pattern l) {
            Format known = Format.of(l.value());
            if (known != null) {
              imports.add("dev.assay.dq.Formats");
              return "Formats." + known.name();
            }
            String name = l.value().name();
            if (l.value().test() != null) {
              throw new IllegalArgumentException(
                  "the format "
                      + name
                      + " holds Java code, which cannot be written as source again: keep the"
                      + " constraint where it was written and leave it out of the check to be"
                      + " printed");
            }
            String regex = quoted(l.value().regex());
            return name == null
                ? regex
                : api("TextPattern") + ".named(" + quoted(name) + ", " + regex + ")";
          }

          @Override
          public String calendar(Constant.Calendar l) {
            BusinessCalendar calendar = l.value();
            String made = api("BusinessCalendar") + ".of(" + quoted(calendar.name()) + ")";
            if (!calendar.weekend().equals(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))) {
              imports.add("java.time.DayOfWeek");
              made +=
                  calendar.weekend().stream()
                      .map(each -> "DayOfWeek." + each)
                      .collect(Collectors.joining(", ", ".withWeekend(", ")"));
            }
            List<String> holidays =
                calendar.holidays().stream()
                    .map(each -> plain(new Constant.DateValue(each)))
                    .toList();
            return holidays.isEmpty() ? made : made + ".withHolidays(" + fill(holidays, 4) + ")";
          }

          @Override
          public String baseline(Constant.BaselineValue l) {
            return JavaWriter.this.baseline(l.value());
          }

          @Override
          public String reference(Constant.Reference l) {
            OtherKey other = l.value();
            String columns =
                other.columns().stream()
                    .map(each -> model("ColumnRef") + ".parse(" + quoted(each.text()) + ")")
                    .collect(Collectors.joining(", ", "List.of(", ")"));
            Metric metric = other.metric();
            return "new "
                + model("OtherKey")
                + "("
                + String.join(
                    ", ", quoted(other.dataset()), columns, String.valueOf(other.nullsEqual()))
                + (metric == null ? "" : ", " + metric.fold(JavaWriter.this).code() + ".metric()")
                + ")";
          }
        });
  }

  private String baseline(Baseline baseline) {
    String word =
        switch (baseline.kind()) {
          case NUMBER, INTEGER, DECIMAL -> "ofNumbers";
          case DATE, TIMESTAMP -> "ofTimes";
          case STRING -> "ofTexts";
          case BOOL, BINARY, ARRAY, MAP, STRUCT, ANY -> null;
        };
    String name = quoted(baseline.name());
    List<String> counts = baseline.counts().stream().map(this::count).toList();
    List<String> points = baseline.points().stream().map(this::plain).toList();
    if (word == null) { // of booleans, true first, as they are made
      return api("Baseline")
          + ".ofBooleans("
          + String.join(", ", name, counts.get(0), counts.get(1))
          + ")";
    }
    imports.add("java.util.List");
    return api("Baseline")
        + "."
        + word
        + "("
        + name
        + ", List.of("
        + fill(points, 4)
        + "), "
        + fill(counts, 4)
        + ")";
  }

  private String count(long count) {
    return count == (int) count ? String.valueOf(count) : count + "L";
  }

  /** A constant as the constructors of the model take it. */
  private String literal(Constant literal) {
    String plain = plain(literal);
    String name = model("Constant");
    if (literal instanceof Constant.Num) {
      return name + ".of(" + plain + ")";
    }
    boolean regex = literal instanceof Constant.Pattern && plain.startsWith("\"");
    return "new "
        + name
        + "."
        + literal.getClass().getSimpleName()
        + "("
        + (regex ? api("TextPattern") + ".of(" + plain + ")" : plain)
        + ")";
  }

  // ---- columns

  /** Types that the language gives the same methods. */
  private enum Family {
    TEXT,
    NUMBER,
    TIME,
    TRUTH,
    COLLECTION,
    OTHER;

    static Family of(Expr expr) {
      return switch (expr.kind()) {
        case STRING -> TEXT;
        case NUMBER, INTEGER, DECIMAL -> NUMBER;
        case DATE, TIMESTAMP -> TIME;
        case BOOL -> TRUTH;
        case ARRAY, MAP -> COLLECTION;
        case BINARY, STRUCT, ANY -> OTHER;
      };
    }

    boolean has(Signature.Takes takes) {
      return switch (takes) {
        case ANYTHING, GROUPABLE -> true;
        case TEXT -> this == TEXT;
        case NUMBER, EXACT -> this == NUMBER;
        case DATE, INSTANT, TIME, LOCAL_TIME, DAY, DATE_OR_TIME -> this == Family.TIME;
        case COLLECTION, ARRAY, ELEMENTS, ORDERED_ELEMENTS, MAP -> this == COLLECTION;
        case ORDERED, COMPARABLE -> this == TEXT || this == NUMBER || this == TIME;
        case TRUTH,
            PATTERN,
            CALENDAR,
            REFERENCE,
            KEY_METRIC,
            FLAG,
            CONSTANT,
            MEMBER,
            ZONE,
            UNIT,
            DATE_FORMAT,
            TIME_FORMAT,
            JSON_PATH,
            NETWORK,
            KEY,
            KIND,
            OTHER,
            DATASET,
            WORDS,
            PART,
            STRUCT,
            FIELD ->
            false;
      };
    }
  }

  /** The typed column of the fluent methods, or null if there is none. */
  private @Nullable String column(Expr.Column column) {
    if (column.ref().isPlaceholder()) {
      return column.kind() == each ? "column" : null;
    }
    return column.kind().word() + "(" + quoted(column.ref().text()) + ")";
  }

  private static String method(Comparison comparison, boolean time) {
    return switch (comparison) {
      case EQUAL -> "isEqualTo";
      case LESS -> time ? "isBefore" : "isLessThan";
      case LESS_OR_EQUAL -> time ? "isBeforeOrAt" : "isAtMost";
      case GREATER -> time ? "isAfter" : "isGreaterThan";
      case GREATER_OR_EQUAL -> time ? "isAfterOrAt" : "isAtLeast";
    };
  }

  private static String withZero(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> "isZero";
      case LESS -> "isNegative";
      case LESS_OR_EQUAL -> "isNonPositive";
      case GREATER -> "isPositive";
      case GREATER_OR_EQUAL -> "isNonNegative";
    };
  }

  private String comparison(Comparison comparison) {
    return model("Comparison") + "." + comparison;
  }

  // ---- expressions

  /** What the source of an expression makes: an object with fluent methods, or one of the model. */
  private enum Makes {
    VALUE,
    PREDICATE,
    /** A column of true and false is both. */
    BOTH,
    EXPR
  }

  /**
   * The source of an expression, made only where it is used, since it may import; and what denies
   * it in one word.
   */
  private record Written(Makes makes, Supplier<String> source, @Nullable String denied) {

    static Written of(Makes makes, String source) {
      return new Written(makes, () -> source, null);
    }

    boolean isValue() {
      return makes == Makes.VALUE || makes == Makes.BOTH;
    }

    boolean isPredicate() {
      return makes == Makes.PREDICATE || makes == Makes.BOTH;
    }

    String code() {
      return source.get();
    }

    String expr() {
      return makes == Makes.EXPR ? code() : code() + ".expr()";
    }
  }

  private String expr(Expr expr) {
    return expr.fold(expressions).expr();
  }

  private String predicate(Expr expr) {
    return predicate(expr.fold(expressions));
  }

  private String predicate(Written written) {
    return written.isPredicate()
        ? written.code()
        : api("Predicate") + ".of(" + written.expr() + ")";
  }

  private final class Expressions implements Expr.Fold<Written> {

    /** How many arrays' elements are spoken of, and of what types they are. */
    private int bound;

    private final Map<Integer, ColumnKind> kinds = new HashMap<>();

    @Override
    public Written column(Expr.Column column) {
      String typed = JavaWriter.this.column(column);
      return typed != null
          ? Written.of(column.kind() == ColumnKind.BOOL ? Makes.BOTH : Makes.VALUE, typed)
          : Written.of(
              Makes.EXPR,
              made(
                  "Column",
                  model("ColumnRef")
                      + (column.ref().isPlaceholder()
                          ? ".placeholder()"
                          : ".parse(" + quoted(column.ref().text()) + ")"),
                  model("ColumnKind") + "." + column.kind()));
    }

    private String made(String type, String... arguments) {
      return "new " + model("Expr") + "." + type + "(" + String.join(", ", arguments) + ")";
    }

    @Override
    public Written literal(Expr.Literal literal) {
      return new Written(
          Makes.EXPR,
          () ->
              literal.isTrue()
                  ? model("Expr") + ".Literal.TRUE"
                  : made("Literal", JavaWriter.this.literal(literal.constant())),
          null);
    }

    @Override
    public Written call(Expr.Call call, List<Written> arguments) {
      String said = said(call, arguments);
      Signature signature = call.function().signature();
      if (said != null) {
        String denial = denial(call);
        return new Written(
            call.kind() == ColumnKind.BOOL ? Makes.PREDICATE : Makes.VALUE,
            () -> said,
            call.function() == Function.EXISTS_IN
                ? lookup("isAbsentFrom", call, arguments)
                : denial == null ? null : method(denial, call, arguments));
      }
      List<String> made = new ArrayList<>(List.of(model("Function") + "." + call.function()));
      arguments.forEach(each -> made.add(each.expr()));
      return Written.of(Makes.EXPR, model("Expr") + ".call(" + listed(made, signature) + ")");
    }

    private static String listed(List<String> arguments, Signature signature) {
      return signature.repeats() ? fill(arguments, 4) : String.join(", ", arguments);
    }

    @Override
    public Written sql(Expr.Sql sql) {
      return Written.of(Makes.PREDICATE, "sql(" + quoted(sql.text()) + ")");
    }

    @Override
    public Written code(Expr.Code code) {
      throw new IllegalArgumentException(
          "rowSatisfies(\""
              + code.label()
              + "\", ...) holds Java code, which cannot be written as source again: keep it where"
              + " it was written and leave it out of the check to be printed, or say the same with"
              + " predicates or sql(...)");
    }

    /** A call in fluent methods, or null if the types of its arguments have none. */
    private @Nullable String said(Expr.Call call, List<Written> arguments) {
      Function function = call.function();
      Comparison comparison = function.comparison();
      if (comparison != null) {
        return compared(comparison, call, arguments);
      }
      Spelling spelling = SPELLINGS.getOrDefault(function, Spelling.METHOD);
      return switch (spelling) {
        case METHOD -> method(function.word(), call, arguments);
        case RANGE -> between(call, arguments);
        case JOINED ->
            predicate(arguments.get(0))
                + arguments.stream()
                    .skip(1)
                    .map(each -> "." + function.word() + "(" + predicate(each) + ")")
                    .collect(Collectors.joining());
        case DENIED -> {
          if (call.argument(0).calls(Function.NOT)) {
            yield null; // not() would take both away
          }
          String denied = arguments.get(0).denied();
          yield denied != null ? denied : predicate(arguments.get(0)) + ".not()";
        }
        case COUNTED ->
            function.word()
                + "("
                + number(call.number(0))
                + ", "
                + fill(arguments.stream().skip(1).map(each -> predicate(each)).toList(), 4)
                + ")";
        case STATIC ->
            function.word()
                + "("
                + call.arguments().stream()
                    .map(each -> plain(((Expr.Literal) each).constant()))
                    .collect(Collectors.joining(", "))
                + ")";
        case OF_ALL -> extreme(function.word(), call, arguments);
        case CHOICE -> choice(call, arguments);
        case EACH -> elements("each(", call, arguments, predicate(arguments.get(1)));
        case ANY -> elements("any(", call, arguments, predicate(arguments.get(1)));
        case AT_LEAST ->
            elements(
                "atLeast(" + call.count(2) + ", ", call, arguments, predicate(arguments.get(1)));
        case OF_ELEMENTS -> {
          Written number = arguments.get(1);
          boolean fluent = number.isValue() && Family.of(call.argument(1)) == Family.NUMBER;
          yield elements(function.word() + "(", call, arguments, fluent ? number.code() : null);
        }
        case ELEMENT ->
            arguments.get(0).isValue() && isSaid(call.kind())
                ? arguments.get(0).code()
                    + "."
                    + call.kind().word()
                    + "s().at("
                    + call.count(1)
                    + ")"
                : null;
        case LOOKUP -> lookup(function.word(), call, arguments);
        case VALUE -> typed(call, arguments.get(0), call.text(1));
        case FIELD -> typed(call, arguments.get(0), ColumnRef.exactly(call.text(1)).text());
        case OF_LAST -> {
          Written later = arguments.get(1);
          String earlier = operand(call.argument(0), arguments.get(0));
          yield later.isValue() && earlier != null
              ? later.code()
                  + "."
                  + function.word().replace("Between", "Since")
                  + "("
                  + earlier
                  + ")"
              : null;
        }
      };
    }

    private @Nullable String lookup(String word, Expr.Call call, List<Written> arguments) {
      List<Expr> parts = call.arguments().subList(1, call.arguments().size());
      List<Written> written = arguments.subList(1, arguments.size());
      boolean names =
          parts.stream()
              .allMatch(
                  each ->
                      each instanceof Expr.Column column
                          && column.kind() == ColumnKind.ANY
                          && !column.ref().isPlaceholder());
      if (!names && !written.stream().allMatch(Written::isValue)) {
        return null;
      }
      List<String> key =
          names
              ? parts.stream().map(each -> quoted(((Expr.Column) each).ref().text())).toList()
              : written.stream().map(Written::code).toList();
      OtherKey other = call.otherKey();
      List<String> where = new ArrayList<>(List.of(quoted(other.dataset())));
      other.columns().forEach(each -> where.add(quoted(each.text())));
      if (other.metric() != null) {
        where.set(0, "key(" + fill(key, 4) + ")");
        return "in("
            + quoted(other.dataset())
            + ").on("
            + fill(where, 4)
            + ").of("
            + other.metric().fold(JavaWriter.this).code()
            + ")";
      }
      return "key("
          + fill(key, 4)
          + ")."
          + word
          + "("
          + fill(where, 4)
          + ")"
          + (other.nullsEqual() ? ".treatingNullsAsEqual()" : "");
    }

    /** Whether there is a method for a part of a kind. */
    private static boolean isSaid(ColumnKind kind) {
      return kind != ColumnKind.BINARY && kind != ColumnKind.ANY;
    }

    private static @Nullable String typed(Expr.Call call, Written of, String name) {
      return of.isValue() && isSaid(call.kind())
          ? of.code() + "." + call.kind().word() + "(" + quoted(name) + ")"
          : null;
    }

    private String elements(
        String word, Expr.Call call, List<Written> arguments, @Nullable String said) {
      if (!arguments.get(0).isValue() || said == null) {
        throw new IllegalArgumentException(
            English.of(call)
                + " has no form in Java: name an array, and say what its elements are");
      }
      ColumnKind kind = kinds.remove(bound);
      return arguments.get(0).code()
          + "."
          + (kind == null ? "string" : kind.word())
          + "s()."
          + word
          + element(bound)
          + " -> "
          + said
          + ")";
    }

    private static String element(int place) {
      return "element" + (place == 0 ? "" : place + 1);
    }

    @Override
    public Written element(Expr.Element element) {
      int place = bound - 1 - element.outwards();
      kinds.put(place, element.kind());
      return Written.of(
          element.kind() == ColumnKind.BOOL ? Makes.PREDICATE : Makes.VALUE, element(place));
    }

    @Override
    public void bind(Written array) {
      bound++;
    }

    @Override
    public void unbind() {
      bound--;
    }

    /** A constant or a value, as methods take it that take both. */
    private @Nullable String operand(Expr expr, Written written) {
      if (expr instanceof Expr.Literal literal) {
        return plain(literal.constant());
      }
      return written.isValue() ? written.code() : null;
    }

    private @Nullable String extreme(String word, Expr.Call call, List<Written> arguments) {
      boolean has = Family.of(call) == Family.NUMBER || Family.of(call) == Family.TIME;
      return has && arguments.stream().allMatch(each -> each.isValue())
          ? word + "(" + fill(arguments.stream().map(Written::code).toList(), 4) + ")"
          : null;
    }

    private @Nullable String choice(Expr.Call call, List<Written> arguments) {
      boolean has = Family.of(call) == Family.NUMBER || Family.of(call) == Family.TEXT;
      String then = operand(call.argument(1), arguments.get(1));
      String otherwise = operand(call.argument(2), arguments.get(2));
      return has && then != null && otherwise != null
          ? "when("
              + predicate(arguments.get(0))
              + ").then("
              + then
              + ").otherwise("
              + otherwise
              + ")"
          : null;
    }

    private @Nullable String compared(
        Comparison comparison, Expr.Call call, List<Written> arguments) {
      Expr left = call.argument(0);
      Expr right = call.argument(1);
      Written first = arguments.get(0);
      Family family = Family.of(left);
      if (left instanceof Expr.Column
          && first.isValue()
          && right.equals(new Expr.Literal(Constant.of(0)))
          && family == Family.NUMBER) {
        return first.code() + "." + withZero(comparison) + "()";
      }
      if (family == Family.TRUTH && Family.of(right) == Family.TRUTH) {
        return comparison == Comparison.EQUAL ? equalTruth(first, right, arguments.get(1)) : null;
      }
      return method(JavaWriter.method(comparison, family == Family.TIME), call, arguments);
    }

    private @Nullable String equalTruth(Written left, Expr right, Written written) {
      if (right instanceof Expr.Literal) {
        return left.isValue() ? left.code() + (right.isTrue() ? ".isTrue()" : ".isFalse()") : null;
      }
      return predicate(left) + ".isEqualTo(" + predicate(written) + ")";
    }

    private @Nullable String between(Expr.Call call, List<Written> arguments) {
      boolean low = call.argument(3).isTrue();
      boolean high = call.argument(4).isTrue();
      if (low && high) {
        return method("isBetween", call, arguments);
      }
      boolean has =
          Family.of(call.argument(0)) == Family.NUMBER
              && (low == high || call.argument(1) instanceof Expr.Literal);
      String word =
          low ? "isBetweenExcludingHigh" : high ? "isBetweenExcludingLow" : "isStrictlyBetween";
      return has ? method(word, call, arguments) : null;
    }

    /** The method that says the opposite, if it takes all that the function's own takes. */
    private static @Nullable String denial(Expr.Call call) {
      boolean narrower =
          call.arguments().size() > 1
              && (call.argument(1) instanceof Expr.Literal literal
                  ? literal.constant() instanceof Constant.Pattern pattern
                      && pattern.value().name() != null
                  : call.function() == Function.IN);
      return narrower ? null : DENIALS.get(call.function());
    }

    /** A method of the first argument that takes the others, or null if it has none. */
    private @Nullable String method(String word, Expr.Call call, List<Written> arguments) {
      Signature signature = call.function().signature();
      if (!arguments.get(0).isValue() || !Family.of(call.argument(0)).has(signature.takes(0))) {
        return null;
      }
      List<String> others = new ArrayList<>();
      for (int at = 1; at < arguments.size() && signature.takes(at) != FLAG; at++) {
        String other = taken(call, at, arguments.get(at));
        if (other == null) {
          return null;
        }
        others.add(other);
      }
      return arguments.get(0).code() + "." + word + "(" + listed(others, signature) + ")";
    }

    /** An argument as the methods of the first take it: all of them constants, or none. */
    private @Nullable String taken(Expr.Call call, int at, Written written) {
      Expr other = call.argument(at);
      Signature.Takes takes = call.function().signature().takes(at);
      if (takes == UNIT) {
        imports.add("java.time.temporal.ChronoUnit");
        return "ChronoUnit." + Units.of(call.text(at)).name();
      }
      if (takes.form() == Signature.Form.NAME
          || takes.form() == Signature.Form.NUMBER
          || takes.form() == Signature.Form.CALENDAR) {
        return plain(((Expr.Literal) other).constant());
      }
      Family family = Family.of(other);
      if (family != Family.of(call.argument(0)) || !isAlike(other, call.argument(1))) {
        return null;
      }
      if (other instanceof Expr.Literal literal) {
        return plain(literal.constant());
      }
      boolean set = call.function() == Function.IN || call.function() == Function.TREATING_AS_NULL;
      return written.isValue() && !(set && family == Family.TIME) ? written.code() : null;
    }

    private static boolean isAlike(Expr one, Expr other) {
      if (one instanceof Expr.Literal a && other instanceof Expr.Literal b) {
        return a.constant().getClass() == b.constant().getClass();
      }
      return !(one instanceof Expr.Literal) && !(other instanceof Expr.Literal);
    }
  }

  // ---- metrics

  @Override
  public Pending summary(Metric.Summary metric) {
    Pending pending = ofAllRows(metric);
    return metric.where().isTrue()
        ? pending
        : new Pending(
            pending.code() + ".where(" + predicate(metric.where()) + ")", pending.awaiting());
  }

  @Override
  public Pending literal(Metric.Literal literal) {
    return new Pending(number(literal.number().value()), Awaiting.NUMBER);
  }

  @Override
  public Pending sql(Metric.Sql sql) {
    String where = sql.where().isTrue() ? "" : ".where(" + predicate(sql.where()) + ")";
    return new Pending("sqlMetric(" + quoted(sql.text()) + ")" + where, Awaiting.NUMBER);
  }

  @Override
  public Pending elsewhere(Metric.Elsewhere elsewhere) {
    Pending there = elsewhere.metric().fold(this);
    Awaiting awaiting = there.awaiting() == Awaiting.COUNTS ? Awaiting.NUMBER : there.awaiting();
    String of = awaiting == there.awaiting() ? there.code() : numeric(there);
    return new Pending("in(" + quoted(elsewhere.dataset()) + ").of(" + of + ")", awaiting);
  }

  @Override
  public Pending combination(Metric.Combination combination, Pending left, Pending right) {
    boolean constant = combination.right() instanceof Metric.Literal;
    String first = numeric(left);
    String second = numeric(right);
    String code =
        switch (combination.operation()) {
          case RATIO ->
              constant
                  ? first + ".dividedBy(" + second + ")"
                  : "ratio(" + first + ", " + second + ")";
          case MINUS -> first + ".minus(" + second + ")";
          case PLUS -> first + ".plus(" + second + ")";
          case TIMES -> first + ".times(" + second + ")";
          case PERCENT -> first + ".percentOf(" + second + ")";
        };
    return new Pending(code, Awaiting.NUMBER);
  }

  /** As a number, which only a dataset may know that it is none. */
  private String numeric(Pending metric) {
    return metric.awaiting() == Awaiting.NUMBER
        ? metric.code()
        : "new " + api("NumericMetric") + "(" + metric.code() + ".metric())";
  }

  private Pending ofAllRows(Metric.Summary m) {
    boolean ordered = !m.of().isEmpty() && m.statistic().takes(0) == ORDERED;
    Awaiting awaiting =
        switch (ordered ? Family.of(m.of(0)) : Family.OTHER) {
          case TEXT -> Awaiting.TEXT;
          case TIME -> Awaiting.TIME;
          case NUMBER, TRUTH, COLLECTION, OTHER ->
              m.statistic() == Statistic.VALUE_COUNTS ? Awaiting.COUNTS : Awaiting.NUMBER;
        };
    String said = said(m);
    return new Pending(said != null ? said : made(m, awaiting), awaiting);
  }

  /** The model's own metric over all rows, in what waits for an expectation. */
  private String made(Metric.Summary m, Awaiting awaiting) {
    String wrapper =
        switch (awaiting) {
          case NUMBER -> "NumericMetric";
          case TEXT -> "TextMetric";
          case TIME -> "TemporalMetric";
          case COUNTS -> "ValueCountsMetric";
        };
    List<String> parts = m.of().stream().map(this::expr).toList();
    String statistic = model("Statistic") + "." + m.statistic();
    String metric =
        m.parameters().isEmpty()
            ? model("Metric") + ".of(" + String.join(", ", with(statistic, parts)) + ")"
            : "new "
                + model("Metric")
                + ".Summary("
                + String.join(
                    ", ",
                    statistic,
                    "List.of(" + String.join(", ", parts) + ")",
                    "List.of("
                        + String.join(", ", m.parameters().stream().map(this::decimal).toList())
                        + ")",
                    model("Expr") + ".Literal.TRUE")
                + ")";
    return "new " + api(wrapper) + "(" + metric + ")";
  }

  private static List<String> with(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  private String decimal(BigDecimal value) {
    imports.add("java.math.BigDecimal");
    return "new BigDecimal(" + quoted(value.toString()) + ")";
  }

  /** A metric in fluent methods, or null if there is none for what it is of. */
  private @Nullable String said(Metric.Summary m) {
    Statistic statistic = m.statistic();
    String word = statistic.word();
    if (statistic == Statistic.CONFLICTING_VALUES) {
      return m.last() instanceof Expr.Column column && isPlain(column)
          ? key(m.key(), false) + "." + word + "(" + texts(List.of(column.ref().text())) + ")"
          : null;
    }
    if (statistic.isOfSet()) {
      String values = values(m);
      return values == null ? null : values + "." + SET_WORDS.get(statistic) + members(m);
    }
    if (statistic.isOfTwo()) {
      String receiver = receiver(m.of(0));
      Family family = Family.of(m.of(0));
      boolean sayable =
          statistic != Statistic.KOLMOGOROV_SMIRNOV
              || family == Family.NUMBER
              || family == Family.TIME;
      return receiver == null || !sayable
          ? null
          : receiver
              + ".driftFrom("
              + plain(((Expr.Literal) m.of(1)).constant())
              + ")."
              + word
              + "()";
    }
    if (statistic.takes().isEmpty() || statistic.isOfKey()) {
      return (statistic.isOfKey() ? key(m.key(), true) + "." : "") + word + "()";
    }
    Signature.Takes takes = statistic.takes(0);
    if (takes == TRUTH) {
      return predicate(m.of(0)) + "." + word + "()";
    }
    if (takes != NUMBER && takes != ORDERED) {
      return method(m, word);
    }
    String lengths = lengths(m.of(0));
    if (lengths != null && LENGTHS.contains(statistic)) {
      return lengths + "." + word + "Length()";
    }
    boolean numeric = m.of().stream().allMatch(each -> Family.of(each) == Family.NUMBER);
    return numeric || (m.of().size() == 1 && hasValues(Family.of(m.of(0)), statistic))
        ? median(m, method(m, word))
        : null;
  }

  /** What the language says of distinct values and a set. */
  private static final Map<Statistic, String> SET_WORDS =
      Map.of(
          Statistic.MISSING_VALUES, "missing",
          Statistic.UNEXPECTED_VALUES, "unexpected",
          Statistic.DIFFERING_VALUES, "differing");

  /** What it says where there are none. */
  private static final Map<Statistic, String> NONE_WORDS =
      Map.of(
          Statistic.MISSING_VALUES, "contain",
          Statistic.UNEXPECTED_VALUES, "areIn",
          Statistic.DIFFERING_VALUES, "areExactly");

  /** The distinct values that are compared with a set, if constants of one type are in it. */
  private @Nullable String values(Metric.Summary m) {
    String receiver = receiver(m.of(0));
    Class<? extends Constant> type =
        switch (Family.of(m.of(0))) {
          case NUMBER -> Constant.Num.class;
          case TEXT -> Constant.Text.class;
          case TRUTH -> Constant.Bool.class;
          case TIME -> Constant.class;
          case COLLECTION, OTHER -> null;
        };
    boolean time = type == Constant.class;
    return receiver != null
            && type != null
            && m.members().stream()
                .allMatch(each -> type.isInstance(each) && (!time || isTime(each)))
        ? receiver + ".distinctValues()"
        : null;
  }

  private static boolean isTime(Constant constant) {
    return constant instanceof Constant.DateValue
        || constant instanceof Constant.InstantValue
        || constant instanceof Constant.LocalTimestampValue;
  }

  private String members(Metric.Summary m) {
    return m.members().stream().map(this::plain).collect(Collectors.joining(", ", "(", ")"));
  }

  /** What the language says of lengths of texts. */
  private static final Set<Statistic> LENGTHS =
      EnumSet.of(Statistic.MIN, Statistic.MAX, Statistic.MEAN);

  /** Whether values of a family, which are no numbers, have a method for a value among them. */
  private static boolean hasValues(Family family, Statistic statistic) {
    boolean extreme = statistic == Statistic.MIN || statistic == Statistic.MAX;
    boolean chosen =
        statistic == Statistic.MOST_FREQUENT_VALUE
            || statistic == Statistic.VALUE_AT_MIN
            || statistic == Statistic.VALUE_AT_MAX;
    return switch (family) {
      case TIME -> extreme || chosen || statistic == Statistic.QUANTILE;
      case TEXT -> extreme || chosen;
      case NUMBER, TRUTH, COLLECTION, OTHER -> false;
    };
  }

  private static @Nullable String median(Metric.Summary m, @Nullable String said) {
    boolean median =
        m.statistic() == Statistic.QUANTILE
            && m.parameters().get(0).compareTo(new BigDecimal("0.5")) == 0;
    return said != null && median
        ? said.substring(0, said.lastIndexOf(".quantile(")) + ".median()"
        : said;
  }

  /** What has fluent methods: a column, or a value made of one; null for all else. */
  private @Nullable String receiver(Expr expr) {
    Written written = expr.fold(expressions);
    return written.isValue() ? written.code() : null;
  }

  /** A method of the first expression that takes the second and the numbers. */
  private @Nullable String method(Metric.Summary m, String word) {
    List<String> arguments = new ArrayList<>();
    for (int i = 1; i < m.of().size(); i++) {
      arguments.add(receiver(m.of(i)));
    }
    for (BigDecimal each : m.parameters()) {
      arguments.add(isDouble(each) ? number(each) : null);
    }
    String first = receiver(m.of(0));
    return first == null || arguments.contains(null)
        ? null
        : first + "." + word + "(" + String.join(", ", arguments) + ")";
  }

  /** A column of text of whose lengths there is a metric. */
  private @Nullable String lengths(Expr value) {
    return value.calls(Function.LENGTH)
            && value.arguments().get(0) instanceof Expr.Column column
            && column.kind() == ColumnKind.STRING
        ? column(column)
        : null;
  }

  private String key(Key key, boolean onColumn) {
    if (key.isWholeRow()) {
      return "allColumns()";
    }
    List<String> names = new ArrayList<>();
    for (Expr part : key.parts()) {
      if (part instanceof Expr.Column column && isPlain(column)) {
        names.add(column.ref().text());
      }
    }
    if (names.size() == key.parts().size()) {
      return "key(" + texts(names) + ")";
    }
    List<String> receivers = new ArrayList<>();
    key.parts().forEach(part -> receivers.add(receiver(part)));
    if (receivers.contains(null)) {
      imports.add("dev.assay.dq.KeyColumns");
      return "new KeyColumns(new "
          + model("Key")
          + "(List.of("
          + String.join(", ", key.parts().stream().map(this::expr).toList())
          + ")))";
    }
    return receivers.size() == 1 && onColumn
        ? receivers.get(0)
        : "key(" + String.join(", ", receivers) + ")";
  }

  // ---- expectations

  /** The method call that adds an expectation to a metric, or null if there is none. */
  private @Nullable String expecting(Expectation expectation, Awaiting awaiting) {
    return expectation.accept(
        new Expectation.Visitor<@Nullable String>() {
          private boolean fits(Constant literal) {
            return switch (awaiting) {
              case NUMBER -> literal instanceof Constant.Num;
              case TEXT -> literal instanceof Constant.Text;
              case TIME -> isTime(literal);
              case COUNTS -> false;
            };
          }

          @Override
          public @Nullable String compare(Expectation.Compare e) {
            boolean strict =
                e.comparison() == Comparison.LESS || e.comparison() == Comparison.GREATER;
            return fits(e.bound()) && !(strict && awaiting == Awaiting.TEXT)
                ? "."
                    + method(e.comparison(), awaiting == Awaiting.TIME)
                    + "("
                    + plain(e.bound())
                    + ")"
                : null;
          }

          @Override
          public @Nullable String relative(Expectation.Relative e) {
            Written bound = e.bound().fold(expressions);
            return awaiting == Awaiting.TIME
                    && bound.isValue()
                    && e.comparison() != Comparison.EQUAL
                ? "." + method(e.comparison(), true) + "(" + bound.code() + ")"
                : null;
          }

          @Override
          public @Nullable String between(Expectation.Between e) {
            return fits(e.low()) && e.low().getClass() == e.high().getClass()
                ? ".isBetween(" + plain(e.low()) + ", " + plain(e.high()) + ")"
                : null;
          }

          @Override
          public @Nullable String closeTo(Expectation.CloseTo e) {
            return awaiting == Awaiting.NUMBER
                ? ".isCloseTo(" + plain(e.value()) + ", " + plain(e.tolerance()) + ")"
                : null;
          }

          @Override
          public @Nullable String in(Expectation.In e) {
            return e.allowed().stream().allMatch(this::fits)
                ? e.allowed().stream()
                    .map(JavaWriter.this::plain)
                    .collect(Collectors.joining(", ", ".isIn(", ")"))
                : null;
          }

          @Override
          public @Nullable String than(Expectation.Than e) {
            Pending other = e.metric().fold(JavaWriter.this);
            boolean said =
                switch (awaiting) {
                  case NUMBER, TIME -> true;
                  case TEXT ->
                      e.comparison() != Comparison.LESS && e.comparison() != Comparison.GREATER;
                  case COUNTS -> false;
                };
            return other.awaiting() == awaiting && said
                ? "." + method(e.comparison(), awaiting == Awaiting.TIME) + "(" + other.code() + ")"
                : null;
          }

          @Override
          public @Nullable String near(Expectation.Near e) {
            Pending other = e.metric().fold(JavaWriter.this);
            String tolerance = plain(e.tolerance());
            return awaiting == Awaiting.NUMBER && other.awaiting() == Awaiting.NUMBER
                ? ".isCloseTo("
                    + other.code()
                    + ", "
                    + (e.percent() ? "percent(" + tolerance + ")" : tolerance)
                    + ")"
                : null;
          }

          @Override
          public @Nullable String ofPast(Expectation.OfPast e) {
            return awaiting != Awaiting.NUMBER
                ? null
                : e.either(
                    than -> "." + method(than.comparison(), false) + "(" + past(e.past()) + ")",
                    near -> {
                      String number = plain(near.tolerance());
                      String unit = near.unit().word();
                      return ".isCloseTo("
                          + past(e.past())
                          + ", "
                          + (unit == null ? number : unit + "(" + number + ")")
                          + ")";
                    });
          }

          @Override
          public String observed(Expectation.Observed e) {
            return ".observed()";
          }
        });
  }

  /** What earlier runs found, as people write it. */
  private static String past(Past past) {
    String runs = past.statistic() == PastStatistic.PREVIOUS ? "()" : "(" + past.runs() + ")";
    return past.statistic().word()
        + runs
        + (past.needsAsUsual() ? "" : ".needing(" + past.needed() + ")")
        + (past.unfailed() ? ".thatDidNotFail()" : "");
  }

  private String expectation(Expectation expectation) {
    String name = "new " + model("Expectation");
    return expectation.accept(
        new Expectation.Visitor<>() {
          @Override
          public String compare(Expectation.Compare e) {
            return name
                + ".Compare("
                + comparison(e.comparison())
                + ", "
                + literal(e.bound())
                + ")";
          }

          @Override
          public String relative(Expectation.Relative e) {
            return name + ".Relative(" + comparison(e.comparison()) + ", " + expr(e.bound()) + ")";
          }

          @Override
          public String between(Expectation.Between e) {
            return name + ".Between(" + literal(e.low()) + ", " + literal(e.high()) + ")";
          }

          @Override
          public String closeTo(Expectation.CloseTo e) {
            return name + ".CloseTo(" + literal(e.value()) + ", " + literal(e.tolerance()) + ")";
          }

          @Override
          public String in(Expectation.In e) {
            return e.allowed().stream()
                .map(JavaWriter.this::literal)
                .collect(Collectors.joining(", ", name + ".In(List.of(", "))"));
          }

          @Override
          public String than(Expectation.Than e) {
            return name
                + ".Than("
                + comparison(e.comparison())
                + ", "
                + e.metric().fold(JavaWriter.this).code()
                + ".metric())";
          }

          @Override
          public String near(Expectation.Near e) {
            return name
                + ".Near("
                + e.metric().fold(JavaWriter.this).code()
                + ".metric(), "
                + literal(e.tolerance())
                + ", "
                + e.percent()
                + ")";
          }

          @Override
          public String ofPast(Expectation.OfPast e) {
            String past = past(e.past()) + ".past()";
            return name
                + e.either(
                    than -> ".ThanPast(" + comparison(than.comparison()) + ", " + past + ")",
                    near ->
                        ".NearPast("
                            + past
                            + ", "
                            + literal(near.tolerance())
                            + ", "
                            + model("PastTolerance")
                            + "."
                            + near.unit().name()
                            + ")");
          }

          @Override
          public String observed(Expectation.Observed e) {
            return name + ".Observed()";
          }
        });
  }

  // ---- constraints

  /** A constraint; continuation lines are indented by four. */
  String constraint(Constraint constraint) {
    return constraint.accept(
        new Constraint.Visitor<>() {
          @Override
          public String onRows(Constraint.OnRows c) {
            return rows(c);
          }

          @Override
          public String onMetric(Constraint.OnMetric c) {
            return ofMetric(c);
          }

          @Override
          public String perGroup(Constraint.PerGroup c) {
            return ofGroups(c);
          }

          @Override
          public String inOrder(Constraint.InOrder c) {
            return ordered(c);
          }

          @Override
          public String sameRows(Constraint.SameRows c) {
            return compared(c);
          }

          @Override
          public String forEach(Constraint.ForEach c) {
            return template(c);
          }

          @Override
          public String onSchema(Constraint.OnSchema c) {
            return ofSchema(c);
          }

          @Override
          public String combined(Constraint.Combined c) {
            return ofConstraints(c);
          }
        });
  }

  private String rows(Constraint.OnRows c) {
    List<String> calls = new ArrayList<>();
    if (!c.where().isTrue()) {
      calls.add(".where(" + predicate(c.where()) + ")");
    }
    RowThreshold warning = c.warning();
    String threshold =
        warning == null ? threshold(c.threshold()) : twoBounds(c.threshold(), warning);
    if (threshold == null) {
      return notes(
          "new "
              + api("Constraint")
              + ".OnRows("
              + String.join(
                  ", ",
                  expr(c.predicate()),
                  expr(c.where()),
                  madeThreshold(c.threshold()),
                  String.valueOf(c.failsOnNull()),
                  api("OnNoRows") + "." + c.noRows(),
                  model("Notes") + ".NONE")
              + ")",
          List.of(),
          c.notes());
    }
    if (!threshold.isEmpty()) {
      calls.add(threshold);
    }
    if (c.failsOnNull()) {
      calls.add(".failingOnNull()");
    }
    onNoRows(c.noRows(), calls);
    return notes(predicate(c.predicate()), calls, c.notes());
  }

  private String ofSchema(Constraint.OnSchema c) {
    List<String> calls = new ArrayList<>();
    String made =
        c.rule()
            .accept(
                new SchemaRule.Visitor<String>() {
                  @Override
                  public String columns(SchemaRule.Columns r) {
                    allow(r.more(), r.anyOrder(), r.wider());
                    return "schema(" + quoted(SchemaText.of(r.wanted())) + ")";
                  }

                  @Override
                  public String sameAs(SchemaRule.SameAs r) {
                    allow(r.more(), r.anyOrder(), r.wider());
                    return "hasSameSchemaAs(" + quoted(r.dataset()) + ")";
                  }

                  private void allow(boolean more, boolean anyOrder, boolean wider) {
                    if (more) {
                      calls.add(".allowingMore()");
                    }
                    if (anyOrder) {
                      calls.add(".inAnyOrder()");
                    }
                    if (wider) {
                      calls.add(".withWiderTypes()");
                    }
                  }

                  @Override
                  public String has(SchemaRule.Has r) {
                    String column = quoted(r.column().text());
                    return r.type() == null
                        ? "hasColumn(" + column + ")"
                        : "hasColumn(" + column + ", " + type(r.type(), r.notNull()) + ")";
                  }

                  @Override
                  public String lacks(SchemaRule.Lacks r) {
                    return "hasNoColumn(" + quoted(r.column().text()) + ")";
                  }

                  @Override
                  public String measured(SchemaRule.Measured r) {
                    String expecting = expecting(r.expectation(), Awaiting.NUMBER);
                    return expecting == null
                        ? made(
                            "Measured",
                            model("DataFact")
                                + "."
                                + r.fact()
                                + ", "
                                + expectation(r.expectation())
                                + ", null")
                        : r.fact().word() + "()" + expecting;
                  }

                  @Override
                  public String names(SchemaRule.Names r) {
                    String columns = selector(r.selector());
                    return columns == null
                        ? made("Names", madeSelector(r.selector()) + ", " + quoted(r.regex()))
                        : columns + ".haveNamesMatching(" + quoted(r.regex()) + ")";
                  }

                  @Override
                  public String types(SchemaRule.Types r) {
                    String columns = selector(r.selector());
                    if (columns != null) {
                      return columns
                          + (r.type() == null
                              ? ".areNotNullable()"
                              : ".haveType(" + type(r.type(), r.notNull()) + ")");
                    }
                    return made(
                        "Types",
                        madeSelector(r.selector())
                            + ", "
                            + (r.type() == null
                                ? "null"
                                : model("SchemaText")
                                    + ".type("
                                    + type(r.type(), false)
                                    + ").type()")
                            + ", "
                            + r.notNull());
                  }

                  private String made(String kind, String parts) {
                    return "new "
                        + api("Constraint")
                        + ".OnSchema(new "
                        + model("SchemaRule")
                        + "."
                        + kind
                        + "("
                        + parts
                        + "), "
                        + model("Notes")
                        + ".NONE)";
                  }

                  private String type(Schema.Type type, boolean notNull) {
                    return quoted(SchemaText.of(type) + (notNull ? " NOT NULL" : ""));
                  }
                });
    return notes(made, calls, c.notes());
  }

  private String twoBounds(RowThreshold fail, RowThreshold warning) {
    String beyond = fail.kind() == RowThreshold.Kind.MIN_FRACTION ? "Below(" : "Above(";
    return ".warn"
        + beyond
        + number(warning.value())
        + ").fail"
        + beyond
        + number(fail.value())
        + ")";
  }

  /** Predicates alone would be combined row by row, so the first of them is made a constraint. */
  private String ofConstraints(Constraint.Combined c) {
    List<String> parts = new ArrayList<>();
    c.parts().forEach(part -> parts.add(constraint(part)));
    boolean implication = c.connective() == Connective.IF_THEN;
    boolean predicates =
        implication
            ? isPredicate(c.parts().get(0))
            : c.parts().stream().allMatch(JavaWriter::isPredicate);
    if (predicates) {
      parts.set(0, parts.get(0) + ".toConstraint()");
    }
    List<String> calls = new ArrayList<>();
    onNoRows(c.noRows(), calls);
    String made =
        implication
            ? parts.get(0) + ".implies(" + parts.get(1) + ")"
            : c.connective().word() + "(" + String.join(", ", parts) + ")";
    return notes(made, calls, c.notes());
  }

  /** Whether it is written as a predicate, which nothing refines. */
  private static boolean isPredicate(Constraint part) {
    return part instanceof Constraint.OnRows rows
        && rows.equals(Predicate.of(rows.predicate()).toConstraint());
  }

  /** The method call for a threshold, empty if it is the default, null if there is none. */
  private @Nullable String threshold(RowThreshold threshold) {
    if (threshold.equals(RowThreshold.ALL)) {
      return "";
    }
    BigDecimal value = threshold.value();
    String method =
        switch (threshold.kind()) {
          case MIN_FRACTION -> "forAtLeast";
          case MAX_FRACTION -> "forAtMost";
          case MIN_ROWS -> "forAtLeastRows";
          case MAX_ROWS -> "forAtMostRows";
          case MAX_VIOLATIONS -> "allowingViolations";
        };
    boolean rows =
        switch (threshold.kind()) {
          case MIN_FRACTION, MAX_FRACTION -> false;
          case MIN_ROWS, MAX_ROWS, MAX_VIOLATIONS -> true;
        };
    return rows && value.toBigInteger().bitLength() > 63
        ? null
        : "." + method + "(" + number(value) + ")";
  }

  private String madeThreshold(RowThreshold threshold) {
    imports.add("java.math.BigDecimal");
    return "new "
        + model("RowThreshold")
        + "(RowThreshold.Kind."
        + threshold.kind()
        + ", new BigDecimal("
        + quoted(threshold.value().toString())
        + "))";
  }

  private void onNoRows(OnNoRows outcome, List<String> calls) {
    if (outcome != OnNoRows.DEFAULT) {
      calls.add(".onNoRows(" + api("OnNoRows") + "." + outcome + ")");
    }
  }

  private String ofMetric(Constraint.OnMetric c) {
    List<String> calls = new ArrayList<>();
    onNoRows(c.noRows(), calls);
    String shorter =
        c.metric() instanceof Metric.Summary summary ? shorter(summary, c.expectation()) : null;
    if (shorter != null) {
      if (!c.metric().where().isTrue()) {
        calls.add(0, ".where(" + predicate(c.metric().where()) + ")");
      }
      return notes(shorter, calls, c.notes());
    }
    Pending metric = c.metric().fold(this);
    Expectation warning = c.warning();
    String expecting =
        warning == null
            ? expecting(c.expectation(), metric.awaiting())
            : metric.awaiting() == Awaiting.NUMBER
                ? ".warn" + bound(warning) + ".fail" + bound(c.expectation())
                : null;
    String made =
        expecting != null
            ? metric.code() + expecting
            : "new "
                + api("Constraint")
                + ".OnMetric("
                + String.join(
                    ", ",
                    metric.code() + ".metric()",
                    warning == null
                        ? expectation(c.expectation())
                        : expectation(c.expectation()) + ", " + expectation(warning),
                    api("OnNoRows") + ".DEFAULT",
                    model("Notes") + ".NONE")
                + ")";
    return notes(made, calls, c.notes());
  }

  /** Made of the constraint of each group, which has the same words in any order. */
  private String ofGroups(Constraint.PerGroup c) {
    String each = ofMetric(c.each().withNotes(Notes.NONE));
    List<String> names = new ArrayList<>();
    List<@Nullable String> receivers = new ArrayList<>();
    for (Expr part : c.by()) {
      receivers.add(receiver(part));
      if (part instanceof Expr.Column column && isPlain(column)) {
        names.add(column.ref().text());
      }
    }
    String threshold = threshold(c.threshold());
    OtherKey others = c.others();
    if (threshold == null || receivers.contains(null)) {
      String made =
          "new "
              + api("Constraint")
              + ".PerGroup(List.of("
              + String.join(", ", c.by().stream().map(this::expr).toList())
              + "), "
              + each
              + ", "
              + madeThreshold(c.threshold())
              + ", List.of("
              + fill(c.expected().stream().map(this::literal).toList(), 4)
              + "), "
              + (others == null ? "null" : literal(new Constant.Reference(others)))
              + ")";
      return notes(made, List.of(), c.notes());
    }
    boolean named = names.size() == c.by().size();
    List<String> calls = new ArrayList<>();
    calls.add(".per(" + (named ? texts(names) : String.join(", ", receivers)) + ")");
    if (!threshold.isEmpty()) {
      calls.add(threshold);
    }
    if (!c.expected().isEmpty()) {
      List<String> values = c.expected().stream().map(this::plain).toList();
      calls.add(".everyGroupIn(" + fill(values, 4) + ")");
    }
    if (others != null) {
      List<String> where = new ArrayList<>(List.of(others.dataset()));
      others.columns().forEach(column -> where.add(column.text()));
      calls.add(".everyGroupOf(" + texts(where) + ")");
    }
    return notes(each, calls, c.notes());
  }

  private String ordered(Constraint.InOrder c) {
    String said = said(c);
    RowThreshold warning = c.warning();
    String threshold =
        warning == null ? threshold(c.threshold()) : twoBounds(c.threshold(), warning);
    if (said != null && threshold != null) {
      List<String> calls = new ArrayList<>();
      if (!c.where().isTrue()) {
        calls.add(".where(" + predicate(c.where()) + ")");
      }
      if (!threshold.isEmpty()) {
        calls.add(threshold);
      }
      onNoRows(c.noRows(), calls);
      return notes(said, calls, c.notes());
    }
    String made =
        "new "
            + api("Constraint")
            + ".InOrder("
            + String.join(
                ", ",
                model("OrderRule") + "." + c.rule(),
                exprs(c.of()),
                exprs(c.order()),
                exprs(c.by()),
                expr(c.where()),
                madeThreshold(c.threshold()),
                warning == null ? "null" : madeThreshold(warning),
                api("OnNoRows") + "." + c.noRows(),
                model("Notes") + ".NONE")
            + ")";
    return notes(made, List.of(), c.notes());
  }

  private String compared(Constraint.SameRows c) {
    List<String> calls = new ArrayList<>();
    if (!c.key().isEmpty()) {
      calls.add(".on(" + texts(c.key().stream().map(ColumnRef::text).toList()) + ")");
    }
    if (!c.ignored().isEmpty()) {
      calls.add(".ignoring(" + texts(c.ignored().stream().map(ColumnRef::text).toList()) + ")");
    }
    if (c.tolerance().signum() > 0) {
      calls.add(".withTolerance(" + number(c.tolerance()) + ")");
    }
    String threshold = threshold(c.threshold());
    if (threshold != null && !threshold.isEmpty()) {
      calls.add(threshold);
    }
    onNoRows(c.noRows(), calls);
    String said = "hasSameRowsAs(" + quoted(c.dataset()) + ")";
    if (threshold != null) {
      return notes(said, calls, c.notes());
    }
    imports.add("java.math.BigDecimal");
    String made =
        "new "
            + api("Constraint")
            + ".SameRows("
            + String.join(
                ", ",
                quoted(c.dataset()),
                columns(c.key()),
                columns(c.ignored()),
                "new BigDecimal(" + quoted(c.tolerance().toString()) + ")",
                madeThreshold(c.threshold()),
                api("OnNoRows") + "." + c.noRows(),
                model("Notes") + ".NONE")
            + ")";
    return notes(made, List.of(), c.notes());
  }

  private String columns(List<ColumnRef> columns) {
    imports.add("java.util.List");
    return columns.stream()
        .map(each -> model("ColumnRef") + ".parse(" + quoted(each.text()) + ")")
        .collect(Collectors.joining(", ", "List.of(", ")"));
  }

  private static final Family[] OF_VALUES = {Family.TEXT, Family.NUMBER, Family.TIME, Family.TRUTH};

  /** A rule in the words of the language; null where they have no such form. */
  private @Nullable String said(Constraint.InOrder c) {
    List<Expr> of = c.of();
    return switch (c.rule()) {
      case INCREASES -> along(c, "isStrictlyIncreasing()", OF_VALUES);
      case NEVER_DECREASES -> along(c, "neverDecreases()", OF_VALUES);
      case DECREASES -> along(c, "isStrictlyDecreasing()", OF_VALUES);
      case NEVER_INCREASES -> along(c, "neverIncreases()", OF_VALUES);
      case REPEATS -> along(c, "repeatsForAtMost(" + constant(of.get(1)) + ")", OF_VALUES);
      case STAYS -> along(c, "staysTheSameForAtMost(" + time(of, 1) + ")", OF_VALUES);
      case CHANGES -> along(c, "changesByAtMost(" + constant(of.get(1)) + ")", Family.NUMBER);
      case CHANGES_PERCENT ->
          along(c, "changesByAtMostPercent(" + constant(of.get(1)) + ")", Family.NUMBER);
      case LATE -> along(c, "isLateByAtMost(" + time(of, 1) + ")", Family.TIME);
      case TRANSITIONS -> {
        String paths = paths(OrderRule.texts(of, 1));
        yield paths == null ? null : along(c, "onlyChangesAlong(" + paths + ")", Family.TEXT);
      }
      case STARTS -> along(c, "startsIn(" + texts(OrderRule.texts(of, 1)) + ")", Family.TEXT);
      case ENDS -> along(c, "endsIn(" + texts(OrderRule.texts(of, 1)) + ")", Family.TEXT);
      case GAPS -> axis(c, "hasGapsOfAtMost(" + constant(of.get(0)) + ")", Family.NUMBER);
      case STEPS ->
          axis(
              c,
              "hasStepsOf(" + constant(of.get(0)) + ", " + constant(of.get(1)) + ")",
              Family.NUMBER);
      case NO_HOLES -> axis(c, "hasNoHoles()", Family.NUMBER);
      case TIME_GAPS -> axis(c, "hasGapsOfAtMost(" + time(of, 0) + ")", Family.TIME);
      case TIME_STEPS ->
          axis(c, "hasStepsOf(" + time(of, 0) + ", " + time(of, 1) + ")", Family.TIME);
      case CALENDAR_STEPS -> {
        imports.add("java.time.Period");
        yield axis(c, "hasStepsOf(Period.of(0, " + constants(of, 0) + "))", Family.TIME);
      }
      case EVERY -> {
        String unit = OrderRule.text(of, 0);
        String name = unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1);
        yield axis(c, "hasEvery" + name + "(" + constants(of, 1) + ")", Family.TIME);
      }
      case EVERY_BUSINESS_DAY ->
          axis(c, "hasEveryBusinessDay(" + constants(of, 0) + ")", Family.TIME);
      case AT_MOST_IN ->
          axis(c, "hasAtMost(" + constant(of.get(0)) + ", " + time(of, 1) + ")", Family.TIME);
      case FOLLOWED ->
          axis(
              c,
              "isFollowedWithin("
                  + String.join(", ", time(of, 2), predicate(of.get(0)), predicate(of.get(1)))
                  + ")",
              Family.TIME);
      case NO_OVERLAP -> intervals(c, "doNotOverlap()");
      case NO_GAP -> intervals(c, "leaveNoGap()");
      case ONE_OPEN -> intervals(c, "haveOneOpen()");
    };
  }

  private String constant(Expr literal) {
    return plain(((Expr.Literal) literal).constant());
  }

  private String constants(List<Expr> of, int from) {
    return of.stream().skip(from).map(this::constant).collect(Collectors.joining(", "));
  }

  private String time(List<Expr> of, int at) {
    imports.add("java.time.Duration");
    Duration time = OrderRule.time(of, at);
    String seconds = time.getSeconds() + "L";
    return "Duration.ofSeconds("
        + (time.getNano() == 0 ? seconds : seconds + ", " + time.getNano())
        + ")";
  }

  /** Pairs of states as paths; null where those would be read otherwise. */
  private static @Nullable String paths(List<String> pairs) {
    Map<String, Set<String>> next = new LinkedHashMap<>();
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      next.computeIfAbsent(pairs.get(i), each -> new LinkedHashSet<>()).add(pairs.get(i + 1));
      paths.add(pairs.get(i) + ">" + pairs.get(i + 1));
    }
    List<String> read = new ArrayList<>();
    next.forEach((from, to) -> to.forEach(each -> read.addAll(List.of(from, each))));
    boolean plain =
        pairs.stream()
            .allMatch(
                each -> !each.isEmpty() && each.equals(each.strip()) && each.indexOf('>') < 0);
    return plain && read.equals(pairs) ? texts(paths) : null;
  }

  /** The call that names a key; null where it has no such form. */
  private @Nullable String per(List<Expr> by) {
    List<@Nullable String> receivers = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Expr part : by) {
      receivers.add(receiver(part));
      if (part instanceof Expr.Column column && isPlain(column)) {
        names.add(column.ref().text());
      }
    }
    if (by.isEmpty() || receivers.contains(null)) {
      return by.isEmpty() ? "" : null;
    }
    boolean named = names.size() == by.size();
    return ".per(" + (named ? texts(names) : String.join(", ", receivers)) + ")";
  }

  private @Nullable String along(Constraint.InOrder c, String word, Family... families) {
    String value = receiver(c.of().get(0));
    String per = per(c.by());
    List<@Nullable String> order = new ArrayList<>();
    c.order().forEach(each -> order.add(receiver(each)));
    Family family = Family.of(c.of().get(0));
    boolean fits =
        List.of(families).contains(family)
            && (family != Family.TRUTH || c.of().get(0) instanceof Expr.Column);
    return value == null || per == null || order.contains(null) || !fits
        ? null
        : value + ".orderedBy(" + String.join(", ", order) + ")" + per + "." + word;
  }

  private @Nullable String axis(Constraint.InOrder c, String word, Family wanted) {
    String order = receiver(c.order().get(0));
    String per = per(c.by());
    return order == null || per == null || Family.of(c.order().get(0)) != wanted
        ? null
        : order + (per.isEmpty() ? ".inOrder()" : per) + "." + word;
  }

  private @Nullable String intervals(Constraint.InOrder c, String word) {
    String from = receiver(c.order().get(0));
    String to = receiver(c.of().get(0));
    String per = per(c.by());
    Family family = Family.of(c.order().get(0));
    boolean fits =
        (family == Family.NUMBER || family == Family.TIME) && family == Family.of(c.of().get(0));
    return from == null || to == null || per == null || !fits
        ? null
        : "interval(" + from + ", " + to + ")" + per + "." + word;
  }

  private String exprs(List<Expr> exprs) {
    return "List.of(" + fill(exprs.stream().map(this::expr).toList(), 4) + ")";
  }

  /** Whether a column is one that is named by a text alone. */
  private static boolean isPlain(Expr.Column column) {
    return column.kind() == ColumnKind.ANY && !column.ref().isPlaceholder();
  }

  /** One of two bounds, which are all of few kinds. */
  private String bound(Expectation expectation) {
    TwoBounds.Bounds bounds = TwoBounds.of(expectation);
    String low = plain(Constant.of(bounds.low()));
    String high = plain(Constant.of(bounds.high()));
    return switch (bounds.kind()) {
      case LOWER -> "Below(" + low + ")";
      case UPPER -> "Above(" + high + ")";
      case BOTH -> "Outside(" + low + ", " + high + ")";
    };
  }

  /** A method that says both the metric of all rows and what is expected; null if there is none. */
  private @Nullable String shorter(Metric.Summary m, Expectation expectation) {
    if (m.statistic() == Statistic.UNIQUENESS
        && expectation.equals(
            new Expectation.Compare(Comparison.EQUAL, Constant.of(BigDecimal.ONE)))) {
      String key = ofAllRows(m).code();
      return key.substring(0, key.length() - ".uniqueness()".length()) + ".isUnique()";
    }
    String values = m.statistic().isOfSet() ? values(m) : null;
    return values != null
            && expectation.equals(
                new Expectation.Compare(Comparison.EQUAL, Constant.of(BigDecimal.ZERO)))
        ? values + "." + NONE_WORDS.get(m.statistic()) + members(m)
        : null;
  }

  private String template(Constraint.ForEach c) {
    String selector = selector(c.selector());
    ColumnKind before = each;
    each = selector == null ? null : c.selector().kind();
    List<String> template = new ArrayList<>();
    c.template().forEach(part -> template.add(constraint(part)));
    each = before;
    String made;
    if (selector == null) {
      made =
          "new "
              + api("Constraint")
              + ".ForEach("
              + madeSelector(c.selector())
              + ", List.of("
              + String.join(", ", template.stream().map(part -> part + ".toConstraint()").toList())
              + "), "
              + model("Notes")
              + ".NONE)";
    } else if (template.size() == 1) {
      made = "forEachColumn(" + selector + ", column -> " + template.get(0) + ")";
    } else {
      made =
          "forEachColumnAll("
              + selector
              + ", column -> List.of("
              + String.join(", ", template)
              + "))";
    }
    return notes(made, List.of(), c.notes());
  }

  private @Nullable String selector(ColumnSelector selector) {
    String method =
        switch (selector.kind()) {
          case STRING -> "strings()";
          case NUMBER -> "numbers()";
          case BOOL -> "bools()";
          case DATE -> "dates()";
          case TIMESTAMP -> "timestamps()";
          case ANY -> "anyColumns()";
          case INTEGER, DECIMAL, BINARY, ARRAY, MAP, STRUCT -> null;
        };
    if (method == null) {
      return null;
    }
    String pattern = selector.pattern();
    String comment = selector.comment();
    return method
        + (selector.names().isEmpty() ? "" : ".named(" + texts(selector.names()) + ")")
        + (pattern == null ? "" : ".matching(" + quoted(pattern) + ")")
        + (comment == null ? "" : ".commented(" + quoted(comment) + ")")
        + (selector.tags().isEmpty() ? "" : ".tagged(" + texts(selector.tags()) + ")");
  }

  private String madeSelector(ColumnSelector selector) {
    String pattern = selector.pattern();
    String comment = selector.comment();
    return "new "
        + model("ColumnSelector")
        + "("
        + model("ColumnKind")
        + "."
        + selector.kind()
        + ", List.of("
        + texts(selector.names())
        + "), "
        + (pattern == null ? "null" : quoted(pattern))
        + ", "
        + (comment == null ? "null" : quoted(comment))
        + ", List.of("
        + texts(selector.tags())
        + "))";
  }

  private String notes(String made, List<String> refinements, Notes notes) {
    List<String> calls = new ArrayList<>(refinements);
    String name = notes.name();
    String because = notes.because();
    if ((name != null && name.isBlank()) || (because != null && because.isBlank())) {
      calls.add(calls.isEmpty() ? ".toConstraint()" : "");
      calls.add(
          ".withNotes(new "
              + model("Notes")
              + "("
              + (notes.id() == null ? "null" : quoted(notes.id()))
              + ", "
              + (name == null ? "null" : quoted(name))
              + ", "
              + (because == null ? "null" : quoted(because))
              + ", List.of("
              + texts(notes.tags())
              + ")"
              + (notes.ifPresent() ? ", true" : "")
              + "))");
    } else {
      if (notes.id() != null) {
        calls.add(".id(" + quoted(notes.id()) + ")");
      }
      if (name != null) {
        calls.add(".as(" + quoted(name) + ")");
      }
      if (because != null) {
        calls.add(".because(" + quoted(because) + ")");
      }
      if (!notes.tags().isEmpty()) {
        calls.add(".tagged(" + texts(notes.tags()) + ")");
      }
      if (notes.ifPresent()) {
        calls.add(".ifPresent()");
      }
    }
    int last = made.length() - made.lastIndexOf('\n') - 1;
    int length = calls.stream().mapToInt(String::length).sum() + last;
    return made
        + (length <= WIDTH ? "" : calls.isEmpty() ? "" : "\n    ")
        + String.join(length <= WIDTH ? "" : "\n    ", calls);
  }
}
