package dev.assay.dq.spark;

import dev.assay.dq.local.Fields;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileColumns;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.profile.ProfileState;
import dev.assay.dq.spark.compile.ColumnNames;
import dev.assay.dq.spark.compile.SparkSchemas;
import dev.assay.dq.spark.frame.Canonical;
import dev.assay.dq.state.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Profiles Spark data: what it holds, how much is missing, how values are distributed, and what
 * deserves attention.
 *
 * <pre>{@code
 * DatasetProfile profile = Profiler.profile(orders);
 * System.out.print(ProfileText.render(profile));
 * }</pre>
 *
 * <p>One scan, whatever the number of columns, and one more to count duplicate rows, unless that is
 * switched off or a column cannot be compared (an array, a map). What is known of each partition is
 * merged on the executors where there are many. The most frequent values of each column come to the
 * driver, ten without other options. Nothing is cached or changed.
 */
public final class Profiler {

  private static final int TREE = 16;

  private final JavaRDD<@Nullable Object[]> records;
  private final List<Schema.Field> columns;
  private final boolean comparable;
  private final LongSupplier duplicates;
  private final ProfileOptions options;

  private Profiler(
      JavaRDD<@Nullable Object[]> records,
      List<Schema.Field> columns,
      boolean comparable,
      LongSupplier duplicates,
      ProfileOptions options) {
    this.records = records;
    this.columns = columns;
    this.comparable = comparable;
    this.duplicates = duplicates;
    this.options = options;
  }

  /**
   * Profiles a Dataset.
   *
   * @param data the data
   * @return the profile
   */
  public static DatasetProfile profile(Dataset<?> data) {
    return on(data).run();
  }

  /**
   * Profiles an RDD.
   *
   * @param records the records
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the profile
   * @throws IllegalArgumentException if the fields are not declared
   */
  public static <T> DatasetProfile profile(JavaRDD<T> records, Fields<T> fields) {
    return on(records, fields).run();
  }

  /**
   * Starts a profile of some or all columns of a Dataset.
   *
   * @param data the data
   * @param names the names or paths of the columns to look at; all of them if none is given
   * @return the profile to be made
   * @throws IllegalArgumentException if there is no such column
   */
  public static Profiler on(Dataset<?> data, String... names) {
    DataQuality.notNull(data, "dataset");
    Dataset<Row> rows = data.toDF();
    boolean caseSensitive =
        Boolean.parseBoolean(rows.sparkSession().conf().get("spark.sql.caseSensitive", "false"));
    Schema schema = SparkSchemas.of(rows.schema(), caseSensitive);
    List<Schema.Field> columns = chosen(schema, ProfileColumns.of(schema), names);
    List<ColumnRef> refs = ProfileColumns.refs(columns);
    List<Column> selected = new ArrayList<>();
    List<TypeKind> kinds = new ArrayList<>();
    for (int i = 0; i < refs.size(); i++) {
      TypeKind kind = columns.get(i).type().kind();
      kinds.add(kind);
      selected.add(Canonical.encode(ColumnNames.column(refs.get(i)), kind).as("c" + i));
    }
    Dataset<Row> needed = rows.select(selected.toArray(Column[]::new));
    RowValues reader = new RowValues(kinds.toArray(TypeKind[]::new));
    return new Profiler(
        needed.toJavaRDD().map(reader::read),
        columns,
        ProfileColumns.comparable(ProfileColumns.of(schema)),
        () -> ProfileColumns.duplicates(DataQuality.verify(rows, ProfileColumns.DUPLICATES)),
        ProfileOptions.DEFAULT);
  }

  /**
   * Starts a profile of an RDD.
   *
   * @param records the records
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the profile to be made
   * @throws IllegalArgumentException if the fields are not declared
   */
  public static <T> Profiler on(JavaRDD<T> records, Fields<T> fields) {
    DataQuality.notNull(records, "records");
    DataQuality.notNull(fields, "fields");
    List<Schema.Field> columns = ProfileColumns.of(fields.schema());
    ArrayList<ColumnRef> refs = new ArrayList<>(ProfileColumns.refs(columns));
    JavaRDD<@Nullable Object[]> values =
        records.mapPartitions(
            iterator -> {
              Fields.Reader<T> reader = fields.reader(refs);
              return new Mapped<>(iterator, reader);
            });
    return new Profiler(
        values,
        columns,
        ProfileColumns.comparable(columns),
        () ->
            ProfileColumns.duplicates(
                DataQuality.verify(records, fields, ProfileColumns.DUPLICATES)),
        ProfileOptions.DEFAULT);
  }

  private static List<Schema.Field> chosen(Schema schema, List<Schema.Field> all, String... names) {
    if (names.length == 0) {
      return all;
    }
    Set<Schema.Field> chosen = new LinkedHashSet<>();
    for (String name : names) {
      Schema.Resolution found = schema.resolve(ColumnRef.parse(name));
      ColumnRef ref = found.ref();
      if (ref == null) {
        throw new IllegalArgumentException("The profile's columns: " + found.problem());
      }
      String path = ref.text();
      all.stream()
          .filter(field -> field.name().equals(path) || field.name().startsWith(path + "."))
          .forEach(chosen::add);
    }
    return List.copyOf(chosen);
  }

  /**
   * Sets how much to look at.
   *
   * @param chosen the options
   * @return such a profile
   */
  public Profiler options(ProfileOptions chosen) {
    return new Profiler(
        records,
        columns,
        comparable,
        duplicates,
        DataQuality.notNull(chosen, "options of the profile"));
  }

  private boolean countsDuplicates() {
    return options.duplicateRows() && comparable;
  }

  /**
   * What {@link #run()} would do, without starting a job.
   *
   * @return the scans, in English
   */
  public String explain() {
    return "Profile of "
        + columns.size()
        + (columns.size() == 1 ? " column: " : " columns: ")
        + (countsDuplicates() ? "2 scans\n" : "1 scan\n")
        + "  Scan 1: every column's statistics, distinct and frequent values, and what columns have"
        + " in common; partitions fill states, which are merged\n"
        + (countsDuplicates() ? "  Scan 2: duplicate rows, counted by their keys\n" : "");
  }

  /**
   * Runs.
   *
   * @return the profile
   * @throws VerificationCancelledException if the Spark jobs were cancelled
   */
  public DatasetProfile run() {
    try {
      ProfileState state = scan();
      return state.profile(countsDuplicates() ? duplicates.getAsLong() : -1, Instant.now());
    } catch (RuntimeException e) {
      Verification.throwIfCancelled(e);
      throw e;
    }
  }

  private ProfileState scan() {
    ArrayList<Schema.Field> fields = new ArrayList<>(columns);
    ProfileOptions chosen = options;
    JavaRDD<byte[]> states =
        records.mapPartitions(
            iterator -> {
              ProfileState state = new ProfileState(fields, chosen);
              while (iterator.hasNext()) {
                state.add(iterator.next());
              }
              return List.of(bytes(state.endPartition())).iterator();
            });
    int partitions = states.getNumPartitions();
    if (partitions == 0) {
      return new ProfileState(fields, chosen);
    }
    return partitions <= TREE
        ? state(states.reduce(Profiler::merged))
        : state(states.treeReduce(Profiler::merged, 2));
  }

  private static byte[] merged(byte[] a, byte[] b) {
    return bytes(state(a).merge(state(b)));
  }

  /** As bytes of Java's own serialization: no serializer of the user's has to know the classes. */
  private static byte[] bytes(ProfileState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ProfileState state(byte[] bytes) {
    try (ObjectInputStream in = new ContextInput(bytes)) {
      return (ProfileState) in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Finds classes where this library's are, which may be a loader of the job's own. */
  private static final class ContextInput extends ObjectInputStream {
    ContextInput(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    protected Class<?> resolveClass(java.io.ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, Profiler.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }
  }

  /** Reads the values of records one by one. */
  private static final class Mapped<T> implements Iterator<@Nullable Object[]> {

    private final Iterator<T> records;
    private final Fields.Reader<T> reader;

    Mapped(Iterator<T> records, Fields.Reader<T> reader) {
      this.records = records;
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public @Nullable Object[] next() {
      return ProfileColumns.readable(reader.read(records.next()));
    }
  }

  /** Reads the values of rows whose columns were selected and encoded for it. */
  private static final class RowValues implements Serializable {

    private static final long serialVersionUID = 1L;
    private final TypeKind[] kinds;

    RowValues(TypeKind[] kinds) {
      this.kinds = Arrays.copyOf(kinds, kinds.length);
    }

    @Nullable Object[] read(Row row) {
      @Nullable Object[] values = new Object[kinds.length];
      for (int i = 0; i < values.length; i++) {
        Object value = row.get(i);
        if (value != null) {
          values[i] =
              switch (kinds[i]) {
                case STRING, LONG, DOUBLE, BOOLEAN, DECIMAL -> value;
                case BYTE, SHORT, INT -> ((Number) value).longValue();
                case FLOAT -> ((Number) value).doubleValue();
                case ARRAY -> new ArrayList<>(row.getList(i));
                case MAP -> row.getJavaMap(i);
                case DATE, TIMESTAMP -> Canonical.decode(value, kinds[i]);
                case TIMESTAMP_NTZ, BINARY, STRUCT, DYNAMIC, OTHER -> Values.canonical(value);
              };
        }
      }
      return values;
    }
  }
}
