package dev.assay.dq.internal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns and types as SQL declares them: {@code id BIGINT NOT NULL, tags ARRAY<STRING>, address
 * STRUCT<city: STRING NOT NULL, zip: STRING>}. Names that are not of letters, digits and
 * underscores stand in backticks, doubled where they hold one; a comment is read and dropped.
 * {@code DECIMAL} alone has 10 digits, as in SQL.
 */
public final class SchemaText {

  private static final int MOST_COLUMNS = 10_000;
  private static final int DEEPEST = 50;
  private static final int MOST_DIGITS = 38;

  /** A type, and whether values may be missing. */
  public record Declared(Schema.Type type, boolean notNull) {}

  private final String text;
  private final Set<List<String>> required = new LinkedHashSet<>();
  private int at;

  private SchemaText(String text) {
    this.text = text;
  }

  /**
   * Reads columns.
   *
   * @return the columns, with those that are not null as all that is known of nulls
   * @throws IllegalArgumentException with the position, if it is anything else
   */
  public static Schema read(String text) {
    SchemaText reader = new SchemaText(Args.notBlank(text, "schema"));
    List<Schema.Field> fields = reader.fields(List.of(), 0);
    reader.end();
    return new Schema(fields, true, false, reader.required, Map.of());
  }

  /**
   * Reads a type, which {@code NOT NULL} may follow.
   *
   * @throws IllegalArgumentException with the position, if it is anything else
   */
  public static Declared type(String text) {
    SchemaText reader = new SchemaText(Args.notBlank(text, "type"));
    Schema.Type type = reader.type(List.of(), 0);
    boolean notNull = reader.notNull();
    reader.end();
    return new Declared(type, notNull);
  }

  /** The text that {@link #read} makes this schema of. */
  public static String of(Schema schema) {
    return fields(schema.fields(), schema.required(), List.of(), " ");
  }

  private static String fields(
      List<Schema.Field> fields,
      @Nullable Set<List<String>> required,
      List<String> outer,
      String between) {
    return fields.stream()
        .map(
            field -> {
              List<String> path = path(outer, field.name());
              return name(field.name())
                  + between
                  + of(field.type(), required, path)
                  + (required != null && required.contains(path) ? " NOT NULL" : "");
            })
        .collect(Collectors.joining(", "));
  }

  /** A type as SQL writes it. */
  public static String of(Schema.Type type) {
    return of(type, null, List.of());
  }

  /** The same with what is known of nulls in it. */
  static String of(Schema.Type type, @Nullable Set<List<String>> required, List<String> path) {
    return switch (type.kind()) {
      case STRING -> "STRING";
      case BYTE -> "TINYINT";
      case SHORT -> "SMALLINT";
      case INT -> "INT";
      case LONG -> "BIGINT";
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      case DECIMAL ->
          type.scale() < 0 ? "DECIMAL" : "DECIMAL(" + type.precision() + "," + type.scale() + ")";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
      case TIMESTAMP_NTZ -> "TIMESTAMP_NTZ";
      case BINARY -> "BINARY";
      case ARRAY -> "ARRAY<" + of(type.child(0), required, path(path, "element")) + ">";
      case MAP ->
          "MAP<"
              + of(type.child(0), required, path(path, "key"))
              + ", "
              + of(type.child(1), required, path(path, "value"))
              + ">";
      case STRUCT -> "STRUCT<" + fields(type.children(), required, path, ": ") + ">";
      case DYNAMIC -> "undeclared";
      case OTHER -> type.display();
    };
  }

  static List<String> path(List<String> outer, String name) {
    List<String> path = new ArrayList<>(outer);
    path.add(name);
    return List.copyOf(path);
  }

  /** A name in backticks unless it is plain. */
  public static String name(String name) {
    boolean plain = !name.isEmpty() && name.codePoints().allMatch(SchemaText::isPlain);
    return plain ? name : "`" + name.replace("`", "``") + "`";
  }

  private static boolean isPlain(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  // ---- reading

  private List<Schema.Field> fields(List<String> outer, int depth) {
    List<Schema.Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    do {
      int start = skip();
      String name = identifier("the name of a column");
      if (!names.add(name)) {
        at = start;
        throw wrong("the second column " + name(name));
      }
      if (fields.size() == MOST_COLUMNS) {
        throw wrong("more than " + MOST_COLUMNS + " columns");
      }
      accept(':');
      List<String> path = path(outer, name);
      fields.add(new Schema.Field(name, type(path, depth)));
      if (notNull()) {
        required.add(path);
      }
      comment();
    } while (accept(','));
    return fields;
  }

  private Schema.Type type(List<String> path, int depth) {
    int start = skip();
    if (depth > DEEPEST) {
      throw wrong("types nested more than " + DEEPEST + " deep");
    }
    String word = word().toUpperCase(Locale.ROOT);
    return switch (word) {
      case "STRING" -> atomic(TypeKind.STRING);
      case "TINYINT", "BYTE" -> atomic(TypeKind.BYTE);
      case "SMALLINT", "SHORT" -> atomic(TypeKind.SHORT);
      case "INT", "INTEGER" -> atomic(TypeKind.INT);
      case "BIGINT", "LONG" -> atomic(TypeKind.LONG);
      case "FLOAT", "REAL" -> atomic(TypeKind.FLOAT);
      case "DOUBLE" -> atomic(TypeKind.DOUBLE);
      case "BOOLEAN" -> atomic(TypeKind.BOOLEAN);
      case "DATE" -> atomic(TypeKind.DATE);
      case "TIMESTAMP", "TIMESTAMP_LTZ" -> atomic(TypeKind.TIMESTAMP);
      case "TIMESTAMP_NTZ" -> atomic(TypeKind.TIMESTAMP_NTZ);
      case "BINARY" -> atomic(TypeKind.BINARY);
      case "DECIMAL", "DEC", "NUMERIC" -> decimal();
      case "ARRAY" -> {
        expect('<');
        Schema.Type element = type(path(path, "element"), depth + 1);
        expect('>');
        yield nested(TypeKind.ARRAY, new Schema.Field("element", element));
      }
      case "MAP" -> {
        expect('<');
        Schema.Type key = type(path(path, "key"), depth + 1);
        expect(',');
        Schema.Type value = type(path(path, "value"), depth + 1);
        expect('>');
        yield nested(TypeKind.MAP, new Schema.Field("key", key), new Schema.Field("value", value));
      }
      case "STRUCT" -> {
        expect('<');
        List<Schema.Field> fields = fields(path, depth + 1);
        expect('>');
        yield nested(TypeKind.STRUCT, fields.toArray(Schema.Field[]::new));
      }
      default -> {
        at = start;
        throw wrong(
            word.isEmpty()
                ? "no type"
                : word
                    + ", which is none of STRING, BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT,"
                    + " DOUBLE, DECIMAL(p,s), DATE, TIMESTAMP, TIMESTAMP_NTZ, BINARY, ARRAY<…>,"
                    + " MAP<…, …> and STRUCT<…>");
      }
    };
  }

  private static Schema.Type atomic(TypeKind kind) {
    Schema.Type type = Schema.Type.of(kind, "");
    return Schema.Type.of(kind, of(type).toLowerCase(Locale.ROOT));
  }

  private static Schema.Type nested(TypeKind kind, Schema.Field... children) {
    Schema.Type type = new Schema.Type(kind, "", 0, 0, List.of(children));
    return new Schema.Type(kind, of(type).toLowerCase(Locale.ROOT), 0, 0, List.of(children));
  }

  private Schema.Type decimal() {
    int precision = 10;
    int scale = 0;
    int start = at;
    if (accept('(')) {
      precision = number();
      scale = accept(',') ? number() : 0;
      expect(')');
    }
    if (precision < 1 || precision > MOST_DIGITS || scale > precision) {
      at = start;
      throw wrong("a decimal of " + precision + " digits, " + scale + " of them behind the point");
    }
    return Schema.Type.decimal(precision, scale);
  }

  private int number() {
    int start = skip();
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start || at - start > 2) {
      at = start;
      throw wrong("no number of up to two digits");
    }
    return Integer.parseInt(text.substring(start, at));
  }

  private boolean notNull() {
    int start = skip();
    if (!word().equalsIgnoreCase("NOT")) {
      at = start;
      return false;
    }
    int second = skip();
    if (!word().equalsIgnoreCase("NULL")) {
      at = second;
      throw wrong("no NULL behind NOT");
    }
    return true;
  }

  private void comment() {
    int start = skip();
    if (!word().equalsIgnoreCase("COMMENT")) {
      at = start;
      return;
    }
    skip();
    char quote = at < text.length() ? text.charAt(at) : 0;
    if (quote != '\'' && quote != '"') {
      throw wrong("no quoted text behind COMMENT");
    }
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw wrong("a comment that is not closed");
    }
    at++;
  }

  private String identifier(String what) {
    if (at < text.length() && text.charAt(at) == '`') {
      StringBuilder name = new StringBuilder();
      int start = at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c != '`') {
          name.append(c);
        } else if (at < text.length() && text.charAt(at) == '`') {
          name.append('`');
          at++;
        } else {
          return name.toString();
        }
      }
      at = start;
      throw wrong("a backtick that is not closed");
    }
    String name = word();
    if (name.isEmpty()) {
      throw wrong("something else than " + what);
    }
    return name;
  }

  private String word() {
    int start = at;
    while (at < text.length() && isPlain(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return text.substring(start, at);
  }

  private int skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean accept(char c) {
    skip();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw wrong("no " + c);
    }
  }

  private void end() {
    skip();
    if (at < text.length()) {
      throw wrong("more than columns with their types");
    }
  }

  private IllegalArgumentException wrong(String what) {
    int from = Math.max(0, at - 20);
    String before = (from > 0 ? "…" : "") + text.substring(from, Math.min(at, text.length()));
    String after = text.substring(Math.min(at, text.length()), Math.min(text.length(), at + 20));
    return new IllegalArgumentException(
        "The schema has "
            + what
            + " at character "
            + (text.codePointCount(0, Math.min(at, text.length())) + 1)
            + ", after \""
            + before
            + "\""
            + (after.isEmpty() ? ", where it ends" : ", before \"" + after + "\"")
            + ": write it as in id BIGINT NOT NULL, price DECIMAL(10,2), `a name` STRING");
  }
}
