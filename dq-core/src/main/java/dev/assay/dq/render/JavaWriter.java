package dev.assay.dq.render;

import dev.assay.dq.Formats;
import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.ColumnSelector;
import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Expectation;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.Notes;
import dev.assay.dq.model.OnNoRows;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.RowThreshold;
import dev.assay.dq.model.TextPattern;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes constraints as Java expressions, and remembers what they need imported. Wherever there is
 * no fluent method for a node, its constructor is written.
 */
final class JavaWriter {

  private static final int WIDTH = 92;
  private static final Map<TextPattern, String> FORMATS = formats();

  /** Which class of the model waits for the expectation of a metric. */
  private enum Awaiting {
    NUMBER,
    TEXT,
    TIME,
    COUNTS
  }

  /** An expression for a metric that waits for its expectation. */
  private record Pending(String code, Awaiting awaiting) {}

  private final TreeSet<String> imports = new TreeSet<>();

  /** The kind of column that a template's {@code column} has, within a template. */
  private @Nullable ColumnKind each;

  JavaWriter() {
    imports.add("dev.assay.dq.model.Check");
    imports.add("java.util.List");
  }

  Collection<String> imports() {
    return imports;
  }

  private static Map<TextPattern, String> formats() {
    Map<TextPattern, String> found = new HashMap<>();
    for (Field field : Formats.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == TextPattern.class) {
        try {
          found.put((TextPattern) field.get(null), "Formats." + field.getName());
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("a public field can be read", e);
        }
      }
    }
    return found;
  }

  private String model(String name) {
    imports.add("dev.assay.dq.model." + name);
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
    return !Double.isInfinite(nearest) && Literal.of(nearest).equals(Literal.of(value));
  }

  /** A constant as the fluent methods take it. */
  private String plain(Literal literal) {
    return literal.accept(
        new Literal.Visitor<>() {
          @Override
          public String text(Literal.Text l) {
            return quoted(l.value());
          }

          @Override
          public String num(Literal.Num l) {
            return number(l.value());
          }

          @Override
          public String bool(Literal.Bool l) {
            return String.valueOf(l.truth());
          }

          @Override
          public String day(Literal.Day l) {
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
          public String moment(Literal.Moment l) {
            imports.add("java.time.Instant");
            return "Instant.parse(" + quoted(l.value().toString()) + ")";
          }

          @Override
          public String localMoment(Literal.LocalMoment l) {
            imports.add("java.time.LocalDateTime");
            return "LocalDateTime.parse(" + quoted(l.value().toString()) + ")";
          }
        });
  }

  /** A constant as the constructors of the model take it. */
  private String literal(Literal literal) {
    String name = model("Literal");
    return literal.accept(
        new Literal.Visitor<>() {
          @Override
          public String text(Literal.Text l) {
            return "new " + name + ".Text(" + plain(l) + ")";
          }

          @Override
          public String num(Literal.Num l) {
            return name + ".of(" + plain(l) + ")";
          }

          @Override
          public String bool(Literal.Bool l) {
            return "new " + name + ".Bool(" + plain(l) + ")";
          }

          @Override
          public String day(Literal.Day l) {
            return "new " + name + ".Day(" + plain(l) + ")";
          }

          @Override
          public String moment(Literal.Moment l) {
            return "new " + name + ".Moment(" + plain(l) + ")";
          }

          @Override
          public String localMoment(Literal.LocalMoment l) {
            return "new " + name + ".LocalMoment(" + plain(l) + ")";
          }
        });
  }

  // ---- columns and other operands

  private static boolean isNumeric(ColumnKind kind) {
    return kind == ColumnKind.NUMBER || kind == ColumnKind.INTEGER || kind == ColumnKind.DECIMAL;
  }

  private static boolean isTemporal(ColumnKind kind) {
    return kind == ColumnKind.DATE || kind == ColumnKind.TIMESTAMP;
  }

  /** The typed column of the fluent methods, or null if there is none. */
  private @Nullable String column(Operand.Column column) {
    if (column.ref().isPlaceholder()) {
      return column.kind() == each ? "column" : null;
    }
    String method =
        switch (column.kind()) {
          case STRING -> "string";
          case NUMBER -> "number";
          case INTEGER -> "integer";
          case DECIMAL -> "decimal";
          case BOOL -> "bool";
          case DATE -> "date";
          case TIMESTAMP -> "timestamp";
          case BINARY -> "binary";
          case ARRAY -> "array";
          case MAP -> "map";
          case ANY -> "any";
        };
    return method + "(" + quoted(column.ref().text()) + ")";
  }

  private String ref(ColumnRef ref) {
    String name = model("ColumnRef");
    return ref.isPlaceholder()
        ? name + ".placeholder()"
        : name + ".parse(" + quoted(ref.text()) + ")";
  }

  /** An operand as the constructors of the model take it. */
  private String operand(Operand operand) {
    return operand.accept(
        new Operand.Visitor<>() {
          @Override
          public String column(Operand.Column o) {
            String typed = JavaWriter.this.column(o);
            return typed != null
                ? typed + ".operand()"
                : "new "
                    + model("Operand")
                    + ".Column("
                    + ref(o.ref())
                    + ", "
                    + model("ColumnKind")
                    + "."
                    + o.kind()
                    + ")";
          }

          @Override
          public String length(Operand.Length o) {
            return "new " + model("Operand") + ".Length(" + operand(o.column()) + ")";
          }

          @Override
          public String size(Operand.Size o) {
            return "new " + model("Operand") + ".Size(" + operand(o.column()) + ")";
          }
        });
  }

  /** What has the fluent comparisons of an operand, and what it is compared with. */
  private record Fluent(String code, Class<? extends Literal> with, ColumnKind kind) {}

  private @Nullable Fluent fluent(Operand operand, Literal literal) {
    return operand.accept(
        new Operand.Visitor<@Nullable Fluent>() {
          @Override
          public @Nullable Fluent column(Operand.Column o) {
            String code = JavaWriter.this.column(o);
            boolean fits =
                o.kind() == ColumnKind.STRING
                    ? literal instanceof Literal.Text
                    : isNumeric(o.kind())
                        ? literal instanceof Literal.Num
                        : isTemporal(o.kind())
                            && (literal instanceof Literal.Day
                                || literal instanceof Literal.Moment
                                || literal instanceof Literal.LocalMoment);
            return code != null && fits ? new Fluent(code, literal.getClass(), o.kind()) : null;
          }

          @Override
          public @Nullable Fluent length(Operand.Length o) {
            return derived(o.column(), o.column().kind() == ColumnKind.STRING, ".length()");
          }

          @Override
          public @Nullable Fluent size(Operand.Size o) {
            ColumnKind kind = o.column().kind();
            return derived(
                o.column(), kind == ColumnKind.ARRAY || kind == ColumnKind.MAP, ".size()");
          }

          private @Nullable Fluent derived(Operand.Column o, boolean typed, String method) {
            String code = JavaWriter.this.column(o);
            return code != null && typed && literal instanceof Literal.Num
                ? new Fluent(code + method, Literal.Num.class, ColumnKind.ANY)
                : null;
          }
        });
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

  private String comparison(Comparison comparison) {
    return model("Comparison") + "." + comparison;
  }

  // ---- predicates

  String predicate(Predicate predicate) {
    return predicate.accept(new Predicates());
  }

  private final class Predicates implements Predicate.Visitor<String> {

    private String made(String type, String... arguments) {
      return "new " + model("Predicate") + "." + type + "(" + String.join(", ", arguments) + ")";
    }

    /** A method of a column, or the constructor for columns that have no such method. */
    private String of(Operand.Column column, boolean typed, String method, String type) {
      String code = column(column);
      return code != null && typed ? code + "." + method + "()" : made(type, operand(column));
    }

    @Override
    public String always(Predicate.Always p) {
      return made("Always");
    }

    @Override
    public String isNull(Predicate.IsNull p) {
      return of(p.column(), true, "isNull", "IsNull");
    }

    @Override
    public String notNull(Predicate.NotNull p) {
      return of(p.column(), true, "isComplete", "NotNull");
    }

    @Override
    public String compare(Predicate.Compare p) {
      if (p.left() instanceof Operand.Column column
          && column.kind() == ColumnKind.BOOL
          && p.comparison() == Comparison.EQUAL
          && p.right() instanceof Literal.Bool bool) {
        String code = column(column);
        if (code != null) {
          return code + (bool.truth() ? ".isTrue()" : ".isFalse()");
        }
      }
      Fluent left = fluent(p.left(), p.right());
      if (left == null) {
        return made("Compare", operand(p.left()), comparison(p.comparison()), literal(p.right()));
      }
      if (isNumeric(left.kind()) && ((Literal.Num) p.right()).value().signum() == 0) {
        return left.code()
            + switch (p.comparison()) {
              case EQUAL -> ".isZero()";
              case LESS -> ".isNegative()";
              case LESS_OR_EQUAL -> ".isNonPositive()";
              case GREATER -> ".isPositive()";
              case GREATER_OR_EQUAL -> ".isNonNegative()";
            };
      }
      return left.code()
          + "."
          + method(p.comparison(), isTemporal(left.kind()))
          + "("
          + plain(p.right())
          + ")";
    }

    @Override
    public String compareColumns(Predicate.CompareColumns p) {
      if (p.left() instanceof Operand.Column left && p.right() instanceof Operand.Column right) {
        String a = column(left);
        String b = column(right);
        boolean times = isTemporal(left.kind()) && isTemporal(right.kind());
        boolean same =
            times
                || (isNumeric(left.kind()) && isNumeric(right.kind()))
                || (left.kind() == ColumnKind.STRING && right.kind() == ColumnKind.STRING);
        if (a != null && b != null && same) {
          return a + "." + method(p.comparison(), times) + "(" + b + ")";
        }
      }
      return made(
          "CompareColumns", operand(p.left()), comparison(p.comparison()), operand(p.right()));
    }

    @Override
    public String between(Predicate.Between p) {
      Fluent value = fluent(p.value(), p.low());
      String method =
          p.lowIncluded()
              ? p.highIncluded() ? "isBetween" : "isBetweenExcludingHigh"
              : p.highIncluded() ? "isBetweenExcludingLow" : "isStrictlyBetween";
      if (value != null
          && p.high().getClass() == value.with()
          && (method.equals("isBetween") || isNumeric(value.kind()))) {
        return value.code() + "." + method + "(" + plain(p.low()) + ", " + plain(p.high()) + ")";
      }
      return made(
          "Between",
          operand(p.value()),
          literal(p.low()),
          literal(p.high()),
          String.valueOf(p.lowIncluded()),
          String.valueOf(p.highIncluded()));
    }

    /** The values of a set for a column that has a method for it, or null. */
    private @Nullable String values(Predicate.In p, String method) {
      Fluent value = fluent(p.value(), p.allowed().get(0));
      if (value == null
          || value.kind() == ColumnKind.ANY
          || p.allowed().stream().anyMatch(each -> each.getClass() != value.with())) {
        return null;
      }
      return value.code()
          + "."
          + method
          + "("
          + fill(p.allowed().stream().map(JavaWriter.this::plain).toList(), 4)
          + ")";
    }

    @Override
    public String in(Predicate.In p) {
      String fluent = values(p, "isIn");
      return fluent != null
          ? fluent
          : made(
              "In",
              operand(p.value()),
              "List.of("
                  + fill(p.allowed().stream().map(JavaWriter.this::literal).toList(), 4)
                  + ")");
    }

    private String pattern(TextPattern pattern) {
      String known = FORMATS.get(pattern);
      if (known != null) {
        imports.add("dev.assay.dq.Formats");
        return known;
      }
      return pattern.name() == null
          ? quoted(pattern.regex())
          : "new "
              + model("TextPattern")
              + "("
              + quoted(pattern.name())
              + ", "
              + quoted(pattern.regex())
              + ")";
    }

    @Override
    public String matches(Predicate.Matches p) {
      String column = column(p.column());
      String pattern = pattern(p.pattern());
      if (column != null && p.column().kind() == ColumnKind.STRING) {
        return column + (p.whole() ? ".fullyMatches(" : ".matches(") + pattern + ")";
      }
      return made(
          "Matches",
          operand(p.column()),
          pattern.startsWith("\"") ? model("TextPattern") + ".of(" + pattern + ")" : pattern,
          String.valueOf(p.whole()));
    }

    @Override
    public String hasText(Predicate.HasText p) {
      String column = column(p.column());
      if (column != null && p.column().kind() == ColumnKind.STRING) {
        String method =
            switch (p.position()) {
              case START -> "startsWith";
              case END -> "endsWith";
              case ANYWHERE -> "contains";
            };
        return column + "." + method + "(" + quoted(p.text()) + ")";
      }
      return made(
          "HasText",
          operand(p.column()),
          model("Predicate") + ".Position." + p.position(),
          quoted(p.text()));
    }

    @Override
    public String blank(Predicate.Blank p) {
      return of(p.column(), p.column().kind() == ColumnKind.STRING, "isBlank", "Blank");
    }

    @Override
    public String trimmed(Predicate.Trimmed p) {
      return of(p.column(), p.column().kind() == ColumnKind.STRING, "isTrimmed", "Trimmed");
    }

    @Override
    public String finite(Predicate.Finite p) {
      return of(p.column(), isNumeric(p.column().kind()), "isFinite", "Finite");
    }

    @Override
    public String notNaN(Predicate.NotNaN p) {
      return of(p.column(), isNumeric(p.column().kind()), "isNotNaN", "NotNaN");
    }

    /** One predicate after another. Of the first part's own kind nothing could be told apart. */
    private String chain(List<Predicate> parts, String method) {
      StringBuilder out = new StringBuilder(predicate(parts.get(0)));
      for (Predicate part : parts.subList(1, parts.size())) {
        out.append(".").append(method).append("(").append(predicate(part)).append(")");
      }
      return out.toString();
    }

    @Override
    public String and(Predicate.And p) {
      return chain(p.parts(), "and");
    }

    @Override
    public String or(Predicate.Or p) {
      return chain(p.parts(), "or");
    }

    @Override
    public String not(Predicate.Not p) {
      if (p.part() instanceof Predicate.Compare compare
          && compare.comparison() == Comparison.EQUAL) {
        Fluent left = fluent(compare.left(), compare.right());
        if (left != null) {
          return left.code() + ".isNotEqualTo(" + plain(compare.right()) + ")";
        }
      }
      if (p.part() instanceof Predicate.In in
          && !(in.allowed().get(0) instanceof Literal.Day)
          && !(in.allowed().get(0) instanceof Literal.Moment)
          && !(in.allowed().get(0) instanceof Literal.LocalMoment)) {
        String fluent = values(in, "isNotIn");
        if (fluent != null) {
          return fluent;
        }
      }
      if (p.part() instanceof Predicate.Blank blank && blank.column().kind() == ColumnKind.STRING) {
        return of(blank.column(), true, "isNotBlank", "Blank")
            + (column(blank.column()) == null ? ".not()" : "");
      }
      return p.part() instanceof Predicate.Not
          ? made("Not", predicate(p.part()))
          : predicate(p.part()) + ".not()";
    }

    @Override
    public String implies(Predicate.Implies p) {
      return predicate(p.condition()) + ".implies(" + predicate(p.consequence()) + ")";
    }

    @Override
    public String sql(Predicate.Sql p) {
      return "sql(" + quoted(p.expression()) + ")";
    }

    @Override
    public String custom(Predicate.Custom p) {
      throw new IllegalArgumentException(
          "rowSatisfies(\""
              + p.label()
              + "\", ...) holds Java code, which cannot be written as source again: keep it where it"
              + " was written and leave it out of the check to be printed, or say the same with"
              + " predicates or sql(...)");
    }
  }

  // ---- metrics

  private Pending metric(Metric metric) {
    Pending pending = metric.accept(new Metrics());
    return metric.where() instanceof Predicate.Always
        ? pending
        : new Pending(
            pending.code() + ".where(" + predicate(metric.where()) + ")", pending.awaiting());
  }

  private final class Metrics implements Metric.Visitor<Pending> {

    private Pending number(String code) {
      return new Pending(code, Awaiting.NUMBER);
    }

    /** The model's own metric over all rows, in what waits for an expectation. */
    private Pending made(Awaiting awaiting, String type, String... arguments) {
      String wrapper =
          switch (awaiting) {
            case NUMBER -> "NumericMetric";
            case TEXT -> "TextMetric";
            case TIME -> "TemporalMetric";
            case COUNTS -> "ValueCountsMetric";
          };
      List<String> all = new ArrayList<>(List.of(arguments));
      all.add("new " + model("Predicate") + ".Always()");
      return new Pending(
          "new "
              + model(wrapper)
              + "(new "
              + model("Metric")
              + "."
              + type
              + "("
              + String.join(", ", all)
              + "))",
          awaiting);
    }

    private Awaiting awaiting(Operand value) {
      if (!(value instanceof Operand.Column column)) {
        return Awaiting.NUMBER;
      }
      return column.kind() == ColumnKind.STRING
          ? Awaiting.TEXT
          : isTemporal(column.kind()) ? Awaiting.TIME : Awaiting.NUMBER;
    }

    private @Nullable String numeric(Operand value) {
      return value instanceof Operand.Column column && isNumeric(column.kind())
          ? column(column)
          : null;
    }

    /** A column of text of whose lengths there is a metric. */
    private @Nullable String lengths(Operand value) {
      return value instanceof Operand.Length length && length.column().kind() == ColumnKind.STRING
          ? column(length.column())
          : null;
    }

    private Pending ofColumn(
        Operand.Column column, String method, String type, String... arguments) {
      String code = column(column);
      if (code != null) {
        return number(code + "." + method + "(" + String.join(", ", arguments) + ")");
      }
      List<String> all = new ArrayList<>(List.of(operand(column)));
      all.addAll(List.of(arguments));
      return made(Awaiting.NUMBER, type, all.toArray(String[]::new));
    }

    private Pending ofNumbers(Operand value, String method, String type, String... arguments) {
      String code = numeric(value);
      if (code != null) {
        return number(code + "." + method + "()");
      }
      List<String> all = new ArrayList<>(List.of(operand(value)));
      all.addAll(List.of(arguments));
      return made(Awaiting.NUMBER, type, all.toArray(String[]::new));
    }

    private Pending extreme(Operand value, String method, String type) {
      String lengths = lengths(value);
      if (lengths != null) {
        return number(lengths + "." + method + "Length()");
      }
      if (value instanceof Operand.Column column) {
        String code = column(column);
        ColumnKind kind = column.kind();
        if (code != null && (kind == ColumnKind.STRING || isNumeric(kind) || isTemporal(kind))) {
          return new Pending(code + "." + method + "()", awaiting(value));
        }
      }
      return made(awaiting(value), type, operand(value));
    }

    private String form(Metric.Form form) {
      return model("Metric") + ".Form." + form;
    }

    @Override
    public Pending rowCount(Metric.RowCount m) {
      return number("rowCount()");
    }

    @Override
    public Pending nullCount(Metric.NullCount m) {
      return ofColumn(m.column(), "nullCount", "NullCount");
    }

    @Override
    public Pending completeness(Metric.Completeness m) {
      return ofColumn(m.column(), "completeness", "Completeness");
    }

    @Override
    public Pending violations(Metric.Violations m) {
      String predicate = predicate(m.predicate());
      return m.failingOnNull()
          ? made(Awaiting.NUMBER, "Violations", predicate, "true")
          : number(predicate + ".violations()");
    }

    @Override
    public Pending compliance(Metric.Compliance m) {
      String predicate = predicate(m.predicate());
      return m.failingOnNull()
          ? made(Awaiting.NUMBER, "Compliance", predicate, "true")
          : number(predicate + ".compliance()");
    }

    @Override
    public Pending min(Metric.Min m) {
      return extreme(m.value(), "min", "Min");
    }

    @Override
    public Pending max(Metric.Max m) {
      return extreme(m.value(), "max", "Max");
    }

    @Override
    public Pending sum(Metric.Sum m) {
      return ofNumbers(m.value(), "sum", "Sum");
    }

    @Override
    public Pending mean(Metric.Mean m) {
      String lengths = lengths(m.value());
      return lengths != null
          ? number(lengths + ".meanLength()")
          : ofNumbers(m.value(), "mean", "Mean");
    }

    @Override
    public Pending variance(Metric.Variance m) {
      boolean sample = m.form() == Metric.Form.SAMPLE;
      return ofNumbers(
          m.value(), sample ? "variance" : "populationVariance", "Variance", form(m.form()));
    }

    @Override
    public Pending standardDeviation(Metric.StandardDeviation m) {
      boolean sample = m.form() == Metric.Form.SAMPLE;
      return ofNumbers(
          m.value(),
          sample ? "standardDeviation" : "populationStandardDeviation",
          "StandardDeviation",
          form(m.form()));
    }

    @Override
    public Pending skewness(Metric.Skewness m) {
      return ofNumbers(m.value(), "skewness", "Skewness");
    }

    @Override
    public Pending kurtosis(Metric.Kurtosis m) {
      return ofNumbers(m.value(), "kurtosis", "Kurtosis");
    }

    @Override
    public Pending mutualInformation(Metric.MutualInformation m) {
      return ofTwo(m.x(), m.y(), "mutualInformation", "MutualInformation");
    }

    @Override
    public Pending cramersV(Metric.CramersV m) {
      return ofTwo(m.x(), m.y(), "cramersV", "CramersV");
    }

    private Pending ofTwo(Operand.Column one, Operand.Column other, String method, String record) {
      String x = column(one);
      String y = column(other);
      return x != null && y != null
          ? number(x + "." + method + "(" + y + ")")
          : made(Awaiting.NUMBER, record, operand(one), operand(other));
    }

    @Override
    public Pending quantile(Metric.Quantile m) {
      if (m.value() instanceof Operand.Column column
          && (isNumeric(column.kind()) || isTemporal(column.kind()))
          && isDouble(m.q())) {
        String code = column(column);
        if (code != null) {
          boolean median = m.q().compareTo(new BigDecimal("0.5")) == 0;
          return new Pending(
              code + (median ? ".median()" : ".quantile(" + q(m.q()) + ")"), awaiting(column));
        }
      }
      return made(awaiting(m.value()), "Quantile", operand(m.value()), decimal(m.q()));
    }

    private String q(BigDecimal q) {
      return JavaWriter.this.number(q);
    }

    private String decimal(BigDecimal value) {
      imports.add("java.math.BigDecimal");
      return "new BigDecimal(" + quoted(value.toString()) + ")";
    }

    @Override
    public Pending approxQuantile(Metric.ApproxQuantile m) {
      String code = numeric(m.value());
      return code != null && isDouble(m.q()) && isDouble(m.rankError())
          ? number(code + ".approxQuantile(" + q(m.q()) + ", " + q(m.rankError()) + ")")
          : made(
              awaiting(m.value()),
              "ApproxQuantile",
              operand(m.value()),
              decimal(m.q()),
              decimal(m.rankError()));
    }

    @Override
    public Pending keyMetric(Metric.KeyMetric m) {
      String method =
          switch (m.statistic()) {
            case DISTINCT_COUNT -> "distinctCount";
            case UNIQUENESS -> "uniqueness";
            case DISTINCTNESS -> "distinctness";
            case UNIQUE_VALUE_RATIO -> "uniqueValueRatio";
            case DUPLICATE_ROWS -> "duplicateRows";
            case EXCESS_ROWS -> "excessRows";
          };
      boolean onColumn =
          m.statistic() != Metric.KeyStatistic.DUPLICATE_ROWS
              && m.statistic() != Metric.KeyStatistic.EXCESS_ROWS;
      return number(key(m.key(), onColumn) + "." + method + "()");
    }

    private String key(Key key, boolean onColumn) {
      if (key.isWholeRow()) {
        return "allColumns()";
      }
      List<Operand.Column> columns = key.columns();
      boolean plain =
          columns.stream()
              .allMatch(part -> part.kind() == ColumnKind.ANY && !part.ref().isPlaceholder());
      if (plain) {
        return "key(" + texts(columns.stream().map(part -> part.ref().text()).toList()) + ")";
      }
      String single = columns.size() == 1 && onColumn ? column(columns.get(0)) : null;
      if (single != null) {
        return single;
      }
      imports.add("dev.assay.dq.KeyColumns");
      return "new KeyColumns(" + modelled(key) + ")";
    }

    /** The model's own key. */
    private String modelled(Key key) {
      return "new "
          + model("Key")
          + "(List.of("
          + String.join(", ", key.columns().stream().map(JavaWriter.this::operand).toList())
          + "))";
    }

    @Override
    public Pending approxCountDistinct(Metric.ApproxCountDistinct m) {
      String code = column(m.column());
      return code != null && isDouble(m.relativeError())
          ? number(code + ".approxDistinctCount(" + q(m.relativeError()) + ")")
          : made(
              Awaiting.NUMBER,
              "ApproxCountDistinct",
              operand(m.column()),
              decimal(m.relativeError()));
    }

    private Pending pair(Operand x, Operand y, String method, String type, String... arguments) {
      String a = numeric(x);
      String b = numeric(y);
      if (a != null && b != null) {
        return number(a + "." + method + "(" + b + ")");
      }
      List<String> all = new ArrayList<>(List.of(operand(x), operand(y)));
      all.addAll(List.of(arguments));
      return made(Awaiting.NUMBER, type, all.toArray(String[]::new));
    }

    @Override
    public Pending correlation(Metric.Correlation m) {
      return pair(m.x(), m.y(), "correlation", "Correlation");
    }

    @Override
    public Pending covariance(Metric.Covariance m) {
      boolean sample = m.form() == Metric.Form.SAMPLE;
      return pair(
          m.x(),
          m.y(),
          sample ? "covariance" : "populationCovariance",
          "Covariance",
          form(m.form()));
    }

    @Override
    public Pending valueCounts(Metric.ValueCounts m) {
      String code = column(m.column());
      return code != null
          ? new Pending(code + ".valueCounts(" + m.limit() + ")", Awaiting.COUNTS)
          : made(Awaiting.COUNTS, "ValueCounts", operand(m.column()), String.valueOf(m.limit()));
    }

    @Override
    public Pending conflictingValues(Metric.ConflictingValues m) {
      Operand.Column column = m.column();
      if (column.kind() == ColumnKind.ANY && !column.ref().isPlaceholder()) {
        String name = texts(List.of(column.ref().text()));
        return number(key(m.key(), false) + ".conflictingValues(" + name + ")");
      }
      return made(Awaiting.NUMBER, "ConflictingValues", modelled(m.key()), operand(column));
    }

    @Override
    public Pending entropy(Metric.Entropy m) {
      return ofColumn(m.column(), "entropy", "Entropy");
    }
  }

  // ---- expectations

  /** The method call that adds an expectation to a metric, or null if there is none. */
  private @Nullable String expecting(Expectation expectation, Awaiting awaiting) {
    return expectation.accept(
        new Expectation.Visitor<@Nullable String>() {
          private boolean fits(Literal literal) {
            return switch (awaiting) {
              case NUMBER -> literal instanceof Literal.Num;
              case TEXT -> literal instanceof Literal.Text;
              case TIME ->
                  literal instanceof Literal.Day
                      || literal instanceof Literal.Moment
                      || literal instanceof Literal.LocalMoment;
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
          public String observed(Expectation.Observed e) {
            return ".observed()";
          }
        });
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
          public String between(Expectation.Between e) {
            return name + ".Between(" + literal(e.low()) + ", " + literal(e.high()) + ")";
          }

          @Override
          public String closeTo(Expectation.CloseTo e) {
            return name + ".CloseTo(" + literal(e.value()) + ", " + literal(e.tolerance()) + ")";
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
          public String forEach(Constraint.ForEach c) {
            return template(c);
          }
        });
  }

  private String rows(Constraint.OnRows c) {
    List<String> calls = new ArrayList<>();
    if (!(c.where() instanceof Predicate.Always)) {
      calls.add(".where(" + predicate(c.where()) + ")");
    }
    String threshold = threshold(c.threshold());
    if (threshold == null) {
      return notes(
          "new "
              + model("Constraint")
              + ".OnRows("
              + String.join(
                  ", ",
                  predicate(c.predicate()),
                  predicate(c.where()),
                  madeThreshold(c.threshold()),
                  String.valueOf(c.failsOnNull()),
                  model("OnNoRows") + "." + c.noRows(),
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
    if (outcome != OnNoRows.NOT_EVALUATED) {
      calls.add(".onNoRows(" + model("OnNoRows") + "." + outcome + ")");
    }
  }

  private String ofMetric(Constraint.OnMetric c) {
    List<String> calls = new ArrayList<>();
    onNoRows(c.noRows(), calls);
    boolean unique =
        c.metric() instanceof Metric.KeyMetric key
            && key.statistic() == Metric.KeyStatistic.UNIQUENESS
            && c.expectation()
                .equals(new Expectation.Compare(Comparison.EQUAL, Literal.of(BigDecimal.ONE)));
    if (unique) {
      String key = c.metric().accept(new Metrics()).code();
      if (!(c.metric().where() instanceof Predicate.Always)) {
        calls.add(0, ".where(" + predicate(c.metric().where()) + ")");
      }
      String start = key.substring(0, key.length() - ".uniqueness()".length());
      return notes(start + ".isUnique()", calls, c.notes());
    }
    Pending metric = metric(c.metric());
    String expecting = expecting(c.expectation(), metric.awaiting());
    String made =
        expecting != null
            ? metric.code() + expecting
            : "new "
                + model("Constraint")
                + ".OnMetric("
                + String.join(
                    ", ",
                    metric.code() + ".metric()",
                    expectation(c.expectation()),
                    model("OnNoRows") + ".NOT_EVALUATED",
                    model("Notes") + ".NONE")
                + ")";
    return notes(made, calls, c.notes());
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
              + model("Constraint")
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
          case INTEGER, DECIMAL, BINARY, ARRAY, MAP -> null;
        };
    if (method == null) {
      return null;
    }
    String pattern = selector.pattern();
    return method
        + (selector.names().isEmpty() ? "" : ".named(" + texts(selector.names()) + ")")
        + (pattern == null ? "" : ".matching(" + quoted(pattern) + ")");
  }

  private String madeSelector(ColumnSelector selector) {
    String pattern = selector.pattern();
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
        + ")";
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
              + (name == null ? "null" : quoted(name))
              + ", "
              + (because == null ? "null" : quoted(because))
              + ", List.of("
              + texts(notes.tags())
              + ")))");
    } else {
      if (name != null) {
        calls.add(".as(" + quoted(name) + ")");
      }
      if (because != null) {
        calls.add(".because(" + quoted(because) + ")");
      }
      if (!notes.tags().isEmpty()) {
        calls.add(".tagged(" + texts(notes.tags()) + ")");
      }
    }
    int last = made.length() - made.lastIndexOf('\n') - 1;
    int length = calls.stream().mapToInt(String::length).sum() + last;
    return made
        + (length <= WIDTH ? "" : calls.isEmpty() ? "" : "\n    ")
        + String.join(length <= WIDTH ? "" : "\n    ", calls);
  }
}
