package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import java.util.List;
import java.util.Map;

/** An argument of each kind that a function or a statistic takes, to say it of something. */
public final class SampleArguments {

  private static final Map<Signature.Takes, String> NAMES =
      Map.of(
          Signature.Takes.ZONE, "UTC",
          Signature.Takes.DATE_FORMAT, "dd.MM.uuuu",
          Signature.Takes.TIME_FORMAT, "dd.MM.uuuu HH:mm",
          Signature.Takes.JSON_PATH, "$.items[0]",
          Signature.Takes.NETWORK, "10.0.0.0/8",
          Signature.Takes.KIND, "number",
          Signature.Takes.UNIT, "hours",
          Signature.Takes.KEY, "key",
          Signature.Takes.FIELD, "field");

  private SampleArguments() {}

  /** The argument at a place, named by it. */
  public static Expr of(Signature.Takes takes, int at, boolean ofTimes) {
    if (takes == Signature.Takes.STRUCT) { // a field of a column is a column
      return Expr.call(
          Function.VALUE_AT,
          of(Signature.Takes.MAP, at, ofTimes),
          new Expr.Literal(new Constant.Text("key")),
          new Expr.Literal(new Constant.Text("struct")));
    }
    ColumnKind kind =
        switch (takes) {
          case ANYTHING, GROUPABLE -> ColumnKind.ANY;
          case TEXT -> ColumnKind.STRING;
          case NUMBER, EXACT -> ColumnKind.NUMBER;
          case DATE, DAY, DATE_OR_TIME -> ColumnKind.DATE;
          case INSTANT, TIME, LOCAL_TIME -> ColumnKind.TIMESTAMP;
          case COLLECTION, ARRAY, ELEMENTS, ORDERED_ELEMENTS -> ColumnKind.ARRAY;
          case MAP -> ColumnKind.MAP;
          case TRUTH -> ColumnKind.BOOL;
          case ORDERED, COMPARABLE -> ofTimes ? ColumnKind.DATE : ColumnKind.NUMBER;
          case PATTERN,
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
              null;
        };
    return kind != null
        ? new Expr.Column(ColumnRef.exactly("abcdef".substring(at, at + 1)), kind)
        : new Expr.Literal(constant(takes, at));
  }

  private static Constant constant(Signature.Takes takes, int at) {
    return switch (takes.form()) {
      case CALENDAR -> new Constant.Calendar(BusinessCalendar.of("TARGET"));
      case REFERENCE ->
          new Constant.Reference(
              new OtherKey(
                  "customers",
                  List.of(ColumnRef.exactly("id")),
                  false,
                  takes == Signature.Takes.KEY_METRIC
                      ? Metric.of(Statistic.SUM, of(Signature.Takes.NUMBER, 5, false))
                      : null));
      case FLAG -> new Constant.Bool(true);
      case PATTERN -> new Constant.Pattern(TextPattern.of("[0-9]+"));
      case NUMBER -> Constant.of(at == 0 ? 1 : 4 * at);
      case OTHER -> new Constant.Text("lastMonth");
      case NAME, CONSTANT, VALUE, TRUTH -> {
        String name = NAMES.get(takes);
        yield new Constant.Text(name == null ? "xyz".substring(at - 1, at) : name);
      }
    };
  }
}
