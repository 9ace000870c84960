package dev.assay.dq.spark.internal.compile;

import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.Test;

/** What one walk over the bytes of a text tells of it. */
class TextFactTest {

  /** The property White_Space, as Unicode's PropList.txt has it. */
  private static final String WHITE =
      "\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
          + "\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

  private static boolean isWhite(int codePoint) {
    return WHITE.indexOf(codePoint) >= 0;
  }

  private static boolean holds(TextFact fact, String text) {
    return switch (fact) {
      case BLANK -> text.codePoints().allMatch(TextFactTest::isWhite);
      case TRIMMED ->
          text.isEmpty()
              || !(isWhite(text.codePointAt(0)) || isWhite(text.codePointBefore(text.length())));
      case ASCII -> text.chars().allMatch(c -> c < 0x80);
      case WITHOUT_CONTROL ->
          text.codePoints().allMatch(c -> Character.getType(c) != Character.CONTROL);
      case DIGITS -> !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
      case LOWER -> text.toLowerCase(Locale.ROOT).equals(text);
      case UPPER -> text.toUpperCase(Locale.ROOT).equals(text);
    };
  }

  @Test
  void each_character_is_judged_alone_inside_and_at_the_ends() {
    List<String> texts = new ArrayList<>(List.of("", "0", "09", "aB", "A B", "a b ", "  "));
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x10000 ? 1 : 97) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        String one = Character.toString(c);
        texts.addAll(List.of(one, one + "1", "1" + one, "x" + one + "x"));
      }
    }
    for (String text : texts) {
      int facts = TextFact.of(text.getBytes(StandardCharsets.UTF_8));
      Set<TextFact> found = EnumSet.noneOf(TextFact.class);
      Set<TextFact> expected = EnumSet.noneOf(TextFact.class);
      for (TextFact each : TextFact.values()) {
        if ((facts & each.bit()) != 0) {
          found.add(each);
        }
        if (holds(each, text)) {
          expected.add(each);
        }
      }
      assertThat(found).as(text).isEqualTo(expected);
    }
  }

  @Test
  void that_a_text_is_itself_in_a_case_is_a_fact_whichever_side_says_so() {
    Expr x = string("x").expr();
    ColumnRef ref = ColumnRef.exactly("x");
    Lowering<Column> columns =
        Lowering.toColumns(Map.of(ref, Schema.Type.of(TypeKind.STRING, "string")));
    Map.of(Function.LOWER, TextFact.LOWER, Function.UPPER, TextFact.UPPER)
        .forEach(
            (function, fact) -> {
              Expr cased = Expr.call(function, x);
              String due = fact.of(ColumnNames.column(ref)).toString();
              assertThat(columns.compile(Expr.call(Function.EQUAL, x, cased))).hasToString(due);
              assertThat(columns.compile(Expr.call(Function.EQUAL, cased, x))).hasToString(due);
            });
  }
}
