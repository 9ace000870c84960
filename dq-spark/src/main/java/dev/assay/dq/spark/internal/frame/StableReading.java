package dev.assay.dq.spark.internal.frame;

import static java.util.stream.Collectors.joining;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.spark.internal.compile.Analysis;
import dev.assay.dq.spark.internal.compile.ColumnNames;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A Dataset whose values are the same whatever is asked of it. Two things of Spark's are not: a
 * {@code CHAR(n)} column, or one with such text inside, is padded in one expression and not in the
 * next; and a reader of text files that drops or marks malformed rows, or fails at them, looks only
 * at the columns asked for.
 *
 * @param data the data without the padding of {@code CHAR(n)} columns; where what a reader of text
 *     files returns depends on the columns asked for, every query asks for all of them
 */
public record StableReading(Dataset<Row> data, boolean allColumns) {

  private static final String CHAR_TYPE = "__CHAR_VARCHAR_TYPE_STRING";
  private static final Set<String> TEXT_FORMATS = Set.of("csv", "json", "xml");

  /** What no column of a user's is called: where padded text is put aside. */
  private static final String ASIDE = "\u0000padded";

  /** The same data, read alike by every query. */
  public static StableReading of(Dataset<Row> data) {
    Map<String, Column> unpadded = unpadded(data);
    return of(data, unpadded.isEmpty() ? data : data.withColumns(unpadded));
  }

  private static StableReading of(Dataset<Row> data, Dataset<Row> unpadded) {
    return dependsOnColumns(data)
        ? new StableReading(unpadded.where(allColumnsRead(unpadded)), true)
        : new StableReading(unpadded, false);
  }

  /**
   * The same data to be judged, and how to have them back as they were given.
   *
   * @param data the data, behind whose columns may stand others
   * @param given what was put aside, by the columns that it is to take the place of
   */
  public record Judged(Dataset<Row> data, Map<String, Column> given) {

    /** Rows of these data, perhaps with more columns, with the values that were given. */
    public Dataset<Row> restored(Dataset<Row> rows) {
      String[] aside =
          IntStream.range(0, given.size()).mapToObj(i -> ASIDE + i).toArray(String[]::new);
      return given.isEmpty() ? rows : rows.withColumns(given).drop(aside);
    }
  }

  /** The same data, with what is replaced put aside. */
  public static Judged judged(Dataset<Row> data) {
    Map<String, Column> unpadded = unpadded(data);
    if (unpadded.isEmpty()) {
      return new Judged(of(data, data).data(), Map.of());
    }
    Map<String, Column> aside = new LinkedHashMap<>();
    Map<String, Column> given = new LinkedHashMap<>();
    for (String name : unpadded.keySet()) {
      String other = ASIDE + aside.size();
      aside.put(other, ColumnNames.column(ColumnRef.exactly(name)));
      given.put(name, ColumnNames.column(ColumnRef.exactly(other)));
    }
    return new Judged(of(data, data.withColumns(aside).withColumns(unpadded)).data(), given);
  }

  private static Map<String, Column> unpadded(Dataset<Row> data) {
    StructField[] fields = data.schema().fields();
    Map<String, Column> trimmed = new LinkedHashMap<>();
    for (StructField field : fields) {
      DataType type = declared(field);
      if (holdsPadded(type) && isOnly(field, fields)) {
        trimmed.put(field.name(), functions.expr(unpadded(quoted(field.name()), type, 0)));
      }
    }
    return trimmed;
  }

  /** The type with {@code CHAR(n)} in it, which Spark keeps beside the field as text. */
  private static DataType declared(StructField field) {
    if (!field.metadata().contains(CHAR_TYPE)) {
      return field.dataType();
    }
    DataType[] type = {field.dataType()};
    // refused where the text has a name that Spark did not quote: then Spark cannot pad it either
    Analysis.refusal(() -> type[0] = DataType.fromDDL(field.metadata().getString(CHAR_TYPE)));
    return type[0];
  }

  private static boolean holdsPadded(DataType type) {
    if (type instanceof StructType struct) {
      // fields of one name but for the case of letters cannot be told apart
      return Stream.of(struct.fields()).anyMatch(each -> holdsPadded(each.dataType()))
          && Stream.of(struct.fields()).allMatch(each -> isOnly(each, struct.fields()));
    }
    if (type instanceof ArrayType array) {
      return holdsPadded(array.elementType());
    }
    if (type instanceof MapType map) {
      return holdsPadded(map.keyType()) || holdsPadded(map.valueType());
    }
    return type.catalogString().startsWith("char(");
  }

  /** SQL: for functions that take functions, Spark's Java interface has none of Java's. */
  private static String unpadded(String value, DataType type, int depth) {
    if (!holdsPadded(type)) {
      return value;
    }
    if (type instanceof ArrayType array) {
      String each = "e" + depth;
      return "transform(%s, %s -> %s)"
          .formatted(value, each, unpadded(each, array.elementType(), depth + 1));
    }
    if (type instanceof MapType map) {
      String key = "k" + depth;
      String each = "v" + depth;
      return "transform_values(transform_keys(%1$s, (%2$s, %3$s) -> %4$s), (%2$s, %3$s) -> %5$s)"
          .formatted(
              value,
              key,
              each,
              unpadded(key, map.keyType(), depth + 1),
              unpadded(each, map.valueType(), depth + 1));
    }
    if (type instanceof StructType struct) {
      return Stream.of(struct.fields())
          .map(each -> unpaddedField(value, each, depth))
          .collect(joining(", ", "if(" + value + " IS NULL, NULL, struct(", "))"));
    }
    return "rtrim(" + value + ")";
  }

  private static String unpaddedField(String struct, StructField field, int depth) {
    String name = quoted(field.name());
    return unpadded(struct + "." + name, field.dataType(), depth) + " AS " + name;
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static boolean isOnly(StructField field, StructField[] fields) {
    int same = 0;
    for (StructField each : fields) {
      same += each.name().equalsIgnoreCase(field.name()) ? 1 : 0;
    }
    return same == 1;
  }

  /**
   * Whether a query for some columns may return other rows or values than one for all: where a text
   * file in the plan is not read in the mode PERMISSIVE, or with a column for malformed records, or
   * this cannot be found out.
   */
  private static boolean dependsOnColumns(Dataset<Row> data) {
    try {
      Object plan = call(call(data, "queryExecution"), "analyzed");
      Object leaves = call(call(plan, "collectLeaves"), "iterator");
      while ((boolean) call(leaves, "hasNext")) {
        if (isDependent(data, call(leaves, "next"))) {
          return true;
        }
      }
      return false;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return true; // the plan is no public API; where it tells nothing, all columns are asked for
    }
  }

  private static boolean isDependent(Dataset<Row> data, Object leaf)
      throws ReflectiveOperationException {
    String text = String.valueOf(leaf).strip().toLowerCase(Locale.ROOT);
    boolean isText =
        text.startsWith("relation") && TEXT_FORMATS.stream().anyMatch(each -> reads(text, each));
    if (!isText) {
      return false;
    }
    Object relation = call(leaf, "relation");
    Map<String, String> options = options(call(relation, "options"));
    String corrupt =
        options.getOrDefault(
            "columnnameofcorruptrecord",
            data.sparkSession().conf().get("spark.sql.columnNameOfCorruptRecord"));
    String[] columns = (String[]) call(call(relation, "dataSchema"), "fieldNames");
    return !options.getOrDefault("mode", "permissive").equalsIgnoreCase("permissive")
        || List.of(columns).contains(corrupt)
        || (reads(text, "json")
            && data.sparkSession()
                .conf()
                .get("spark.sql.json.enablePartialResults", "true")
                .equals("false"));
  }

  private static boolean reads(String relation, String format) {
    return relation.endsWith("] " + format) || relation.contains("] " + format + " ");
  }

  /** The options of a relation, with names in lower case. */
  private static Map<String, String> options(Object options) throws ReflectiveOperationException {
    Map<String, String> all = new LinkedHashMap<>();
    Object entries = call(options, "iterator");
    while ((boolean) call(entries, "hasNext")) {
      Object entry = call(entries, "next");
      all.put(
          String.valueOf(call(entry, "_1")).toLowerCase(Locale.ROOT),
          String.valueOf(call(entry, "_2")));
    }
    return all;
  }

  private static Object call(Object object, String method) throws ReflectiveOperationException {
    // by the first class or interface that may be called: Scala's own collections are not public
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      List<Class<?>> candidates = new ArrayList<>(List.of(type.getInterfaces()));
      candidates.add(0, type);
      for (Class<?> each : candidates) {
        if (Modifier.isPublic(each.getModifiers())) {
          try {
            return each.getMethod(method).invoke(object);
          } catch (NoSuchMethodException e) {
            // the next one may have it
          }
        }
      }
    }
    throw new NoSuchMethodException(object.getClass() + " has no public method " + method);
  }

  /** A condition that is true of every row, which Spark finds out only by reading all columns. */
  private static Column allColumnsRead(Dataset<Row> data) {
    List<Column> parts = new ArrayList<>();
    List<Column> hashed = new ArrayList<>();
    for (StructField field : data.schema().fields()) {
      if (isOnly(field, data.schema().fields())) {
        Column column = ColumnNames.column(ColumnRef.exactly(field.name()));
        if (holdsMap(field.dataType())) {
          parts.add(column.isNull().cast(DataTypes.IntegerType));
        } else {
          hashed.add(column);
        }
      }
    }
    parts.add(functions.lit(Integer.MIN_VALUE));
    parts.add(functions.hash(hashed.toArray(Column[]::new)));
    return functions.greatest(parts.toArray(Column[]::new)).geq(functions.lit(Integer.MIN_VALUE));
  }

  /** Spark has no hash of maps. */
  private static boolean holdsMap(DataType type) {
    return type.catalogString().contains("map<");
  }
}
