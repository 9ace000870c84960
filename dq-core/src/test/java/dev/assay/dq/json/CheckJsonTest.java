package dev.assay.dq.json;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.forEachColumnAll;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.strings;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.dq.Check;
import dev.assay.dq.Formats;
import dev.assay.dq.FunctionFacts;
import dev.assay.dq.Nodes;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.StatisticFacts;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Format;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.result.SuiteResult;
import dev.assay.dq.result.VerificationResult;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckJsonTest {

  private static final JsonSchemas CHECKS = JsonSchemas.of(CheckJson.class, "check-schema.json");
  private static final JsonSchemas RESULTS = JsonSchemas.of(CheckJson.class, "result-schema.json");
  private static final JsonSchemas SUITES =
      JsonSchemas.of(CheckJson.class, "suite-result-schema.json", "result-schema.json");

  @Test
  void every_node_comes_back_equal_and_fits_the_schema() {
    for (Requirement each : Nodes.all()) {
      Check check = Check.warning("one").require(each);
      String json = CheckJson.write(List.of(check));
      assertThat(CheckJson.read(json)).as(json).containsExactly(check);
      assertThat(CHECKS.problems(json)).as(json).isEmpty();
    }
    List<Check> facts = List.of(FunctionFacts.check(), StatisticFacts.check());
    assertThat(CheckJson.read(CheckJson.write(facts))).isEqualTo(facts);
    List<Check> both = List.of(Nodes.check(), Check.warning("empty"));
    assertThat(CheckJson.read(CheckJson.write(both))).isEqualTo(both);
    assertThat(CHECKS.problems(CheckJson.write(both))).isEmpty();
  }

  @Test
  void the_facts_fit_the_schema() {
    String facts = CheckJson.write(List.of(FunctionFacts.check(), StatisticFacts.check()));
    assertThat(CHECKS.problems(facts)).isEmpty();
  }

  @Test
  void equal_checks_are_written_alike_whatever_was_read() {
    for (Requirement each : Nodes.all()) {
      String json = CheckJson.write(List.of(Check.error("one").require(each)));
      assertThat(CheckJson.write(CheckJson.read(json))).isEqualTo(json);
    }
    String spelledOut =
        document(
            "{'tags': [], 'onNoRows': 'default', 'allowingViolations': 0, 'where': true,"
                + " 'failingOnNull': false, 'isBetween': [{'number': 'n'}, 1.0, 2e0, true, true]}");
    assertThat(CheckJson.write(CheckJson.read(spelledOut)))
        .isEqualTo(
            """
            {
              "format": "assay-checks",
              "version": 1,
              "checks": [{"name": "c", "constraints": [{"isBetween": [{"number": "n"}, 1, 2]}]}]
            }
            """);
  }

  /** Nine everyday rules, as a person writes them. */
  private static final String NINE =
      """
      {
        "format": "assay-checks",
        "version": 1,
        "checks": [
          {
            "name": "orders",
            "constraints": [
              {"rowCount": [], "isAtLeast": 1000},
              {"isComplete": {"string": "email"}},
              {
                "matches": [{"string": "email"}, {"format": "EMAIL"}],
                "forAtLeast": 0.99,
                "because": "old accounts have none"
              },
              {"isIn": [{"string": "status"}, "NEW", "PAID", "SHIPPED"], "failingOnNull": true},
              {
                "isAtLeast": [{"number": "amount"}, 0],
                "where": {"isEqualTo": [{"string": "status"}, "PAID"]}
              },
              {"mean": {"number": "amount"}, "isBetween": [10, 500], "onNoRows": "pass"},
              {"isAtLeast": [{"timestamp": "shipped_at"}, {"timestamp": "ordered_at"}]},
              {"uniqueness": [{"any": "shop"}, {"any": "order_id"}], "isEqualTo": 1},
              {
                "forEachColumn": "string",
                "matching": "_code$",
                "require": [
                  {"isTrimmed": {"string": "*"}},
                  {"matches": [{"string": "*"}, "[A-Z]{2,3}"], "allowingViolations": 5}
                ]
              }
            ]
          }
        ]
      }
      """;

  @Test
  void nine_rules_written_by_hand_are_those_of_the_language() {
    NumericColumn amount = number("amount");
    StringColumn email = string("email");
    StringColumn status = string("status");
    Check orders =
        Check.error("orders")
            .require(
                rowCount().isAtLeast(1_000),
                email.isComplete(),
                email.matches(Formats.EMAIL).forAtLeast(0.99).because("old accounts have none"),
                status.isIn("NEW", "PAID", "SHIPPED").failingOnNull(),
                amount.isNonNegative().where(status.isEqualTo("PAID")),
                amount.mean().isBetween(10, 500).onNoRows(OnNoRows.PASS),
                timestamp("shipped_at").isAfterOrAt(timestamp("ordered_at")),
                key("shop", "order_id").isUnique(),
                forEachColumnAll(
                    strings().matching("_code$"),
                    code ->
                        List.of(
                            code.isTrimmed(), code.matches("[A-Z]{2,3}").allowingViolations(5))));
    assertThat(CheckJson.read(NINE)).containsExactly(orders);
    assertThat(CHECKS.problems(NINE)).isEmpty();
    assertThat(NINE.lines().count()).isLessThan(40);
  }

  @Test
  void what_is_written_looks_as_if_written_by_hand() {
    assertThat(CheckJson.write(CheckJson.read(NINE))).isEqualTo(NINE);
  }

  @Test
  void what_is_left_out_is_what_the_methods_say() {
    assertThat(
            CheckJson.read(
                document(
                    "{'isBetween': [{'number': 'n'}, 1, 2]},"
                        + " {'matches': [{'string': 't'}, 'a+']},"
                        + " {'mean': {'number': 'n'}},"
                        + " {'isBetween': [{'number': 'n'}, 1, 2, false]}")))
        .containsExactly(
            Check.error("c")
                .require(
                    number("n").isBetween(1, 2),
                    string("t").matches("a+"),
                    number("n").mean().observed(),
                    number("n").isBetweenExcludingLow(1, 2)));
  }

  /** A stored check follows what is mended in a format, and keeps its history. */
  @Test
  void a_format_is_a_name_and_any_other_pattern_is_what_the_user_said() {
    StringColumn email = string("email");
    TextPattern own = TextPattern.named("EMAIL", ".+@.+");
    List<Check> checks =
        List.of(Check.error("c").require(email.matches(Formats.EMAIL), email.containsPattern(own)));
    String json = CheckJson.write(checks);
    assertThat(json)
        .contains("{\"matches\": [{\"string\": \"email\"}, {\"format\": \"EMAIL\"}]}")
        .contains(
            "{\"containsPattern\": [{\"string\": \"email\"},"
                + " {\"name\": \"EMAIL\", \"regex\": \".+@.+\"}]}");
    assertThat(CheckJson.read(json)).isEqualTo(checks);
    for (Format format : Format.values()) {
      assertThat(
              CheckJson.read(
                  document("{'matches': [{'string': 'a'}, {'format': '" + format.word() + "'}]}")))
          .containsExactly(Check.error("c").require(string("a").matches(format.pattern())));
    }
    assertThatThrownBy(
            () ->
                CheckJson.read(
                    document("{'containsPattern': [{'string': 'a'}, {'format': 'IBAN'}]}")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("containsPattern cannot look for IBAN");
  }

  @Test
  void a_column_whose_name_is_a_star_is_not_the_column_of_a_template() {
    List<Check> checks =
        List.of(
            Check.error("c")
                .require(
                    string("*").isComplete(),
                    forEachColumn(strings(), each -> each.isEqualTo(string("*")))));
    String json = CheckJson.write(checks);
    assertThat(json)
        .contains("{\"isComplete\": {\"string\": \"`*`\"}}")
        .contains("{\"isEqualTo\": [{\"string\": \"*\"}, {\"string\": \"`*`\"}]}");
    assertThat(CheckJson.read(json)).isEqualTo(checks);
    assertThatThrownBy(() -> CheckJson.read(document("{'distinctCount': {'any': '*'}}")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageStartingWith(
            "$.checks[0].constraints[0].distinctCount.any: \"*\" is the column of forEachColumn");
  }

  /** A column of dates and a date are both written with the word date. */
  @Test
  void a_date_is_a_constant_and_any_other_name_a_column() {
    List<Check> checks =
        List.of(
            Check.error("c")
                .require(
                    date("d").isBefore(date("e")),
                    date("d").isBefore(LocalDate.of(2024, 2, 29)),
                    date("d").isBefore(date("2024-02-30"))));
    assertThat(CheckJson.read(CheckJson.write(checks))).isEqualTo(checks);
    assertThat(
            CheckJson.read(
                document("{'isLessThan': [{'date': '`2024-02-29`'}, {'date': '2024-02-29'}]}")))
        .containsExactly(
            Check.error("c").require(date("2024-02-29").isBefore(LocalDate.of(2024, 2, 29))));
  }

  @Test
  void a_predicate_about_every_row_is_written_wherever_it_stands() {
    Predicate always = Predicate.of(Expr.Literal.TRUE);
    Check check =
        Check.error("c")
            .require(
                always,
                always.not(),
                always.implies(string("t").isComplete()),
                always.violations().isEqualTo(0))
            .onNoRows(OnNoRows.FAIL)
            .including(Check.error("d").require(string("t").isComplete().id("mine").because("so")));
    String json = CheckJson.write(List.of(check));
    assertThat(CheckJson.read(json)).containsExactly(check);
    assertThat(CHECKS.problems(json)).isEmpty();
  }

  private static String document(String constraint) {
    return "{\"format\": \"assay-checks\", \"version\": 1, \"checks\": [{\"name\": \"c\","
        + " \"constraints\": ["
        + constraint.replace('\'', '"')
        + "]}]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'isGreen': {'string': 'a'}} | $.checks[0].constraints[0].isGreen",
        "{'average': {'number': 'x'}, 'isAtLeast': 1} | $.checks[0].constraints[0].average",
        "{} | $.checks[0].constraints[0]",
        "7 | $.checks[0].constraints[0]",
        "true | $.checks[0].constraints[0]",
        "{'string': 'email'} | $.checks[0].constraints[0]",
        "{'isComplete': null} | $.checks[0].constraints[0].isComplete",
        "{'isComplete': []} | $.checks[0].constraints[0].isComplete",
        "{'isComplete': {'text': 'email'}} | $.checks[0].constraints[0].isComplete.text",
        "{'isComplete': {'any': 'x'}, 'a': 1} | $.checks[0].constraints[0].a",
        "{'isComplete': {'any': 'x'}, 'isNull': {'any': 'x'}} | $.checks[0].constraints[0]",
        "{'isComplete': {'any': 'x', 'string': 'x'}} | $.checks[0].constraints[0].isComplete",
        "{'isComplete': {'any': 'x'}, 'isAtLeast': 1} | $.checks[0].constraints[0]",
        "{'isComplete': {'any': 'x'}, 'isCloseTo': [1, 1]} | $.checks[0].constraints[0]",
        "{'isComplete': {'any': 'x'}, 'q': 1} | $.checks[0].constraints[0].q",
        "{'isComplete': {'any': 'x'}, 'where': null} | $.checks[0].constraints[0].where",
        "{'isComplete': {'any': 'x'}, 'where': {'string': 's'}} |"
            + " $.checks[0].constraints[0].where",
        "{'isComplete': {'any': 'x'}, 'forAtLeast': 99} | $.checks[0].constraints[0].forAtLeast",
        "{'isComplete': {'any': 'x'}, 'forAtLeast': '99%'} |"
            + " $.checks[0].constraints[0].forAtLeast",
        "{'isComplete': {'any': 'x'}, 'forAtLeastRows': 1.5} |"
            + " $.checks[0].constraints[0].forAtLeastRows",
        "{'isComplete': {'any': 'x'}, 'forAtLeast': 0.5, 'forAtMost': 0.9} |"
            + " $.checks[0].constraints[0]",
        "{'isComplete': {'any': 'x'}, 'onNoRows': 'ignore'} |"
            + " $.checks[0].constraints[0].onNoRows",
        "{'isComplete': {'any': 'x'}, 'tags': 'a'} | $.checks[0].constraints[0].tags",
        "{'isComplete': {'any': 'x'}, 'tags': [1]} | $.checks[0].constraints[0].tags[0]",
        "{'isComplete': {'any': 'x'}, 'id': ''} | $.checks[0].constraints[0]",
        "{'and': [{'sql': ''}, true]} | $.checks[0].constraints[0].and[0].sql",
        "{'and': [{'sql': 'a > b'}]} | $.checks[0].constraints[0].and",
        "{'and': [{'length': {'string': 'a'}}, true]} | $.checks[0].constraints[0].and[0]",
        "{'not': 1} | $.checks[0].constraints[0].not",
        "{'isIn': {'string': 'a'}} | $.checks[0].constraints[0].isIn",
        "{'isIn': [{'string': 'a'}]} | $.checks[0].constraints[0].isIn",
        "{'isAtLeast': [{'number': 'a'}]} | $.checks[0].constraints[0].isAtLeast",
        "{'isAtLeast': [{'number': 'a'}, 1, 2]} | $.checks[0].constraints[0].isAtLeast",
        "{'isBetween': [{'number': 'a'}, 1]} | $.checks[0].constraints[0].isBetween",
        "{'isBetween': [{'number': 'a'}, 1, 2, 3]} | $.checks[0].constraints[0].isBetween[3]",
        "{'matches': [{'string': 'a'}, 7]} | $.checks[0].constraints[0].matches[1]",
        "{'matches': [{'string': 'a'}, {'regex': 'a'}]} |"
            + " $.checks[0].constraints[0].matches[1].name",
        "{'matches': [{'string': 'a'}, {'name': 'n', 'regex': 'a', 'flags': 'i'}]} |"
            + " $.checks[0].constraints[0].matches[1].flags",
        "{'matches': [{'string': 'a'}, {'format': 'MAIL'}]} |"
            + " $.checks[0].constraints[0].matches[1].format",
        "{'isEqualTo': [{'string': 'a'}, {'regex': 'a+'}]} |"
            + " $.checks[0].constraints[0].isEqualTo[1].regex",
        "{'isLessThan': [{'timestamp': 't'}, {'instant': 'now'}]} |"
            + " $.checks[0].constraints[0].isLessThan[1].instant",
        "{'quantile': {'number': 'x'}, 'q': 2} | $.checks[0].constraints[0]",
        "{'quantile': {'number': 'x'}} | $.checks[0].constraints[0].q",
        "{'correlation': [{'number': 'x'}]} | $.checks[0].constraints[0]",
        "{'mean': {'number': 'x'}, 'where': {'number': 'y'}} | $.checks[0].constraints[0].where",
        "{'mean': {'number': 'x'}, 'limit': 2} | $.checks[0].constraints[0].limit",
        "{'mean': {'number': 'x'}, 'max': {'number': 'x'}} | $.checks[0].constraints[0]",
        "{'mean': {'number': 'x'}, 'isAtLeast': 1, 'isAtMost': 2} | $.checks[0].constraints[0]",
        "{'mean': {'number': 'x'}, 'isAtLeast': [1]} | $.checks[0].constraints[0].isAtLeast",
        "{'mean': {'number': 'x'}, 'isBetween': [1]} | $.checks[0].constraints[0].isBetween",
        "{'mean': {'number': 'x'}, 'isCloseTo': [1, '2']} |"
            + " $.checks[0].constraints[0].isCloseTo[1]",
        "{'mean': {'number': 'x'}, 'isCloseTo': 1} | $.checks[0].constraints[0].isCloseTo",
        "{'mean': {'number': 'x'}, 'forAtLeast': 0.9} | $.checks[0].constraints[0].forAtLeast",
        "{'mean': {'number': 'x'}, 'failingOnNull': true} |"
            + " $.checks[0].constraints[0].failingOnNull",
        "{'max': {'date': 'd'}, 'isAbout': 1} | $.checks[0].constraints[0].isAbout",
        "{'max': {'date': 'd'}, 'isEqualTo': {'date': 'x'}} |"
            + " $.checks[0].constraints[0].isEqualTo.date",
        "{'forEachColumn': 'text', 'require': [{'isNull': {'any': '*'}}]} |"
            + " $.checks[0].constraints[0].forEachColumn",
        "{'forEachColumn': 'any'} | $.checks[0].constraints[0].require",
        "{'forEachColumn': 'any', 'require': []} | $.checks[0].constraints[0]",
        "{'forEachColumn': 'any', 'require': [{'isnull': {'any': '*'}}]} |"
            + " $.checks[0].constraints[0].require[0].isnull",
        "{'forEachColumn': 'any', 'require': [{'isNull': {'any': '*'}}], 'where': true} |"
            + " $.checks[0].constraints[0].where",
        "{'rowCount': [{'number': 'x'}]} | $.checks[0].constraints[0].rowCount",
        "{'rowCount': 'x'} | $.checks[0].constraints[0].rowCount",
        "{'isLessThan': [{'timestamp': 't'}, {'runTime': [1]}]} |"
            + " $.checks[0].constraints[0].isLessThan[1].runTime",
        "{'ratio': [{'rowCount': []}]} | $.checks[0].constraints[0].ratio",
        "{'ratio': {'rowCount': []}} | $.checks[0].constraints[0].ratio",
        "{'ratio': [{'rowCount': []}, {'rowCount': [], 'isAtLeast': 1}]} |"
            + " $.checks[0].constraints[0].ratio[1].isAtLeast",
        "{'total': [{'rowCount': []}, {'average': {'number': 'x'}}]} |"
            + " $.checks[0].constraints[0].total[1]"
      })
  void a_wrong_place_is_named_and_the_schema_refuses_it_too(String constraint, String path) {
    String json = document(constraint);
    assertThatThrownBy(() -> CheckJson.read(json))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageStartingWith(path + ": ");
    assertThat(CHECKS.problems(json)).isNotEmpty();
  }

  @Test
  void only_what_counts_tell_is_of_a_baseline() {
    String json =
        document(
            "{'%s': [{'number': 'x'}, {'baseline': 'b', 'edges': [0, 9], 'counts': [1, 5, 2]}]}");
    for (Statistic each : Statistic.values()) {
      String said = json.replace("%s", each.word());
      if (each.isOfTwo() && each != Statistic.KOLMOGOROV_SMIRNOV) {
        assertThat(CheckJson.read(said)).hasSize(1);
        assertThat(CHECKS.problems(said)).isEmpty();
      } else {
        assertThatThrownBy(() -> CheckJson.read(said)).isInstanceOf(CheckFormatException.class);
        assertThat(CHECKS.problems(said)).as(said).isNotEmpty();
      }
    }
  }

  @Test
  void a_wrong_word_is_answered_with_those_that_are_known_the_nearest_first() {
    assertThatThrownBy(() -> CheckJson.read(document("{'isCompleet': {'string': 'a'}}")))
        .hasMessageStartingWith(
            "$.checks[0].constraints[0].isCompleet: \"isCompleet\" is not known here; what is,"
                + " nearest first: isComplete, ")
        .hasMessageContaining("uniqueness")
        .hasMessageContaining("forEachColumn");
    assertThatThrownBy(
            () -> CheckJson.read(document("{'matches': [{'string': 'a'}, {'format': 'IPV5'}]}")))
        .hasMessageContaining("\"IPV5\" is not known here; what is, nearest first: IPV4, IPV6, ")
        .hasMessageContaining("EMAIL");
    assertThatThrownBy(
            () ->
                CheckJson.read(
                    "{'format': 'assay-checks', 'version': 1, 'checks': [{'nam': 'c'}]}"
                        .replace('\'', '"')))
        .hasMessage("$.checks[0].name: is missing");
    assertThatThrownBy(
            () ->
                CheckJson.read(
                    "{'format': 'assay-checks', 'version': 1, 'checks': [{'name': 'c', 'level':"
                        .concat(" 'error'}]}")
                        .replace('\'', '"')))
        .hasMessageStartingWith("$.checks[0].level: \"level\" is not known here");
  }

  /** Jackson's own place is that of the mistake or the one after it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\\n  'format': 'assay-checks',\\n  'version' 1} ; 3 ; 1[34]",
        "{'a': 1, 'a': 2} ; 1 ; 1[23]",
        "{} {} ; 1 ; [45]",
        "{'a': [1, 2} ; 1 ; 1[23]",
        "{'a': tru} ; 1 ; (?:[789]|10)",
        "x ; 1 ; [12]"
      },
      quoteCharacter = '~')
  void a_mistake_of_syntax_is_named_by_line_and_column(String json, int line, String column) {
    assertThatThrownBy(() -> CheckJson.read(json.replace("\\n", "\n").replace('\'', '"')))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageMatching("line " + line + ", column " + column + ": this is not JSON: .*");
  }

  @Test
  void a_document_without_content_or_with_a_very_long_number_is_refused() {
    assertThatThrownBy(() -> CheckJson.read(""))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageStartingWith("line 1, column ");
    assertThatThrownBy(() -> CheckJson.read("null"))
        .isInstanceOf(CheckFormatException.class)
        .hasMessage("$: expected an object, but found null");
    assertThatThrownBy(() -> CheckJson.read("[1" + "0".repeat(5_000) + "]"))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageStartingWith("$[0]: ");
  }

  @Test
  void what_is_stated_twice_is_refused() {
    String constraint = "{'isBlank': {'string': 'a'}}";
    assertThatThrownBy(() -> CheckJson.read(document(constraint + ", " + constraint)))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageMatching(
            "\\$\\.checks\\[0]: Check \\[.+] states the same twice: a is blank: .+");
  }

  @Test
  void other_formats_and_versions_are_refused() {
    assertThatThrownBy(() -> CheckJson.read("[1]"))
        .isInstanceOf(CheckFormatException.class)
        .hasMessage("$: expected an object, but found a list");
    assertThatThrownBy(() -> CheckJson.read("{\"format\": \"x\"}"))
        .hasMessageContaining("$.format")
        .hasMessageContaining("assay-checks");
    assertThatThrownBy(
            () -> CheckJson.read("{\"format\": \"assay-checks\", \"version\": 2, \"checks\": []}"))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("$.version")
        .hasMessageContaining("2");
    assertThatThrownBy(() -> CheckJson.read("{\"format\": \"assay-checks\", \"format\": 1}"))
        .isInstanceOf(CheckFormatException.class);
    assertThatThrownBy(() -> CheckJson.read("{} {}")).isInstanceOf(CheckFormatException.class);
  }

  @Test
  void java_code_has_no_written_form() {
    assertThatThrownBy(
            () -> CheckJson.write(List.of(Check.error("c").require(rowSatisfies("l", r -> true)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Java code has no written form");
  }

  @Test
  void results_fit_their_schema() throws IOException {
    Fields<Map<String, ?>> fields =
        Fields.ofMap(Map.of("email", String.class, "amount", Double.class));
    List<Map<String, ?>> records =
        List.of(Map.of("email", "a@b.co", "amount", 1.0), Map.of("amount", Double.NaN));
    VerificationResult result =
        LocalDataQuality.on(records, fields)
            .check(Nodes.check(), Check.warning("empty"))
            .withSamples(2, "amount")
            .run();
    String json = JsonReport.render(result);
    assertThat(RESULTS.problems(json)).as(json).isEmpty();
    assertThat(RESULTS.problems(json.replace("\"FAIL\"", "\"MAYBE\""))).isNotEmpty();

    Map<String, VerificationResult> both = new LinkedHashMap<>();
    both.put("b", result);
    both.put("a \"quoted\"", result);
    String ofSuite = JsonReport.render(new SuiteResult(both));
    assertThat(SUITES.problems(ofSuite)).as(ofSuite).isEmpty();
    assertThat(SUITES.problems(ofSuite.replace("\"FAIL\"", "\"MAYBE\""))).isNotEmpty();
    JsonNode suite = new ObjectMapper().readTree(ofSuite);
    assertThat(suite.get("datasets"))
        .extracting(each -> each.get("name").asText())
        .containsExactly("b", "a \"quoted\"");
    for (JsonNode dataset : suite.get("datasets")) {
      assertThat(dataset.get("result")).isEqualTo(new ObjectMapper().readTree(json));
    }
  }
}
