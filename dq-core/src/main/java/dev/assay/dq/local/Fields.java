package dev.assay.dq.local;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.execute.Unreadable;
import dev.assay.dq.internal.model.Accessor;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Unfit;
import dev.assay.dq.internal.model.Values;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a record is read: which fields it has, of which types.
 *
 * <p>Fields come from a Java record or bean ({@link #of}), from maps with declared types ({@link
 * #ofMap}) or without ({@link #ofMaps}), or one by one with getters ({@link #builder}). Names are
 * case sensitive. Immutable and serializable, as long as the getters are.
 *
 * @param <T> the class of the records
 */
public final class Fields<T> implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int MAX_DEPTH = 8;

  /**
   * Reads a field of a record.
   *
   * @param <T> the record
   * @param <V> the value
   */
  @FunctionalInterface
  public interface Getter<T, V> extends Function<T, @Nullable V>, Serializable {}

  private final Schema schema;

  @SuppressWarnings("serial") // a linked hash map of serializable getters
  private final Map<String, Getter<Object, Object>> getters;

  private final boolean maps;

  private Fields(Schema schema, Map<String, Getter<Object, Object>> getters, boolean maps) {
    this.schema = schema;
    this.getters = getters;
    this.maps = maps;
  }

  /**
   * The fields of a Java record (its components) or bean (its getters, {@code getX} and {@code
   * isX}). Nested records and beans are reached by a path, {@code address.city}. Optional is null
   * when empty; an enum is its name.
   *
   * @param type the class, accessible from outside its package
   * @param <T> the class
   * @return the fields in the order of the components, or by name for a bean
   * @throws IllegalArgumentException if the class has no readable fields
   */
  public static <T> Fields<T> of(Class<T> type) {
    Map<String, Accessor> accessors = Accessor.of(type);
    if (accessors.isEmpty()) {
      throw new IllegalArgumentException(
          type.getName()
              + " has no components and no getters: declare fields with Fields.builder(...)");
    }
    List<Schema.Field> fields = new ArrayList<>();
    Map<String, Getter<Object, Object>> getters = new LinkedHashMap<>();
    accessors.forEach(
        (name, accessor) -> {
          fields.add(new Schema.Field(name, typeOf(accessor.type(), 0)));
          getters.put(name, new Component(accessor));
        });
    return new Fields<>(new Schema(fields, true, false), getters, false);
  }

  /**
   * The fields of maps from names to values, with their types. A value of another kind than
   * declared makes an error of the constraints that need its field.
   *
   * @param types the class of each field's values, by name; iteration order is the order of columns
   * @return the fields; a key that a map lacks is null
   */
  public static Fields<Map<String, ?>> ofMap(Map<String, Class<?>> types) {
    List<Schema.Field> fields = new ArrayList<>();
    types.forEach((name, type) -> fields.add(new Schema.Field(name, typeOf(type, 0))));
    return new Fields<>(new Schema(fields, true, false), Map.of(), true);
  }

  /**
   * The fields of maps of which nothing is declared: any name is a field, null where a map lacks
   * it, and each value shows its own type.
   *
   * @return the fields
   */
  public static Fields<Map<String, ?>> ofMaps() {
    return new Fields<>(new Schema(List.of(), true, true), Map.of(), true);
  }

  /**
   * Declares fields one by one.
   *
   * @param type the class of the records
   * @param <T> the class
   * @return a builder without fields
   */
  public static <T> Builder<T> builder(Class<T> type) {
    return new Builder<>(type);
  }

  /**
   * The names and types, as a plan needs them.
   *
   * @return the schema
   */
  @Internal
  public Schema schema() {
    return schema;
  }

  /**
   * A reader of some columns.
   *
   * @param columns names or paths that {@link #schema()} resolves
   * @return the reader
   */
  @Internal
  public Reader<T> reader(List<ColumnRef> columns) {
    return new Reader<>(this, columns);
  }

  private @Nullable Object first(@Nullable Object record, String name) {
    if (record == null) {
      throw new IllegalArgumentException("a record is null");
    }
    if (maps) {
      return ((Map<?, ?>) record).get(name);
    }
    Getter<Object, Object> getter = getters.get(name);
    if (getter == null) {
      throw new IllegalArgumentException("the record has no field " + name);
    }
    return getter.apply(record);
  }

  private @Nullable Object get(@Nullable Object record, ColumnRef ref) {
    Object value = first(record, ref.parts().get(0));
    for (int i = 1; i < ref.parts().size() && value != null; i++) {
      value = nested(bare(value), ref.parts().get(i));
    }
    return canonical(bare(value));
  }

  private @Nullable Object canonical(@Nullable Object value) {
    return schema.open() ? Values.undeclared(value) : Values.canonical(value);
  }

  /**
   * The value of a field of a nested record: of a map the entry, of anything else what its accessor
   * gives.
   *
   * @param record the nested record
   * @param name the name of the field
   * @return the value, or null
   * @throws IllegalArgumentException if there is no such field, or it cannot be read
   */
  public static @Nullable Object child(Object record, String name) {
    return bare(nested(record, name));
  }

  private static @Nullable Object bare(@Nullable Object value) {
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  /**
   * A canonical value as one of the declared kind, or null if it is of another kind. Whole numbers
   * stand for decimals and, where exact, for floating point.
   */
  private static @Nullable Object fitting(TypeKind kind, Object value) {
    return switch (kind) {
      case STRING ->
          value instanceof String ? value : value instanceof CharSequence ? value.toString() : null;
      case BYTE, SHORT, INT, LONG -> value instanceof Long ? value : null;
      case FLOAT, DOUBLE ->
          value instanceof Double
              ? value
              : value instanceof Long whole && Math.abs(whole) <= EXACT
                  ? (Object) whole.doubleValue()
                  : null;
      case DECIMAL ->
          value instanceof BigDecimal
              ? value
              : value instanceof Long whole ? BigDecimal.valueOf(whole) : null;
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case DATE -> value instanceof LocalDate ? value : null;
      case TIMESTAMP -> value instanceof Instant ? value : null;
      case TIMESTAMP_NTZ -> value instanceof LocalDateTime ? value : null;
      case BINARY -> value instanceof byte[] ? value : null;
      case ARRAY -> value instanceof Collection || value.getClass().isArray() ? value : null;
      case MAP -> value instanceof Map ? value : null;
      case STRUCT, DYNAMIC, OTHER -> value;
    };
  }

  private static @Nullable Class<?> usual(TypeKind kind) {
    return switch (kind) {
      case STRING -> String.class;
      case BYTE, SHORT, INT, LONG -> Long.class;
      case FLOAT, DOUBLE -> Double.class;
      case DECIMAL -> BigDecimal.class;
      case BOOLEAN -> Boolean.class;
      case DATE -> LocalDate.class;
      case TIMESTAMP, TIMESTAMP_NTZ, BINARY, ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> null;
    };
  }

  /** Up to this, every whole number is a double. */
  private static final long EXACT = 1L << 53;

  private static final Schema.Type UNDECLARED = Schema.Type.of(TypeKind.DYNAMIC, "any type");

  private static @Nullable Object nested(@Nullable Object value, String name) {
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      return map.get(name);
    }
    Accessor accessor = Accessor.of(value.getClass()).get(name);
    if (accessor == null) {
      throw new IllegalArgumentException("the record has no field " + name);
    }
    return new Component(accessor).apply(value);
  }

  /**
   * Reads the values of some columns from records.
   *
   * @param <T> the class of the records
   */
  public static final class Reader<T> {

    private final Fields<T> fields;
    private final List<ColumnRef> columns;

    private final @Nullable Getter<Object, Object>[] direct;
    private final Schema.Type[] declared;

    /** Of each column, the class whose values are as its type has them. */
    private final @Nullable Class<?>[] usual;

    /** Of each column, what stands for values of another kind than declared, by their class. */
    private final Map<Class<?>, Unreadable>[] misfits;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private Reader(Fields<T> fields, List<ColumnRef> columns) {
      this.fields = fields;
      this.columns = columns;
      this.direct = direct(fields, columns);
      this.declared = new Schema.Type[columns.size()];
      this.usual = new Class<?>[columns.size()];
      this.misfits = new Map[columns.size()];
      for (int i = 0; i < declared.length; i++) {
        Schema.Type type = fields.schema.resolve(columns.get(i)).type();
        declared[i] = type == null ? UNDECLARED : type;
        usual[i] = usual(declared[i].kind());
        misfits[i] = new HashMap<>();
      }
    }

    /** The value as its declared type has it, or what raises that it is of another kind. */
    private @Nullable Object declared(int column, @Nullable Object read) {
      if (read == null || read.getClass() == usual[column]) {
        return read;
      }
      Object value = Values.canonical(read);
      Object fitting = fitting(declared[column].kind(), value);
      return fitting != null
          ? fitting
          : misfits[column].computeIfAbsent(
              value.getClass(),
              found ->
                  new Unreadable(
                      new Unfit(
                          "field "
                              + columns.get(column)
                              + " is declared as "
                              + declared[column].display()
                              + ", but a record holds a value of "
                              + found.getTypeName())));
    }

    /** The getters of columns that are no paths, so that no name is looked up for each record. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static @Nullable Getter<Object, Object>[] direct(
        Fields<?> fields, List<ColumnRef> columns) {
      @Nullable Getter<Object, Object>[] direct = new Getter[columns.size()];
      for (int i = 0; i < direct.length; i++) {
        List<String> parts = columns.get(i).parts();
        direct[i] = fields.maps || parts.size() > 1 ? null : fields.getters.get(parts.get(0));
      }
      return direct;
    }

    /**
     * The values of a record.
     *
     * @return canonical values in the order of the columns; where a field could not be read, or
     *     holds a value of another kind than declared, what stands for it raises the failure in
     *     whoever needs it
     */
    public @Nullable Object[] read(T record) {
      @Nullable Object[] values = new Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        try {
          Getter<Object, Object> getter = direct[i];
          values[i] =
              declared(
                  i,
                  getter == null || record == null
                      ? fields.get(record, columns.get(i))
                      : bare(getter.apply(record)));
        } catch (Throwable e) {
          values[i] = new Unreadable(unreadable(columns.get(i), e));
        }
      }
      return values;
    }

    private static RowFailure unreadable(ColumnRef column, Throwable e) {
      RowFailure failure = RowCode.failure(e);
      return new RowFailure("field " + column + " could not be read: " + failure.marked(), failure);
    }

    /**
     * The record as Java code sees it.
     *
     * @return the view
     */
    public RecordView view(T record) {
      return new View<>(fields, record);
    }
  }

  private record View<T>(Fields<T> fields, T record) implements RecordView {
    @Override
    public @Nullable Object get(String name) {
      return fields.get(record, ColumnRef.parse(name));
    }

    @Override
    public <R> R as(Class<R> type) {
      return type.cast(record);
    }
  }

  /**
   * Collects fields.
   *
   * @param <T> the class of the records
   */
  public static final class Builder<T> {

    private final Class<T> type;
    private final List<Schema.Field> fields = new ArrayList<>();
    private final Map<String, Getter<Object, Object>> getters = new LinkedHashMap<>();

    private Builder(Class<T> type) {
      this.type = type;
    }

    private Builder<T> add(String name, Class<?> valueType, Getter<T, ?> getter) {
      if (getters.containsKey(name)) {
        throw new IllegalArgumentException("field " + name + " is declared twice");
      }
      fields.add(new Schema.Field(name, typeOf(valueType, 0)));
      @SuppressWarnings("unchecked") // only ever applied to records of T
      Getter<Object, Object> untyped = (Getter<Object, Object>) getter;
      getters.put(name, untyped);
      return this;
    }

    /**
     * A text field.
     *
     * @param name its name
     * @param getter reads it
     * @return this builder
     */
    public Builder<T> string(String name, Getter<T, String> getter) {
      return add(name, String.class, getter);
    }

    /**
     * A whole-number field.
     *
     * @param name its name
     * @param getter reads it as an Integer or Long
     * @return this builder
     */
    public Builder<T> integer(String name, Getter<T, ? extends Number> getter) {
      return add(name, Long.class, getter);
    }

    /**
     * A decimal field.
     *
     * @param name its name
     * @param getter reads it
     * @return this builder
     */
    public Builder<T> decimal(String name, Getter<T, BigDecimal> getter) {
      return add(name, BigDecimal.class, getter);
    }

    /**
     * A floating-point field.
     *
     * @param name its name
     * @param getter reads it
     * @return this builder
     */
    public Builder<T> real(String name, Getter<T, Double> getter) {
      return add(name, Double.class, getter);
    }

    /**
     * A boolean field.
     *
     * @param name its name
     * @param getter reads it
     * @return this builder
     */
    public Builder<T> bool(String name, Getter<T, Boolean> getter) {
      return add(name, Boolean.class, getter);
    }

    /**
     * A date field.
     *
     * @param name its name
     * @param getter reads it
     * @return this builder
     */
    public Builder<T> date(String name, Getter<T, LocalDate> getter) {
      return add(name, LocalDate.class, getter);
    }

    /**
     * A field of points in time.
     *
     * @param name its name
     * @param getter reads it
     * @return this builder
     */
    public Builder<T> timestamp(String name, Getter<T, Instant> getter) {
      return add(name, Instant.class, getter);
    }

    /**
     * A field of dates and times without a zone.
     *
     * @param name its name
     * @param getter reads it
     * @return this builder
     */
    public Builder<T> localTimestamp(String name, Getter<T, LocalDateTime> getter) {
      return add(name, LocalDateTime.class, getter);
    }

    /**
     * A field of any class that has a column type: lists, maps and nested records too.
     *
     * @param name its name
     * @param valueType the class of its values
     * @param getter reads it
     * @param <V> that class
     * @return this builder
     */
    public <V> Builder<T> value(String name, Class<V> valueType, Getter<T, V> getter) {
      return add(name, valueType, getter);
    }

    /**
     * The fields declared so far.
     *
     * @return the fields
     * @throws IllegalArgumentException if there is none
     */
    public Fields<T> build() {
      if (fields.isEmpty()) {
        throw new IllegalArgumentException("declare at least one field of " + type.getName());
      }
      return new Fields<>(new Schema(fields, true, false), new LinkedHashMap<>(getters), false);
    }
  }

  /** A component or getter. */
  private record Component(Accessor accessor) implements Getter<Object, Object> {
    @Override
    public @Nullable Object apply(Object record) {
      try {
        return accessor.read(record);
      } catch (InvocationTargetException e) {
        throw RowCode.failure(accessor.name() + "()", e.getCause());
      }
    }
  }

  private static Schema.Type typeOf(Type generic, int depth) {
    if (generic instanceof ParameterizedType parameterized
        && parameterized.getRawType() == Optional.class) {
      return typeOf(parameterized.getActualTypeArguments()[0], depth);
    }
    Class<?> type =
        generic instanceof Class<?> plain
            ? plain
            : generic instanceof ParameterizedType p ? (Class<?>) p.getRawType() : Object.class;
    TypeKind kind = KINDS.get(type);
    if (kind == TypeKind.DECIMAL) {
      return Schema.Type.decimal(38, type == BigInteger.class ? 0 : -1);
    }
    if (kind != null) {
      return Schema.Type.of(kind, kind.name().toLowerCase(Locale.ROOT));
    }
    if (type.isEnum()) {
      return Schema.Type.of(TypeKind.STRING, "string");
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return new Schema.Type(TypeKind.ARRAY, "array", 0, 0, contents(generic, type, depth));
    }
    if (Map.class.isAssignableFrom(type)) {
      return new Schema.Type(TypeKind.MAP, "map", 0, 0, contents(generic, type, depth));
    }
    Map<String, Accessor> nested =
        type == Object.class || type.isInterface() || depth >= MAX_DEPTH
            ? Map.of()
            : Accessor.of(type);
    if (nested.isEmpty()) {
      return Schema.Type.of(TypeKind.OTHER, type.getSimpleName());
    }
    List<Schema.Field> children = new ArrayList<>();
    nested.forEach(
        (name, accessor) ->
            children.add(new Schema.Field(name, typeOf(accessor.type(), depth + 1))));
    return new Schema.Type(TypeKind.STRUCT, type.getSimpleName(), 0, 0, children);
  }

  /** The types of elements, or of keys and values, where the declaration says them. */
  private static List<Schema.Field> contents(Type generic, Class<?> type, int depth) {
    if (depth >= MAX_DEPTH) {
      return List.of();
    }
    if (type.isArray()) {
      return List.of(new Schema.Field("element", typeOf(type.getComponentType(), depth + 1)));
    }
    boolean map = Map.class.isAssignableFrom(type);
    if (!(generic instanceof ParameterizedType declared)
        || declared.getActualTypeArguments().length != (map ? 2 : 1)) {
      return List.of();
    }
    Type[] arguments = declared.getActualTypeArguments();
    return map
        ? List.of(
            new Schema.Field("key", typeOf(arguments[0], depth + 1)),
            new Schema.Field("value", typeOf(arguments[1], depth + 1)))
        : List.of(new Schema.Field("element", typeOf(arguments[0], depth + 1)));
  }

  private static final Map<Class<?>, TypeKind> KINDS = kinds();

  private static Map<Class<?>, TypeKind> kinds() {
    Map<Class<?>, TypeKind> kinds = new LinkedHashMap<>();
    for (Class<?> text : List.<Class<?>>of(String.class, char.class, Character.class)) {
      kinds.put(text, TypeKind.STRING);
    }
    kinds.put(CharSequence.class, TypeKind.STRING);
    kinds.put(byte.class, TypeKind.BYTE);
    kinds.put(Byte.class, TypeKind.BYTE);
    kinds.put(short.class, TypeKind.SHORT);
    kinds.put(Short.class, TypeKind.SHORT);
    kinds.put(int.class, TypeKind.INT);
    kinds.put(Integer.class, TypeKind.INT);
    kinds.put(long.class, TypeKind.LONG);
    kinds.put(Long.class, TypeKind.LONG);
    kinds.put(float.class, TypeKind.FLOAT);
    kinds.put(Float.class, TypeKind.FLOAT);
    kinds.put(double.class, TypeKind.DOUBLE);
    kinds.put(Double.class, TypeKind.DOUBLE);
    kinds.put(BigDecimal.class, TypeKind.DECIMAL);
    kinds.put(BigInteger.class, TypeKind.DECIMAL);
    kinds.put(boolean.class, TypeKind.BOOLEAN);
    kinds.put(Boolean.class, TypeKind.BOOLEAN);
    kinds.put(LocalDate.class, TypeKind.DATE);
    kinds.put(java.sql.Date.class, TypeKind.DATE);
    kinds.put(Instant.class, TypeKind.TIMESTAMP);
    kinds.put(Date.class, TypeKind.TIMESTAMP);
    kinds.put(java.sql.Timestamp.class, TypeKind.TIMESTAMP);
    kinds.put(LocalDateTime.class, TypeKind.TIMESTAMP_NTZ);
    kinds.put(byte[].class, TypeKind.BINARY);
    return Map.copyOf(kinds);
  }
}
