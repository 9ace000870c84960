package dev.assay.dq.spark;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.execute.OrderMarks;
import dev.assay.dq.internal.execute.RowJudge;
import dev.assay.dq.internal.execute.RowMarks;
import dev.assay.dq.internal.execute.RowQuotes;
import dev.assay.dq.internal.execute.RowRule;
import dev.assay.dq.internal.execute.RowRules;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.Violation;
import dev.assay.dq.spark.internal.compile.ColumnNames;
import dev.assay.dq.spark.internal.compile.Lowering;
import dev.assay.dq.spark.internal.compile.Nested;
import dev.assay.dq.spark.internal.compile.RowFunction;
import dev.assay.dq.spark.internal.frame.Lookups;
import dev.assay.dq.spark.internal.frame.OrderedScan;
import dev.assay.dq.spark.internal.frame.StableReading;
import dev.assay.dq.spark.internal.rdd.ReaderFactory;
import dev.assay.dq.spark.internal.rdd.RecordReader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Marks the rows of a Dataset. What a row violates are the bits of a few numbers; only of a row
 * that has one they are put into words.
 */
final class MarkedFrames implements RowMarks.Engine<Dataset<Row>, Dataset<Row>> {

  /** What no column of a user's is called. */
  private static final String OWN = "\u0000marks";

  /** What Java code finds. */
  private static final String CODE = OWN + "code";

  /** The bits of a number that are used, so that none of them is negative. */
  private static final int BITS = 63;

  /**
   * How many rules are judged by one method of the code that Spark generates: what a task runs for
   * every row has to stay small enough for the compiler of the virtual machine.
   */
  private static final int METHOD = 12;

  private static final StructType REASON =
      new StructType()
          .add("check", DataTypes.StringType)
          .add("constraint", DataTypes.StringType)
          .add("description", DataTypes.StringType)
          .add("severity", DataTypes.StringType)
          .add("sentence", DataTypes.StringType)
          .add("error", DataTypes.StringType);

  private static final StructType QUOTING =
      REASON.add(
          "values", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true));

  private final Dataset<Row> given;
  private final DatasetSource source;
  private final RunPlan plan;
  private final Map<String, Lookups.Other> others;

  MarkedFrames(
      Dataset<Row> given, DatasetSource source, RunPlan plan, Map<String, Lookups.Other> others) {
    this.given = given;
    this.source = source;
    this.plan = plan;
    this.others = new LinkedHashMap<>(others);
  }

  @Override
  public Dataset<Row> annotated(RowMarks.Marks marks) {
    requireFree(marks.column());
    Judged judged = new Judged(marks.rules());
    return judged.plain(
        judged.rows.withColumn(
            marks.column(), when(judged.violates(rule -> true), judged.reasons(marks))));
  }

  @Override
  public Dataset<Row> bad(RowMarks.Marks marks) {
    requireFree(marks.column());
    Judged judged = new Judged(marks.rules());
    return judged.plain(
        judged
            .rows
            .where(judged.violates(RowRule::isOfErrors))
            .withColumn(marks.column(), judged.reasons(marks)));
  }

  @Override
  public Dataset<Row> clean(List<RowRule> rules) {
    Judged judged = new Judged(rules);
    return judged.plain(judged.rows.where(functions.not(judged.violates(rule -> true))));
  }

  @Override
  public Dataset<Row> violating(List<RowRule> rules) {
    Judged judged = new Judged(rules);
    return judged.plain(judged.rows.where(judged.violates(rule -> true)));
  }

  @Override
  public MarkedFrames with(Dataset<Row> bad) {
    Map<String, Lookups.Other> more = new LinkedHashMap<>(others);
    more.put(RowRules.BAD_ROWS, new Lookups.Other(StableReading.of(bad).data(), source.schema()));
    return new MarkedFrames(given, source, plan, more);
  }

  @Override
  public MarkedFrames inOrder(OrderMarks marks) {
    Map<String, Lookups.Other> more = new LinkedHashMap<>(others);
    Dataset<Row> breaking =
        OrderedScan.breaking(StableReading.of(given).data(), marks, plan.types());
    more.put(marks.name(), new Lookups.Other(breaking, source.schema()));
    return new MarkedFrames(given, source, plan, more);
  }

  private void requireFree(String column) {
    boolean taken = Stream.of(given.columns()).anyMatch(column::equalsIgnoreCase);
    if (taken) {
      String free = column;
      do {
        free += "_reasons";
      } while (Stream.of(given.columns()).anyMatch(free::equalsIgnoreCase));
      throw new IllegalArgumentException(
          "The data have a column "
              + ColumnRef.exactly(column).text()
              + " already: name that of the reasons otherwise, as in reasonsIn(\""
              + free
              + "\")");
    }
  }

  private static Column own(String name) {
    return ColumnNames.column(ColumnRef.exactly(name));
  }

  /** The data with bits for what each row violates. */
  private final class Judged {

    private final List<RowRule> rules;
    private final List<RowRule> ofCode;
    private final StableReading.Judged data = StableReading.judged(given);
    private final Dataset<Row> rows;

    Judged(List<RowRule> rules) {
      this.rules = rules;
      this.ofCode = rules.stream().filter(each -> References.of(each.rows()).code()).toList();
      Set<ColumnRef> read = new LinkedHashSet<>();
      rules.forEach(each -> read.addAll(References.of(each.rows()).columns()));
      Dataset<Row> joined = Lookups.joined(data.data(), plan.lookups(read), others, plan.types());
      this.rows = withBits(ofCode.isEmpty() ? joined : joined.withColumn(CODE, code()));
    }

    private Column code() {
      Set<ColumnRef> wanted = new LinkedHashSet<>();
      ofCode.forEach(each -> wanted.addAll(References.of(each.rows()).columns()));
      boolean all = ofCode.stream().anyMatch(each -> References.of(each.rows()).readsAll());
      DatasetSource.Encoded encoded = source.encoded(plan, all, List.copyOf(wanted));
      return new Code(ofCode, encoded, plan.types())
          .column(encoded.selected(), DataTypes.createArrayType(DataTypes.StringType));
    }

    private Dataset<Row> withBits(Dataset<Row> data) {
      Lowering<Column> lowering = Lowering.toColumns(plan.types());
      List<Column> bits = new ArrayList<>();
      for (int i = 0; i < rules.size(); i++) {
        int code = ofCode.indexOf(rules.get(i));
        Column violates =
            code < 0
                ? lowering.violation(rules.get(i).rows())
                : own(CODE).getItem(code).isNotNull();
        bits.add(when(violates, lit(1L << i % BITS)).otherwise(lit(0L)));
      }
      Map<String, Column> numbers = new LinkedHashMap<>();
      for (int i = 0; i * BITS < bits.size(); i++) {
        List<Column> some = bits.subList(i * BITS, Math.min((i + 1) * BITS, bits.size()));
        numbers.put(OWN + i, bits.size() > METHOD ? inMethods(some) : number(some));
      }
      return numbers.isEmpty() ? data : data.withColumns(numbers);
    }

    /** As a balanced tree, since Spark follows trees by recursion. */
    private static Column number(List<Column> bits) {
      int half = bits.size() / 2;
      return half == 0
          ? bits.get(0)
          : number(bits.subList(0, half)).bitwiseOR(number(bits.subList(half, bits.size())));
    }

    /**
     * The same in several methods. Spark makes a method of what a projection needs twice; and what
     * is not the same at any time it does not move into a filter, where it would make none.
     */
    private static Column inMethods(List<Column> bits) {
      Column all = when(functions.spark_partition_id().lt(lit(0)), lit(1L)).otherwise(lit(0L));
      for (int from = 0; from < bits.size(); from += METHOD) {
        Column some = number(bits.subList(from, Math.min(from + METHOD, bits.size())));
        all = all.bitwiseOR(some).bitwiseOR(some);
      }
      return all;
    }

    private int numbers() {
      return (rules.size() + BITS - 1) / BITS;
    }

    /** Whether a row violates any of some rules. */
    Column violates(Predicate<RowRule> some) {
      long[] masks = new long[numbers()];
      for (int i = 0; i < rules.size(); i++) {
        masks[i / BITS] |= some.test(rules.get(i)) ? 1L << i % BITS : 0;
      }
      Column any = lit(false);
      for (int i = 0; i < masks.length; i++) {
        if (masks[i] != 0) {
          any = any.or(own(OWN + i).bitwiseAND(lit(masks[i])).notEqual(lit(0L)));
        }
      }
      return any;
    }

    /** What a row violates, in words. */
    Column reasons(RowMarks.Marks marks) {
      List<Column> read = new ArrayList<>();
      read.add(ofCode.isEmpty() ? lit(null).cast("array<string>") : own(CODE));
      IntStream.range(0, numbers()).forEach(i -> read.add(own(OWN + i)));
      RowQuotes quotes = marks.quotes();
      Quoting quoting = null;
      if (quotes != null) {
        DatasetSource.Encoded quoted = source.encoded(plan, false, quotes.columns());
        read.add(functions.struct(quoted.selected().toArray(Column[]::new)));
        quoting = new Quoting(quotes, quoted);
      }
      DataType reason = quoting == null ? REASON : QUOTING;
      return functions
          .udf(
              new Reasons(rules, ofCode, marks.most(), quoting),
              DataTypes.createArrayType(reason, false))
          .apply(functions.struct(read.toArray(Column[]::new)));
    }

    /** Rows with the values that were given, without what was put behind them here. */
    Dataset<Row> plain(Dataset<Row> marked) {
      Dataset<Row> restored = data.restored(marked);
      String[] own = Stream.of(rows.columns()).skip(given.columns().length).toArray(String[]::new);
      return own.length == 0 ? restored : restored.drop(own);
    }
  }

  /**
   * Has Java code judge a row: of each rule null where it holds, and text where it does not, which
   * says why if it could not be judged.
   */
  private static final class Code extends RowFunction<List<@Nullable String>> {

    private static final long serialVersionUID = 1L;

    private final ArrayList<RowRule> rules;
    private final ArrayList<ColumnRef> columns;
    private final LinkedHashMap<ColumnRef, Schema.Type> types;
    private final ReaderFactory<@Nullable Object[]> readers;

    private transient @Nullable RowJudge judge;
    private transient @Nullable RecordReader<@Nullable Object[]> reader;

    Code(List<RowRule> rules, DatasetSource.Encoded read, Map<ColumnRef, Schema.Type> types) {
      super(read.selected().size());
      this.rules = new ArrayList<>(rules);
      this.columns = new ArrayList<>(read.columns());
      this.types = new LinkedHashMap<>(types);
      this.readers = read.ofValues();
    }

    @Override
    protected List<@Nullable String> of(@Nullable Object[] given) {
      RowJudge judging = judge;
      RecordReader<@Nullable Object[]> reading = reader;
      if (judging == null || reading == null) {
        judging = new RowJudge(rules, columns, types, null);
        reading = readers.start();
        judge = judging;
        reader = reading;
      }
      @Nullable Object[] values = reading.read(given);
      RecordView view = reading.view(given, values);
      List<@Nullable String> found = new ArrayList<>();
      for (int i = 0; i < rules.size(); i++) {
        Violation violation = judging.judge(i, values, view);
        String error = violation == null ? null : violation.error();
        found.add(violation == null ? null : error == null ? "" : error);
      }
      return found;
    }
  }

  /** Puts bits into words. */
  private static final class Reasons implements UDF1<Row, Row[]> {

    private static final long serialVersionUID = 1L;

    private final ArrayList<RowRule> rules;

    /** Where Java code says why a rule could not be judged, or -1. */
    private final int[] code;

    private final int most;
    private final @Nullable Quoting quoting;

    Reasons(List<RowRule> rules, List<RowRule> ofCode, int most, @Nullable Quoting quoting) {
      this.rules = new ArrayList<>(rules);
      this.code = rules.stream().mapToInt(ofCode::indexOf).toArray();
      this.most = most;
      this.quoting = quoting;
    }

    @Override
    public Row[] call(Row found) {
      List<Row> reasons = new ArrayList<>();
      IntFunction<Map<String, @Nullable String>> quoted =
          quoting == null ? null : quoting.of(found.getStruct(found.size() - 1));
      boolean bad = false;
      for (int i = 0; i < code.length && reasons.size() < most; i++) {
        RowRule rule = rules.get(i);
        boolean violated = (found.getLong(1 + i / BITS) & 1L << i % BITS) != 0;
        if (violated && !(bad && rule.cascades())) {
          bad |= rule.isOfErrors();
          String error = code[i] < 0 ? "" : found.<String>getList(0).get(code[i]);
          reasons.add(row(i, error.isEmpty() ? null : error, quoted));
        }
      }
      return reasons.toArray(Row[]::new);
    }

    private Row row(
        int rule,
        @Nullable String error,
        @Nullable IntFunction<Map<String, @Nullable String>> quoted) {
      Violation violation = rules.get(rule).violation();
      List<@Nullable Object> row = new ArrayList<>();
      row.add(violation.check());
      row.add(violation.constraint());
      row.add(violation.description());
      row.add(violation.severity().name());
      row.add(violation.sentence());
      row.add(error);
      if (quoted != null) {
        row.add(quoted.apply(rule));
      }
      return RowFactory.create(row.toArray());
    }
  }

  /** Reads what rules quote of a row. */
  private static final class Quoting implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RowQuotes quotes;
    private final ArrayList<ColumnRef> columns;
    private final ReaderFactory<Row> readers;

    private transient RowQuotes.@Nullable Reader quoting;
    private transient @Nullable RecordReader<Row> reader;

    Quoting(RowQuotes quotes, DatasetSource.Encoded read) {
      this.quotes = quotes;
      this.columns = new ArrayList<>(read.columns());
      this.readers = read.ofRows();
    }

    /** What each rule quotes of a row. */
    IntFunction<Map<String, @Nullable String>> of(Row row) {
      RowQuotes.Reader here = quoting;
      RecordReader<Row> reading = reader;
      if (here == null || reading == null) {
        here = quotes.reader(columns);
        reading = readers.start();
        quoting = here;
        reader = reading;
      }
      @Nullable Object[] values = reading.read(row);
      Arrays.setAll(values, i -> Nested.foreign(values[i]));
      RowQuotes.Reader told = here;
      return rule -> told.of(rule, values);
    }
  }
}
