package dev.assay.dq.spark;

import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import dev.assay.dq.spark.frame.Canonical;
import dev.assay.dq.state.Values;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Reads the values of rows whose columns were selected and encoded for it. */
final class RowValues implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int DAYS = 4096;
  private final TypeKind[] kinds;
  private final Schema.Type[] types;
  private transient @Nullable LocalDate @Nullable [] days;
  private transient long[] numbers = new long[0];
  private transient Texts @Nullable [] texts;

  RowValues(List<Schema.Field> columns) {
    this.types = columns.stream().map(Schema.Field::type).toArray(Schema.Type[]::new);
    this.kinds = Arrays.stream(types).map(Schema.Type::kind).toArray(TypeKind[]::new);
  }

  /** What is selected of a column, so that it can be read here. */
  static Column encode(Column column, TypeKind kind) {
    // text as bytes, so that what repeats is decoded once
    return kind == TypeKind.STRING
        ? column.cast(DataTypes.BinaryType)
        : Canonical.encode(column, kind);
  }

  /** The days of a column are seldom all different, and each takes a while to work out. */
  private LocalDate day(long number) {
    @Nullable LocalDate[] known = days;
    if (known == null) {
      known = new LocalDate[DAYS];
      days = known;
      numbers = new long[DAYS];
    }
    int slot = (int) number & (DAYS - 1);
    LocalDate day = known[slot];
    if (day == null || numbers[slot] != number) {
      day = LocalDate.ofEpochDay(number);
      known[slot] = day;
      numbers[slot] = number;
    }
    return day;
  }

  private Texts[] texts() {
    Texts[] known = texts;
    if (known == null) {
      known = new Texts[kinds.length];
      Arrays.setAll(known, i -> new Texts());
      texts = known;
    }
    return known;
  }

  @Nullable Object[] read(Row row) {
    @Nullable Object[] values = new Object[kinds.length];
    Texts[] decoders = texts();
    for (int i = 0; i < values.length; i++) {
      Object value = row.get(i);
      if (value != null) {
        values[i] =
            switch (kinds[i]) {
              case STRING -> decoders[i].of((byte[]) value);
              case LONG, DOUBLE, BOOLEAN, DECIMAL -> value;
              case BYTE, SHORT, INT -> ((Number) value).longValue();
              case FLOAT -> ((Number) value).doubleValue();
              case ARRAY, MAP -> Nested.canonical(value, types[i]);
              case DATE -> day(((Number) value).longValue());
              case TIMESTAMP -> Canonical.decode(value, kinds[i]);
              case TIMESTAMP_NTZ, BINARY, STRUCT, DYNAMIC, OTHER -> Values.canonical(value);
            };
      }
    }
    return values;
  }
}
