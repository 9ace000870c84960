package dev.assay.dq.spark.compile;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.plan.RegexText;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Predicates as text of Spark SQL, for people to paste. Says what {@link PredicateCompiler}
 * computes; nothing in the library runs it.
 */
public final class ViolationSql implements Predicate.Visitor<String> {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Map<ColumnRef, Schema.Type> types;
  private boolean code;

  private ViolationSql(Map<ColumnRef, Schema.Type> types) {
    this.types = types;
  }

  /**
   * A condition that selects the rows that violate a constraint.
   *
   * @param rows a bound constraint on rows
   * @param types the types of its columns by exact name
   * @return the condition, or null if Java code decides
   */
  public static @Nullable String of(Constraint.OnRows rows, Map<ColumnRef, Schema.Type> types) {
    ViolationSql writer = new ViolationSql(types);
    String violates = writer.negated(rows.predicate());
    if (rows.failsOnNull()) {
      violates = "coalesce(" + violates + ", true)";
    }
    String text =
        rows.where() instanceof Predicate.Always
            ? violates
            : "(" + rows.where().accept(writer) + ") AND (" + violates + ")";
    return writer.code ? null : text;
  }

  private String negated(Predicate predicate) {
    if (predicate instanceof Predicate.NotNull notNull) {
      return name(notNull.column()) + " IS NULL";
    }
    if (predicate instanceof Predicate.IsNull isNull) {
      return name(isNull.column()) + " IS NOT NULL";
    }
    if (predicate instanceof Predicate.Trimmed trimmed) {
      return found(trimmed.column(), RegexText.UNTRIMMED);
    }
    return predicate instanceof Predicate.Not not
        ? not.part().accept(this)
        : "NOT (" + predicate.accept(this) + ")";
  }

  private Schema.Type typeOf(Operand operand) {
    return new PredicateCompiler(types).typeOf(operand);
  }

  private static String name(Operand.Column column) {
    return ColumnNames.quoted(column.ref());
  }

  private String value(Operand operand) {
    return operand.accept(
        new Operand.Visitor<>() {
          @Override
          public String column(Operand.Column o) {
            return typeOf(o).kind() == TypeKind.FLOAT ? "CAST(" + name(o) + " AS DOUBLE)" : name(o);
          }

          @Override
          public String length(Operand.Length o) {
            return "length(" + name(o.column()) + ")";
          }

          @Override
          public String size(Operand.Size o) {
            return "CASE WHEN "
                + name(o.column())
                + " IS NOT NULL THEN size("
                + name(o.column())
                + ") END";
          }
        });
  }

  private static String judged(String value, boolean truth) {
    return "CASE WHEN " + value + " IS NOT NULL THEN " + truth + " END";
  }

  private static String apply(String left, Comparison comparison, String right) {
    String sign =
        switch (comparison) {
          case EQUAL -> "=";
          case LESS -> "<";
          case LESS_OR_EQUAL -> "<=";
          case GREATER -> ">";
          case GREATER_OR_EQUAL -> ">=";
        };
    return left + " " + sign + " " + right;
  }

  private String compare(Operand operand, Comparison comparison, Literal literal) {
    String value = value(operand);
    Schema.Type type = typeOf(operand);
    if (literal instanceof Literal.Num num) {
      return type.kind().isFloating()
          ? real(value, comparison, num.value().doubleValue())
          : exact(value, type, comparison, num.value());
    }
    return apply(value, comparison, constant(literal));
  }

  private static String real(String value, Comparison comparison, double bound) {
    String compared = apply(value, comparison, constant(bound));
    boolean bounded =
        switch (comparison) {
          case GREATER, GREATER_OR_EQUAL -> false;
          case EQUAL, LESS, LESS_OR_EQUAL -> !Double.isInfinite(bound);
        };
    return bounded ? compared : compared + " AND NOT isnan(" + value + ")";
  }

  private static String exact(
      String value, Schema.Type type, Comparison comparison, BigDecimal bound) {
    if (!PredicateCompiler.holds(bound, type)) {
      boolean above = bound.signum() > 0;
      return switch (comparison) {
        case EQUAL -> judged(value, false);
        case LESS, LESS_OR_EQUAL -> judged(value, above);
        case GREATER, GREATER_OR_EQUAL -> judged(value, !above);
      };
    }
    BigDecimal floor =
        bound.setScale(type.kind() == TypeKind.DECIMAL ? type.scale() : 0, RoundingMode.FLOOR);
    String fitted = constant(floor, type);
    if (floor.compareTo(bound) == 0) {
      return apply(value, comparison, fitted);
    }
    return switch (comparison) {
      case EQUAL -> judged(value, false);
      case LESS, LESS_OR_EQUAL -> value + " <= " + fitted;
      case GREATER, GREATER_OR_EQUAL -> value + " > " + fitted;
    };
  }

  private static String constant(BigDecimal value, Schema.Type type) {
    return switch (type.kind()) {
      case DECIMAL ->
          "CAST("
              + value.toPlainString()
              + "BD AS DECIMAL("
              + type.precision()
              + ","
              + type.scale()
              + "))";
      case BYTE -> value.toPlainString() + "Y";
      case SHORT -> value.toPlainString() + "S";
      case LONG -> value.toPlainString() + "L";
      default -> value.toPlainString();
    };
  }

  private static String constant(double value) {
    return Double.isInfinite(value)
        ? "double('" + (value > 0 ? "Infinity" : "-Infinity") + "')"
        : value + "D";
  }

  private static String constant(Literal literal) {
    return literal.accept(
        new Literal.Visitor<>() {
          @Override
          public String text(Literal.Text l) {
            return quoted(l.value());
          }

          @Override
          public String num(Literal.Num l) {
            return l.value().toPlainString();
          }

          @Override
          public String bool(Literal.Bool l) {
            return String.valueOf(l.truth());
          }

          @Override
          public String day(Literal.Day l) {
            return "DATE'" + l.value() + "'";
          }

          @Override
          public String moment(Literal.Moment l) {
            return "TIMESTAMP_LTZ'" + SECONDS.format(l.value().atOffset(ZoneOffset.UTC)) + "Z'";
          }

          @Override
          public String localMoment(Literal.LocalMoment l) {
            return "TIMESTAMP_NTZ'" + SECONDS.format(l.value()) + "'";
          }
        });
  }

  /** A text as a literal on one line, in which Spark substitutes no variable. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'' -> out.append("\\'");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean variable = c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{';
          if (variable || Character.isISOControl(c)) {
            out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('\'').toString();
  }

  @Override
  public String always(Predicate.Always p) {
    return "true";
  }

  @Override
  public String isNull(Predicate.IsNull p) {
    return name(p.column()) + " IS NULL";
  }

  @Override
  public String notNull(Predicate.NotNull p) {
    return name(p.column()) + " IS NOT NULL";
  }

  @Override
  public String compare(Predicate.Compare p) {
    return compare(p.left(), p.comparison(), p.right());
  }

  @Override
  public String compareColumns(Predicate.CompareColumns p) {
    String left = value(p.left());
    String right = value(p.right());
    if (!typeOf(p.left()).kind().isFloating() && !typeOf(p.right()).kind().isFloating()) {
      return apply(left, p.comparison(), right);
    }
    String a = "CAST(" + left + " AS DOUBLE)";
    String b = "CAST(" + right + " AS DOUBLE)";
    return "CASE WHEN "
        + left
        + " IS NOT NULL AND "
        + right
        + " IS NOT NULL THEN "
        + apply(a, p.comparison(), b)
        + " AND NOT isnan("
        + a
        + ") AND NOT isnan("
        + b
        + ") END";
  }

  @Override
  public String between(Predicate.Between p) {
    return "("
        + compare(
            p.value(), p.lowIncluded() ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER, p.low())
        + ") AND ("
        + compare(
            p.value(), p.highIncluded() ? Comparison.LESS_OR_EQUAL : Comparison.LESS, p.high())
        + ")";
  }

  @Override
  public String in(Predicate.In p) {
    Schema.Type type = typeOf(p.value());
    String value = value(p.value());
    List<String> allowed = new ArrayList<>();
    for (Literal literal : p.allowed()) {
      if (!(literal instanceof Literal.Num num)) {
        allowed.add(constant(literal));
      } else if (type.kind().isFloating()) {
        allowed.add(constant(num.value().doubleValue() + 0.0));
      } else if (PredicateCompiler.fits(num.value(), type)) {
        int scale = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
        allowed.add(constant(num.value().setScale(scale), type));
      }
    }
    if (allowed.isEmpty()) {
      return judged(value, false);
    }
    String normal = type.kind().isFloating() ? "(" + value + " + 0.0D)" : value;
    return normal + " IN (" + String.join(", ", allowed) + ")";
  }

  private static String found(Operand.Column column, String regex) {
    return name(column) + " RLIKE " + quoted(regex);
  }

  @Override
  public String matches(Predicate.Matches p) {
    return found(p.column(), RegexText.regex(p.pattern(), p.whole()));
  }

  @Override
  public String hasText(Predicate.HasText p) {
    String function =
        switch (p.position()) {
          case START -> "startswith";
          case END -> "endswith";
          case ANYWHERE -> "contains";
        };
    return function + "(" + name(p.column()) + ", " + quoted(p.text()) + ")";
  }

  @Override
  public String blank(Predicate.Blank p) {
    return found(p.column(), RegexText.BLANK);
  }

  @Override
  public String trimmed(Predicate.Trimmed p) {
    return "NOT (" + found(p.column(), RegexText.UNTRIMMED) + ")";
  }

  @Override
  public String finite(Predicate.Finite p) {
    String value = value(p.column());
    return typeOf(p.column()).kind().isFloating()
        ? "NOT isnan("
            + value
            + ") AND "
            + value
            + " <> double('Infinity') AND "
            + value
            + " <> double('-Infinity')"
        : judged(value, true);
  }

  @Override
  public String notNaN(Predicate.NotNaN p) {
    String value = value(p.column());
    return typeOf(p.column()).kind().isFloating()
        ? "CASE WHEN " + value + " IS NOT NULL THEN NOT isnan(" + value + ") END"
        : judged(value, true);
  }

  private String joined(List<Predicate> parts, String word) {
    return parts.stream()
        .map(part -> "(" + part.accept(this) + ")")
        .collect(Collectors.joining(" " + word + " "));
  }

  @Override
  public String and(Predicate.And p) {
    return joined(p.parts(), "AND");
  }

  @Override
  public String or(Predicate.Or p) {
    return joined(p.parts(), "OR");
  }

  @Override
  public String not(Predicate.Not p) {
    return "NOT (" + p.part().accept(this) + ")";
  }

  @Override
  public String implies(Predicate.Implies p) {
    return "NOT (" + p.condition().accept(this) + ") OR (" + p.consequence().accept(this) + ")";
  }

  @Override
  public String sql(Predicate.Sql p) {
    return p.expression() + (p.expression().contains("--") ? "\n" : "");
  }

  @Override
  public String custom(Predicate.Custom p) {
    code = true;
    return "false";
  }
}
