package dev.assay.dq.spark.internal.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * The subqueries in SQL of the user's, as far as their words tell: enough to say that they are
 * there and to warn, never to decide a verdict.
 */
public final class Subqueries {

  private static final Set<String> STARTS = Set.of("SELECT", "WITH", "VALUES");
  private static final Set<String> CONDITIONS = Set.of("WHERE", "ON", "HAVING");

  private Subqueries() {}

  /** A word, a quoted name or a sign; texts and comments are left out. */
  private record Token(String text, boolean name) {
    boolean is(String word) {
      return text.equalsIgnoreCase(word);
    }
  }

  /** How many subqueries an expression holds, nested ones included. */
  public static int count(String sql) {
    return starts(tokens(sql)).size();
  }

  /** Whether a function is followed by OVER, but for those in subqueries. */
  public static boolean looksThroughWindow(String sql) {
    List<Token> tokens = new ArrayList<>(tokens(sql));
    for (List<Integer> starts = starts(tokens); !starts.isEmpty(); starts = starts(tokens)) {
      tokens.subList(starts.get(0), end(tokens, starts.get(0))).clear();
    }
    for (int i = 1; i + 1 < tokens.size(); i++) {
      Token next = tokens.get(i + 1);
      boolean follows = tokens.get(i - 1).is(")") || tokens.get(i - 1).is("NULLS");
      if (tokens.get(i).is("OVER") && follows && (next.is("(") || next.name())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Warns where a condition in a subquery uses a column's bare name that the data and a table of
   * the subquery both have: Spark takes the table's, so the row of the data is not compared at all.
   *
   * @return the warning with the fix, or null if there is none
   */
  public static @Nullable String shadowing(Dataset<?> data, String sql) {
    Set<String> outer = lower(data.columns());
    List<Token> tokens = tokens(sql);
    for (int start : starts(tokens)) {
      List<Token> inside = tokens.subList(start, end(tokens, start));
      Map<String, String> tables = columns(data, inside);
      boolean condition = false;
      for (int i = 0; i < inside.size(); i++) {
        Token token = inside.get(i);
        condition |= CONDITIONS.contains(token.text().toUpperCase(Locale.ROOT));
        boolean bare =
            token.name()
                && !(i > 0 && inside.get(i - 1).is("."))
                && !(i + 1 < inside.size()
                    && (inside.get(i + 1).is(".") || inside.get(i + 1).is("(")));
        String name = token.text().toLowerCase(Locale.ROOT);
        if (condition && bare && outer.contains(name) && tables.containsKey(name)) {
          return "in the subquery, "
              + token.text()
              + " is the column of "
              + tables.get(name)
              + ", which hides the column of this dataset: qualify it, and where this dataset's is"
              + " meant, verify data.alias(\"d\") and say d."
              + token.text();
        }
      }
    }
    return null;
  }

  /** The columns of the tables that a subquery reads, each with its table. */
  private static Map<String, String> columns(Dataset<?> data, List<Token> inside) {
    Map<String, String> columns = new HashMap<>();
    for (int i = 0; i + 1 < inside.size(); i++) {
      if (!inside.get(i).is("FROM") && !inside.get(i).is("JOIN")) {
        continue;
      }
      StringBuilder table = new StringBuilder();
      for (int j = i + 1; j < inside.size(); j += 2) {
        table.append('`').append(inside.get(j).text().replace("`", "``")).append('`');
        if (j + 1 >= inside.size() || !inside.get(j + 1).is(".")) {
          break;
        }
        table.append('.');
      }
      for (String column : columnsOf(data, table.toString())) {
        columns.putIfAbsent(column.toLowerCase(Locale.ROOT), table.toString().replace("`", ""));
      }
    }
    return columns;
  }

  /** The columns of a table; none of a name of the query's own, such as one that WITH defines. */
  private static List<String> columnsOf(Dataset<?> data, String table) {
    List<String> columns = new ArrayList<>();
    Analysis.refusal(() -> columns.addAll(List.of(data.sparkSession().table(table).columns())));
    return columns;
  }

  private static Set<String> lower(String[] names) {
    Set<String> lower = new HashSet<>();
    for (String name : names) {
      lower.add(name.toLowerCase(Locale.ROOT));
    }
    return lower;
  }

  /** Where subqueries start: behind their opening parenthesis. */
  private static List<Integer> starts(List<Token> tokens) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      Token next = tokens.get(i + 1);
      if (tokens.get(i).is("(")
          && STARTS.contains(next.text().toUpperCase(Locale.ROOT))
          && !tokens.get(i + 2).is(")")) {
        starts.add(i + 1);
      }
    }
    return starts;
  }

  private static int end(List<Token> tokens, int start) {
    int open = 1;
    for (int i = start; i < tokens.size(); i++) {
      open += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return tokens.size();
  }

  private static List<Token> tokens(String sql) {
    List<Token> tokens = new ArrayList<>();
    int i = 0;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      int end = i + 1;
      if (Character.isWhitespace(c)) {
        i = end;
        continue;
      }
      if (sql.startsWith("--", i)) {
        int line = sql.indexOf('\n', i);
        i = line < 0 ? sql.length() : line;
        continue;
      }
      if (sql.startsWith("/*", i)) {
        int close = sql.indexOf("*/", i + 2);
        i = close < 0 ? sql.length() : close + 2;
        continue;
      }
      if (c == '\'' || c == '"' || c == '`') {
        while (end < sql.length() && sql.charAt(end) != c) {
          end += sql.charAt(end) == '\\' && c != '`' ? 2 : 1;
        }
        if (c == '`') {
          tokens.add(new Token(sql.substring(i + 1, Math.min(end, sql.length())), true));
        } else {
          tokens.add(new Token("''", false));
        }
        i = end + 1;
        continue;
      }
      boolean word = Character.isLetter(c) || c == '_';
      while (word && end < sql.length() && isPart(sql.charAt(end))) {
        end++;
      }
      tokens.add(new Token(sql.substring(i, end), word));
      i = end;
    }
    return tokens;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
