package dev.assay.dq.internal.model;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiPredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How functions are computed in Java: a call becomes a closure over those of its arguments. */
final class Kernels {

  /** Compiles a call. */
  interface Kernel {
    Evaluator compile(Expr.Call call, List<Evaluator> arguments, List<Schema.Type> types);
  }

  /** A function of one value that may be null. */
  interface Seeing {
    boolean of(@Nullable Object value);
  }

  private Kernels() {}

  static Kernel seeing(Seeing judgement) {
    return (call, arguments, types) -> {
      Evaluator argument = arguments.get(0);
      return (values, view) -> judgement.of(argument.of(values, view));
    };
  }

  static Kernel strict(Strict.Unary function) {
    return (call, arguments, types) -> strict(arguments.get(0), function);
  }

  /** A function of one value that the constants of its call make. */
  static Kernel made(java.util.function.Function<Expr.Call, Strict.Unary> maker) {
    return (call, arguments, types) -> strict(arguments.get(0), maker.apply(call));
  }

  private static Evaluator strict(Evaluator argument, Strict.Unary function) {
    return new Strict(argument, function);
  }

  static Kernel texts(BiPredicate<String, String> judgement) {
    return strict((a, b) -> judgement.test(text(a), text(b)));
  }

  static Kernel matching(boolean whole) {
    return finding(call -> TextMatcher.of(call.pattern(), whole));
  }

  static Kernel finding(String regex) {
    return finding(call -> TextMatcher.of(regex));
  }

  static Kernel finding(java.util.function.Function<Expr.Call, TextMatcher> maker) {
    return made(
        call -> {
          TextMatcher matcher = maker.apply(call);
          return value -> matcher.find(Utf8.shown(text(value)));
        });
  }

  static Kernel comparing(Comparison comparison) {
    return (call, arguments, types) -> compared(comparison, call, arguments, types, 1);
  }

  /** The first argument of a call compared with another one; a constant fits the other's type. */
  private static Evaluator compared(
      Comparison comparison,
      Expr.Call call,
      List<Evaluator> arguments,
      List<Schema.Type> types,
      int with) {
    Evaluator first = arguments.get(0);
    Evaluator second = arguments.get(with);
    if (call.argument(with) instanceof Expr.Literal right) {
      return against(comparison, right, first, types.get(0));
    }
    if (call.argument(0) instanceof Expr.Literal left) {
      return against(comparison.mirrored(), left, second, types.get(with));
    }
    return strict(
            first,
            second,
            (a, b) -> !isNaN(a) && !isNaN(b) && comparison.holds(Values.compare(a, b)))
        .with(Lane.of(comparison, first.lane(), second.lane()));
  }

  private static Evaluator against(
      Comparison comparison, Expr.Literal bound, Evaluator value, Schema.Type type) {
    Lane lane = value.lane();
    return strict(value, Judgement.of(comparison, bound.constant(), type.kind())::holds)
        .with(Lane.of(comparison, lane, Lane.constant(bound, lane, type.kind())));
  }

  static final Kernel BETWEEN =
      (call, arguments, types) -> {
        Comparison low = Comparison.withLowerEnd(call.argument(3).isTrue());
        Comparison high = Comparison.withUpperEnd(call.argument(4).isTrue());
        if (call.argument(1) instanceof Expr.Literal least
            && call.argument(2) instanceof Expr.Literal most) {
          Evaluator value = arguments.get(0);
          Judgement above = Judgement.of(low, least.constant(), types.get(0).kind());
          Judgement below = Judgement.of(high, most.constant(), types.get(0).kind());
          Lane[] ends = {
            against(low, least, value, types.get(0)).lane(),
            against(high, most, value, types.get(0)).lane()
          };
          return strict(value, each -> above.holds(each) && below.holds(each))
              .with(Lane.joined(Arrays.asList(ends), false));
        }
        return join(
            List.of(
                compared(low, call, arguments, types, 1),
                compared(high, call, arguments, types, 2)),
            false);
      };

  static final Kernel IN =
      (call, arguments, types) -> {
        Members members = new Members(types.get(0).kind());
        List<Evaluator> others = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i++) {
          if (call.argument(i) instanceof Expr.Literal literal) {
            members.add(literal.constant().value());
          } else {
            others.add(compared(Comparison.EQUAL, call, arguments, types, i));
          }
        }
        Evaluator member = strict(arguments.get(0), members::contains);
        if (others.isEmpty()) {
          return member;
        }
        others.add(member);
        return join(others, true);
      };

  static final Kernel IN_IGNORING_CASE =
      (call, arguments, types) -> {
        Set<Object> members = new HashSet<>();
        List<Evaluator> judgements = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i++) {
          if (call.argument(i) instanceof Expr.Literal) {
            members.add(LetterCase.FOLDED.of(call.text(i)));
          } else {
            judgements.add(strict(arguments.get(0), arguments.get(i), Kernels::alike));
          }
        }
        judgements.add(
            strict(arguments.get(0), value -> members.contains(LetterCase.FOLDED.of(text(value)))));
        return join(judgements, true);
      };

  static boolean alike(Object one, Object other) {
    return LetterCase.FOLDED.of(text(one)).equals(LetterCase.FOLDED.of(text(other)));
  }

  /** A set of constants. */
  private static final class Members {

    private final TypeKind width;
    private final Set<Object> keys = new HashSet<>();
    private final Set<Double> reals = new HashSet<>();

    Members(TypeKind kind) {
      this.width = kind == TypeKind.FLOAT ? TypeKind.FLOAT : TypeKind.DOUBLE;
    }

    void add(Object constant) {
      keys.add(Values.key(constant));
      if (constant instanceof BigDecimal decimal) {
        double nearest = FittedBound.nearest(decimal, width);
        if (!Double.isInfinite(nearest)) { // the number is finite, but beyond a double
          reals.add((Double) Values.key(nearest));
        }
      }
    }

    boolean contains(Object value) {
      if (value instanceof String) {
        return keys.contains(value);
      }
      if (value instanceof Double d) {
        return !d.isNaN() && reals.contains((Double) Values.key(d));
      }
      return keys.contains(Values.commonKey(value));
    }
  }

  /** What is absorbed: false in a conjunction, true in a disjunction. */
  static Kernel absorbing(boolean absorbing) {
    return (call, arguments, types) -> join(arguments, absorbing);
  }

  private static Evaluator join(List<Evaluator> parts, boolean absorbing) {
    Evaluator[] all = parts.toArray(Evaluator[]::new);
    Boolean absorbs = absorbing;
    Boolean neutral = !absorbing;
    Evaluator joined =
        (values, view) -> {
          Boolean result = neutral;
          for (Evaluator part : all) {
            Object truth = part.of(values, view);
            if (absorbs.equals(truth)) {
              return absorbs;
            }
            if (truth == null) {
              result = null;
            }
          }
          return result;
        };
    return joined.with(Lane.joined(parts.stream().map(Evaluator::lane).toList(), absorbing));
  }

  private static Evaluator not(Evaluator judgement) {
    return strict(judgement, truth -> !((Boolean) truth)).with(Lane.not(judgement.lane()));
  }

  static final Kernel NOT = (call, arguments, types) -> not(arguments.get(0));

  static final Kernel IMPLIES =
      (call, arguments, types) -> join(List.of(not(arguments.get(0)), arguments.get(1)), true);

  /** A function of two values. */
  interface Binary {
    @Nullable Object of(Object left, Object right) throws Exception;
  }

  static Kernel strict(Binary function) {
    return (call, arguments, types) ->
        strict(call, arguments.get(0), arguments.get(1), UnaryOperator.identity(), function);
  }

  /** A function of two values; where the second is a constant, of one. */
  private static Evaluator strict(
      Expr.Call call,
      Evaluator left,
      Evaluator right,
      UnaryOperator<Object> fitted,
      Binary function) {
    if (call.argument(1) instanceof Expr.Literal literal) {
      Object constant = fitted.apply(literal.constant().value());
      return strict(left, value -> function.of(value, constant));
    }
    return strict(left, right, function);
  }

  private static Evaluator strict(Evaluator left, Evaluator right, Binary function) {
    return (values, view) -> {
      Object a = left.of(values, view);
      Object b = right.of(values, view);
      return a == null || b == null ? null : function.of(a, b);
    };
  }

  static final Kernel AT_LEAST =
      (call, arguments, types) -> {
        int wanted = call.number(0).intValueExact();
        Evaluator[] all = arguments.subList(1, arguments.size()).toArray(Evaluator[]::new);
        return (values, view) -> {
          int holding = 0;
          int unknown = 0;
          for (Evaluator each : all) {
            Object truth = each.of(values, view);
            if (truth == null) {
              unknown++;
            } else if (Boolean.TRUE.equals(truth)) {
              holding++;
            }
          }
          if (holding >= wanted) {
            return true;
          }
          return holding + unknown < wanted ? false : null;
        };
      };

  static Kernel arithmetic(Operator operator) {
    return (call, arguments, types) -> {
      Evaluator left = arguments.get(0);
      if (arguments.size() == 1) {
        return strict(left, value -> result(operator, value, value))
            .with(Lane.of(operator, left.lane(), left.lane()));
      }
      Evaluator right = arguments.get(1);
      UnaryOperator<Object> operand =
          constant -> types.get(0).kind().isFloating() ? (Object) real(constant) : constant;
      return strict(call, left, right, operand, (a, b) -> result(operator, a, b))
          .with(
              Lane.of(
                  operator,
                  operand(operator, call.argument(0), left, right),
                  operand(operator, call.argument(1), right, left)));
    };
  }

  private static @Nullable Lane operand(
      Operator operator, Expr operand, Evaluator evaluator, Evaluator other) {
    if (!(operand instanceof Expr.Literal literal)) {
      return evaluator.lane();
    }
    Lane beside = other.lane();
    return Lane.constant(
        literal,
        operator == Operator.DIVIDED_BY && beside != null ? beside.asReal() : beside,
        TypeKind.DOUBLE);
  }

  private static @Nullable Object result(Operator operator, Object a, Object b) {
    if (a instanceof Double || b instanceof Double || operator == Operator.DIVIDED_BY) {
      double second = real(b);
      return operator.divides() && second == 0 ? null : (Object) operator.of(real(a), second);
    }
    BigDecimal second = Values.decimal(number(b));
    return operator.divides() && second.signum() == 0
        ? null
        : operator.of(Values.decimal(number(a)), second);
  }

  static final Kernel ROUNDED =
      (call, arguments, types) -> {
        int scale = call.number(1).intValueExact();
        return strict(
            arguments.get(0),
            value -> {
              BigDecimal exact = exact(value);
              return exact.scale() > scale ? exact.setScale(scale, RoundingMode.HALF_UP) : exact;
            });
      };

  /** Adding zero makes 0.0 of -0.0. */
  static Kernel whole(RoundingMode mode, DoubleUnaryOperator floating) {
    return strict(
        value -> {
          if (value instanceof Double d) {
            return floating.applyAsDouble(d) + 0.0;
          }
          BigDecimal exact = exact(value);
          return exact.scale() > 0 ? exact.setScale(0, mode) : exact;
        });
  }

  /** What judges two numbers of which one at least is floating point. */
  interface Reals {
    boolean of(double left, double right);
  }

  /** What judges two exact numbers. */
  interface Exacts {
    boolean of(BigDecimal left, BigDecimal right);
  }

  static final Kernel IS_CLOSE_TO =
      (call, arguments, types) -> {
        BigDecimal tolerance = call.number(2);
        Judgement small =
            Judgement.of(Comparison.LESS_OR_EQUAL, new Constant.Num(tolerance), TypeKind.DOUBLE);
        return near(
            call,
            arguments,
            types,
            around -> tolerance,
            (a, b) -> a.subtract(b).abs().compareTo(tolerance) <= 0,
            (a, b) -> small.holds(Math.abs(a - b)));
      };

  static final Kernel IS_WITHIN_PERCENT =
      (call, arguments, types) -> {
        BigDecimal fraction = call.number(2).movePointLeft(2);
        double real = fraction.doubleValue();
        return near(
            call,
            arguments,
            types,
            around -> around.abs().multiply(fraction),
            (a, b) -> a.subtract(b).abs().compareTo(b.abs().multiply(fraction)) <= 0,
            (a, b) -> Double.isFinite(a - b) && Math.abs(a - b) <= Math.abs(b) * real);
      };

  /**
   * A number is near another.
   *
   * @param tolerance how far a number may be from a constant
   */
  private static Evaluator near(
      Expr.Call call,
      List<Evaluator> arguments,
      List<Schema.Type> types,
      UnaryOperator<BigDecimal> tolerance,
      Exacts exact,
      Reals floating) {
    Evaluator value = arguments.get(0);
    if (call.argument(1) instanceof Expr.Literal) {
      BigDecimal around = call.number(1);
      BigDecimal far = tolerance.apply(around);
      Expr.Literal low = new Expr.Literal(new Constant.Num(around.subtract(far)));
      Expr.Literal high = new Expr.Literal(new Constant.Num(around.add(far)));
      return join(
          List.of(
              against(Comparison.GREATER_OR_EQUAL, low, value, types.get(0)),
              against(Comparison.LESS_OR_EQUAL, high, value, types.get(0))),
          false);
    }
    return strict(
        value,
        arguments.get(1),
        (a, b) -> {
          if (a instanceof Double || b instanceof Double) {
            double x = real(a);
            double y = real(b);
            return x == y || floating.of(x, y);
          }
          return exact.of(Values.decimal(number(a)), Values.decimal(number(b)));
        });
  }

  static final Kernel IS_MULTIPLE_OF =
      (call, arguments, types) -> {
        BigDecimal unit = call.number(1);
        return strict(arguments.get(0), value -> exact(value).remainder(unit).signum() == 0);
      };

  static boolean isWhole(Object value) {
    return value instanceof Double d
        ? Double.isFinite(d) && Math.rint(d) == d
        : scale(exact(value)) == 0;
  }

  static final Kernel HAS_SCALE_AT_MOST =
      (call, arguments, types) -> {
        int most = call.number(1).intValueExact();
        return strict(arguments.get(0), value -> scale(exact(value)) <= most);
      };

  static final Kernel HAS_PRECISION_AT_MOST =
      (call, arguments, types) -> {
        int most = call.number(1).intValueExact();
        return strict(
            arguments.get(0),
            value -> {
              BigDecimal number = exact(value);
              int whole = number.signum() == 0 ? 0 : number.precision() - number.scale();
              return Math.max(0, whole) + scale(number) <= most;
            });
      };

  /** How many digits after the decimal point a number needs. */
  private static int scale(BigDecimal number) {
    return Math.max(0, number.stripTrailingZeros().scale());
  }

  private static BigDecimal exact(Object value) {
    if (value instanceof Double) {
      throw unfit(value, "a whole number or a decimal");
    }
    return Values.decimal(number(value));
  }

  private static Number number(Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw unfit(value, "a number");
  }

  private static double real(Object value) {
    return number(value).doubleValue();
  }

  /** Spark's logarithm is that of StrictMath. */
  static final Kernel LN =
      strict(value -> real(value) <= 0 ? null : (Object) StrictMath.log(real(value)));

  static final Kernel FIRST_DIGIT =
      (call, arguments, types) -> {
        boolean narrow = types.get(0).kind() == TypeKind.FLOAT;
        return strict(
            arguments.get(0),
            value ->
                value instanceof Double d
                    ? firstDigit(Math.abs(d), narrow)
                    : firstDigit(Values.decimal(number(value))));
      };

  private static @Nullable Object firstDigit(BigDecimal number) {
    return number.signum() == 0
        ? null
        : (Object) (long) (number.unscaledValue().abs().toString().charAt(0) - '0');
  }

  /**
   * Of the whole numbers next to the number over its power of ten, the digit is the upper one where
   * the number is not less than the floating-point number that is written so: of 5E22, which is not
   * always printed so, it is 5.
   */
  private static @Nullable Object firstDigit(double size, boolean narrow) {
    if (!(size >= NumericTypes.LEAST_WITH_DIGIT && size <= Double.MAX_VALUE)) {
      return null;
    }
    long exponent = (long) Math.floor(StrictMath.log10(size));
    long near = (long) Math.floor(size / Double.parseDouble("1E" + exponent) + 0.5);
    String written = near + "E" + exponent;
    double bound = narrow ? Float.parseFloat(written) : Double.parseDouble(written);
    long digit = size >= bound ? near : near - 1;
    return (digit + 8) % 9 + 1; // of 10 it is 1, and of 0, which stands for 0.99, it is 9
  }

  private static final Pattern ENDS = Pattern.compile(RegexText.WHITE_ENDS);

  static final Kernel TRIMMED = strict(value -> ENDS.matcher(text(value)).replaceAll(""));

  private static final Pattern NO_DIGITS = Pattern.compile(RegexText.NO_DIGITS);

  static final Kernel DIGITS_ONLY = strict(value -> NO_DIGITS.matcher(text(value)).replaceAll(""));

  private static final Pattern WORD = Pattern.compile(RegexText.WORD);

  static final Kernel WORD_COUNT = strict(value -> WORD.matcher(text(value)).results().count());

  static final Kernel CONCATENATED =
      all(
          values -> {
            StringBuilder out = new StringBuilder();
            values.forEach(value -> out.append(text(value)));
            return out.toString();
          });

  /** A function of any number of values. */
  interface Many {
    @Nullable Object of(List<Object> values) throws Exception;
  }

  private static Kernel all(Many function) {
    return (call, arguments, types) ->
        (values, view) -> {
          List<Object> all = new ArrayList<>(arguments.size());
          for (Evaluator argument : arguments) {
            Object value = argument.of(values, view);
            if (value == null) {
              return null;
            }
            all.add(value);
          }
          return function.of(all);
        };
  }

  static Kernel extreme(boolean greatest) {
    return all(values -> extreme(values, greatest));
  }

  private static Object extreme(List<Object> values, boolean greatest) {
    Object found = values.get(0);
    boolean real = found instanceof Double;
    for (Object value : values) {
      real |= value instanceof Double;
      if (isNaN(value)) {
        return value;
      }
      int order = Values.compare(value, found);
      found = (greatest ? order > 0 : order < 0) ? value : found;
    }
    return real ? (Object) real(found) : widened(found);
  }

  /** One of several numbers as the type that holds each: a whole number as a decimal. */
  private static Object widened(Object value) {
    return value instanceof Number number && !(value instanceof Double)
        ? Values.decimal(number)
        : value;
  }

  private static Object as(Schema.Type type, Object value) {
    return type.kind().isFloating() ? (Object) real(value) : widened(value);
  }

  static final Kernel OR_ELSE =
      (call, arguments, types) -> {
        Schema.Type type = call.function().signature().type(call, types);
        return (values, view) -> {
          Object value = arguments.get(0).of(values, view);
          Object found = value == null ? arguments.get(1).of(values, view) : value;
          return found == null ? null : as(type, found);
        };
      };

  static final Kernel TREATING_AS_NULL =
      (call, arguments, types) -> {
        Evaluator missing = IN.compile(call, arguments, types);
        return (values, view) ->
            Boolean.TRUE.equals(missing.of(values, view))
                ? null
                : arguments.get(0).of(values, view);
      };

  /** What a text says, where all of it is as the pattern wants; null where it is not. */
  static Kernel reading(String regex, java.util.function.Function<String, Object> value) {
    return (call, arguments, types) -> {
      TextMatcher matcher = TextMatcher.of(regex);
      return strict(
          arguments.get(0), text -> matcher.find(text(text)) ? value.apply(text(text)) : null);
    };
  }

  static final Kernel AS_DATE =
      (call, arguments, types) -> {
        TimeFormat format = call.dateFormat();
        return format == null
            ? reading(RegexText.DATE, LocalDate::parse).compile(call, arguments, types)
            : strict(arguments.get(0), value -> format.date(text(value)));
      };

  static final Kernel PARSES_AS_DATE =
      (call, arguments, types) -> {
        TimeFormat format = call.dateFormat();
        return format == null
            ? finding(RegexText.DATE).compile(call, arguments, types)
            : strict(arguments.get(0), value -> format.date(text(value)) != null);
      };

  static final Kernel PARSES_AS_TIMESTAMP =
      (call, arguments, types) -> {
        TimeFormat format = call.timeFormat();
        ZoneId zone = call.zone();
        return strict(arguments.get(0), value -> format.instant(text(value), zone) != null);
      };

  static final Kernel AS_TIMESTAMP =
      (call, arguments, types) -> {
        TimeFormat format = call.timeFormat();
        ZoneId zone = call.zone();
        return strict(arguments.get(0), value -> format.instant(text(value), zone));
      };

  static final Kernel WHEN =
      (call, arguments, types) -> {
        Schema.Type type = call.function().signature().type(call, types);
        return (values, view) -> {
          boolean holds = Boolean.TRUE.equals(arguments.get(0).of(values, view));
          Object found = arguments.get(holds ? 1 : 2).of(values, view);
          return found == null ? null : as(type, found);
        };
      };

  static long days(Object from, Object to) {
    if (from instanceof LocalDate first && to instanceof LocalDate last) {
      return ChronoUnit.DAYS.between(first, last);
    }
    throw unfit(from instanceof LocalDate ? to : from, "a date");
  }

  static final Kernel BUSINESS_DAYS =
      (call, arguments, types) -> {
        BusinessDays days = new BusinessDays(call.calendar());
        return strict((to, from) -> days.until(date(to)) - days.until(date(from)))
            .compile(call, arguments, types);
      };

  private static LocalDate date(Object value) {
    if (value instanceof LocalDate day) {
      return day;
    }
    throw unfit(value, "a date");
  }

  private static final BigDecimal NANO = new BigDecimal("1E-9");

  static BigDecimal seconds(Object from, Object to) {
    if (from instanceof LocalDateTime first && to instanceof LocalDateTime last) {
      return seconds(last.toInstant(ZoneOffset.UTC))
          .subtract(seconds(first.toInstant(ZoneOffset.UTC)));
    }
    if (from instanceof Instant first && to instanceof Instant last) {
      return seconds(last).subtract(seconds(first));
    }
    throw unfit(from instanceof Instant ? to : from, "a point in time, as the other is");
  }

  private static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(NANO.multiply(BigDecimal.valueOf(instant.getNano())));
  }

  /** What a run knows, which puts it in the place of the call before anything is compiled. */
  static final Kernel OF_RUN =
      (call, arguments, types) -> {
        throw RunTime.unbound(call);
      };

  static final Kernel IN_ZONE =
      (call, arguments, types) -> {
        ZoneId zone = Zones.of(call.text(1));
        return strict(
            arguments.get(0),
            value -> {
              if (value instanceof Instant instant) {
                return LocalDateTime.ofInstant(instant, zone);
              }
              throw unfit(value, "a point in time");
            });
      };

  static Kernel field(TemporalField field) {
    return strict(
        field.isDateBased()
            ? value -> day(value).getLong(field)
            : value -> local(value).getLong(field));
  }

  static Kernel plus(ChronoUnit unit) {
    return (call, arguments, types) -> {
      long amount = call.number(1).longValueExact();
      return strict(
          arguments.get(0),
          value -> {
            if (value instanceof LocalDate day) {
              return day.plus(amount, unit);
            }
            throw unfit(value, "a date");
          });
    };
  }

  static final Kernel PLUS_SECONDS =
      (call, arguments, types) -> {
        long micros = call.number(1).movePointRight(6).longValueExact();
        return strict(
            arguments.get(0),
            value -> {
              if (value instanceof Instant instant) {
                return instant.plus(micros, ChronoUnit.MICROS);
              }
              return local(value).plus(micros, ChronoUnit.MICROS);
            });
      };

  static final Kernel TRUNCATED_TO =
      (call, arguments, types) -> {
        ChronoUnit unit = Units.of(call.text(1));
        return strict(arguments.get(0), value -> local(value).truncatedTo(unit));
      };

  static Kernel elements(boolean some) {
    return (call, arguments, types) -> elements(arguments, types, some, 1);
  }

  /**
   * Judges elements until a truth was found as often as is wanted. The element that is judged
   * stands behind the values of the row, and of other elements.
   */
  private static Evaluator elements(
      List<Evaluator> arguments, List<Schema.Type> types, Boolean decides, int wanted) {
    Evaluator array = arguments.get(0);
    Evaluator said = arguments.get(1);
    Schema.Type type = types.get(0).child(0);
    Boolean otherwise = !decides;
    return (values, view) -> {
      Object found = array.of(values, view);
      if (found == null) {
        return null;
      }
      @Nullable Object[] within = Arrays.copyOf(values, values.length + 1);
      int decided = 0;
      int unknown = 0;
      for (Object element : list(found)) {
        within[values.length] = canonical(element, type);
        Object truth = said.of(within, view);
        if (truth == null) {
          unknown++;
        } else if (decides.equals(truth) && ++decided == wanted) {
          return decides;
        }
      }
      return decided + unknown < wanted ? otherwise : null;
    };
  }

  /** Of what a number of each element of an array is made. */
  interface Numbers {
    @Nullable Object of(List<Object> numbers) throws Exception;
  }

  /** What is made of a number of each element; null where one is null. */
  private static Evaluator ofElements(
      List<Evaluator> arguments, List<Schema.Type> types, Numbers result) {
    Evaluator said = arguments.get(1);
    Schema.Type type = types.get(0).child(0);
    return (values, view) -> {
      Object array = arguments.get(0).of(values, view);
      if (array == null) {
        return null;
      }
      @Nullable Object[] within = Arrays.copyOf(values, values.length + 1);
      List<Object> numbers = new ArrayList<>();
      for (Object element : list(array)) {
        within[values.length] = canonical(element, type);
        Object number = said.of(within, view);
        if (number == null) {
          return null;
        }
        numbers.add(number);
      }
      return result.of(numbers);
    };
  }

  static final Kernel SUM_OF =
      (call, arguments, types) -> {
        Schema.Type type = call.function().signature().type(call, types);
        return ofElements(arguments, types, numbers -> sum(numbers, type));
      };

  /** What is not finite makes the sum what it makes that of doubles. */
  private static Object sum(List<Object> numbers, Schema.Type type) {
    BigDecimal finite = BigDecimal.ZERO;
    double other = 0;
    boolean real = type.kind().isFloating();
    for (Object number : numbers) {
      if (number instanceof Double d) {
        real = true;
        other += Double.isFinite(d) ? 0 : d;
        finite = Double.isFinite(d) ? finite.add(new BigDecimal(d)) : finite;
      } else {
        finite = finite.add(Values.decimal(number(number)));
      }
    }
    if (real) {
      return other == 0 ? (Object) finite.doubleValue() : (Object) other;
    }
    int digits = finite.signum() == 0 ? 0 : finite.precision() - finite.scale();
    boolean bounded = type.kind() == TypeKind.DECIMAL && type.scale() >= 0;
    if (bounded && digits > type.precision() - type.scale()) {
      throw new RowFailure(
          "the sum of the elements of an array needs more than "
              + type.precision()
              + " digits, of which "
              + type.scale()
              + " are decimal places: cast them in the dataset to fewer decimal places, or to"
              + " double");
    }
    return finite;
  }

  static Kernel extremeOf(boolean greatest) {
    return (call, arguments, types) ->
        ofElements(
            arguments, types, numbers -> numbers.isEmpty() ? null : extreme(numbers, greatest));
  }

  private static @Nullable Object canonical(@Nullable Object value, Schema.Type type) {
    return type.kind() == TypeKind.DYNAMIC ? Values.undeclared(value) : Values.canonical(value);
  }

  static final Kernel AT_LEAST_OF =
      (call, arguments, types) -> elements(arguments, types, true, call.count(2));

  static final Kernel HAS_NO_NULLS =
      strict(
          array -> {
            for (Object element : list(array)) {
              if (element == null) {
                return false;
              }
            }
            return true;
          });

  static final Kernel HAS_NO_DUPLICATES =
      (call, arguments, types) -> {
        Schema.Type type = types.get(0).child(0);
        return strict(
            arguments.get(0),
            array -> {
              Set<Object> seen = new HashSet<>();
              int size = 0;
              int nulls = 0;
              for (Object element : list(array)) {
                Object key = NestedKey.of(element, type);
                size++;
                if (key == null) {
                  nulls++;
                } else if (!seen.add(key)) {
                  return false;
                }
              }
              return unlessUnknown(size, nulls);
            });
      };

  /** True of pairs of elements, none of which is false, but where one of a pair is null. */
  private static @Nullable Object unlessUnknown(int size, int nulls) {
    return nulls > 0 && size > 1 ? null : (Object) true;
  }

  /**
   * Elements are in order.
   *
   * @param order how an element compares with the next that is not null
   */
  static Kernel sorted(Comparison order) {
    return (call, arguments, types) -> {
      Schema.Type type = types.get(0).child(0);
      return strict(
          arguments.get(0),
          array -> {
            int size = 0;
            int nulls = 0;
            boolean incomparable = false;
            Object before = null;
            for (Object element : list(array)) {
              Object value = canonical(element, type);
              size++;
              if (value == null) {
                nulls++;
                continue;
              }
              incomparable |= isNaN(value);
              if (before != null && !order.holds(Values.compare(before, value))) {
                return false;
              }
              before = value;
            }
            return incomparable && size > 1 ? (Object) false : unlessUnknown(size, nulls);
          });
    };
  }

  static final Kernel ELEMENT_AT =
      (call, arguments, types) -> {
        int place = call.count(1);
        ColumnKind kind = call.kind();
        String holder = English.of(call);
        Schema.Type type = call.function().signature().type(call, types);
        return strict(
            arguments.get(0),
            value -> {
              int at = 0;
              for (Object element : list(value)) {
                if (at++ == place) {
                  return kind.checked(canonical(element, type), holder);
                }
              }
              return null;
            });
      };

  private static Iterable<?> list(Object value) {
    if (value instanceof Collection<?> collection) {
      return collection;
    }
    if (value.getClass().isArray()) {
      List<@Nullable Object> all = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        all.add(Array.get(value, i));
      }
      return all;
    }
    throw unfit(value, "an array");
  }

  private static Map<?, ?> map(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw unfit(value, "a map");
  }

  static Kernel ofMap(java.util.function.Function<Map<?, ?>, Collection<?>> part) {
    return strict(value -> part.apply(map(value)));
  }

  /**
   * A map whose keys are looked up as texts: what stands for a text is one, such as a constant of
   * an enum, and an order of the map's own makes no two keys the same.
   */
  private static Map<?, ?> byText(Object value) {
    Map<?, ?> map = map(value);
    boolean plain = !(map instanceof SortedMap<?, ?>) && !(map instanceof EnumMap<?, ?>);
    if (map.isEmpty() || (plain && map.keySet().iterator().next() instanceof String)) {
      return map;
    }
    Map<@Nullable Object, @Nullable Object> texts = new HashMap<>();
    map.forEach((key, each) -> texts.put(Values.canonical(key), each));
    return texts;
  }

  static final Kernel HAS_KEYS =
      (call, arguments, types) -> {
        List<String> keys = IntStream.range(1, arguments.size()).mapToObj(call::text).toList();
        return strict(arguments.get(0), value -> byText(value).keySet().containsAll(keys));
      };

  static final Kernel VALUE_AT =
      (call, arguments, types) -> {
        String key = call.text(1);
        ColumnKind kind = call.kind();
        String holder = "value of " + English.of(call);
        Schema.Type type = call.function().signature().type(call, types);
        return strict(
            arguments.get(0),
            value -> kind.checked(canonical(byText(value).get(key), type), holder));
      };

  static final Kernel FIELD_OF =
      (call, arguments, types) -> {
        String name = call.text(1);
        int place = types.get(0).placeOf(name);
        Schema.Type type = call.function().signature().type(call, types);
        ColumnKind kind = call.kind();
        String holder = English.of(call);
        return strict(
            arguments.get(0),
            value -> kind.checked(canonical(Structs.field(value, name, place), type), holder));
      };

  static LocalDateTime local(Object value) {
    if (value instanceof LocalDateTime local) {
      return local;
    }
    throw unfit(value, "a date and time without a zone");
  }

  static LocalDate day(Object value) {
    return value instanceof LocalDate day ? day : local(value).toLocalDate();
  }

  static boolean isNaN(Object value) {
    return value instanceof Double d && d.isNaN();
  }

  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw unfit(value, "a text");
  }

  static long codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  static long size(Object value) {
    if (value instanceof Collection<?> collection) {
      return collection.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value.getClass().isArray()) {
      return Array.getLength(value);
    }
    throw unfit(value, "an array or a map");
  }

  private static Unfit unfit(Object value, String wanted) {
    return new Unfit(
        "a record holds a " + value.getClass().getSimpleName() + " where there must be " + wanted);
  }
}
