package dev.assay.dq.spark;

import static dev.assay.dq.Columns.anyColumns;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.numbers;
import static dev.assay.dq.Columns.strings;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.upper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Expression;
import dev.assay.dq.Requirement;
import dev.assay.dq.Selector;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.VerificationResult;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Columns that are selected by what a schema says of them besides their types. */
class TaggedColumnsTest {

  private static final StructType SCHEMA =
      StructType.fromDDL(
              "id INT COMMENT 'the key of a person', note STRING, plain STRING COMMENT ''")
          .add("email", DataTypes.StringType, true, tags("{\"pii\":true,\"comment\":\"personal\"}"))
          .add("phone", DataTypes.StringType, true, tags("{\"pii\":{\"of\":[1]},\"key\":0}"))
          .add("age", DataTypes.IntegerType, true, tags("{\"pii\":[],\"comment\":\"Personal\"}"))
          .add("city", DataTypes.StringType, true, tags("{\"pii\":false,\"no pii\":true}"));

  private static Metadata tags(String json) {
    return Metadata.fromJson(json);
  }

  private static Dataset<Row> people() {
    return SharedSpark.session()
        .createDataFrame(
            List.of(
                RowFactory.create(1, "n", "p", "a@b.c", null, 40, "Ulm"),
                RowFactory.create(2, "n", "p", null, null, 41, null)),
            SCHEMA);
  }

  private static List<String> told(VerificationResult result) {
    return result.constraints().stream()
        .map(
            (ConstraintResult each) ->
                each.status()
                    + " "
                    + each.sentence()
                    + (each.error() == null ? "" : ": " + each.error().message()))
        .toList();
  }

  private static List<String> told(Dataset<Row> data, Requirement requirement) {
    Check check = Check.error("c").require(requirement);
    assertThat(CheckJson.read(CheckJson.write(List.of(check)))).containsExactly(check);
    return told(DataQuality.verify(data, check));
  }

  private static List<String> complete(Selector<? extends Expression> columns) {
    return told(people(), forEachColumn(columns, Expression::isComplete));
  }

  @Test
  void a_tag_is_a_key_of_the_metadata_whose_value_is_not_false() {
    assertThat(complete(anyColumns().tagged("pii")))
        .containsExactly(
            "FAIL email is complete", "FAIL phone is complete", "PASS age is complete");
    assertThat(complete(strings().tagged("pii")))
        .containsExactly("FAIL email is complete", "FAIL phone is complete");
    assertThat(complete(anyColumns().tagged("pii", "key")))
        .isEqualTo(complete(anyColumns().tagged("key").tagged("pii")))
        .containsExactly("FAIL phone is complete");
    assertThat(complete(anyColumns().tagged("no pii"))).containsExactly("FAIL city is complete");
  }

  @Test
  void a_comment_matches_somewhere() {
    assertThat(complete(anyColumns().commented("person")))
        .containsExactly("PASS id is complete", "FAIL email is complete");
    assertThat(complete(anyColumns().commented("(?i)^person")))
        .containsExactly("FAIL email is complete", "PASS age is complete");
    assertThat(complete(numbers().commented("(?i)person").matching("g").tagged("pii")))
        .containsExactly("PASS age is complete");
    assertThat(complete(anyColumns().commented("\\A\\z")))
        .containsExactly("PASS plain is complete");
  }

  @Test
  void types_and_names_are_judged_of_them_as_well() {
    assertThat(told(people(), anyColumns().tagged("pii").haveType("STRING")))
        .containsExactly("FAIL each column that is tagged \"pii\" is STRING");
    assertThat(told(people(), strings().tagged("pii").haveNamesMatching("email|phone")))
        .containsExactly(
            "PASS the name of each string column that is tagged \"pii\" matches /email|phone/");
  }

  /** Spark hands them on with a column under another name, and not with what is computed of it. */
  @Test
  void a_renamed_column_keeps_its_tags() {
    Dataset<Row> data =
        people().select(col("email").as("mail"), upper(col("email")).as("loud"), col("note"));
    assertThat(told(data, forEachColumn(anyColumns().tagged("pii"), Expression::isComplete)))
        .containsExactly("FAIL mail is complete");
  }

  @Test
  void where_nothing_is_selected_that_is_an_error() {
    String none =
        ": the selector matches no column, so nothing would be checked: correct the selector or"
            + " remove the constraint";
    assertThat(complete(anyColumns().tagged("gone")))
        .containsExactly(
            "ERROR each column that is tagged \"gone\": each column is complete" + none);
    assertThat(complete(numbers().commented("e-mail")).get(0)).startsWith("ERROR").endsWith(none);
    assertThat(complete(numbers().commented("(")).get(0))
        .contains("the selector's pattern /(/ is not a Java regular expression");
    assertThat(
            told(
                people(),
                forEachColumn(anyColumns().tagged("gone"), Expression::isComplete).ifPresent()))
        .hasSize(1)
        .allMatch(each -> each.startsWith("SKIPPED"));
    assertThatThrownBy(() -> anyColumns().tagged()).hasMessageContaining("at least one tag");
    assertThatThrownBy(() -> anyColumns().tagged(" ")).hasMessageContaining("tag");
    assertThatThrownBy(() -> anyColumns().commented(null)).hasMessageContaining("null");
  }

  @Test
  void records_have_neither_comments_nor_tags() {
    Check check =
        Check.error("c")
            .require(
                forEachColumn(anyColumns().tagged("pii"), Expression::isComplete),
                forEachColumn(strings().commented("a"), Expression::isComplete));
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("a", String.class));
    List<Map<String, ?>> records = List.of(Map.of("a", "x"));
    for (VerificationResult each :
        List.of(
            LocalDataQuality.verify(records, fields, check),
            DataQuality.verify(SharedSpark.context().parallelize(records), fields, check))) {
      assertThat(told(each))
          .hasSize(2)
          .allMatch(
              said ->
                  said.startsWith("ERROR")
                      && said.endsWith(
                          ": no column has a comment or a tag here, so nothing would be checked:"
                              + " only the schema of a Dataset can have them"));
    }
  }
}
