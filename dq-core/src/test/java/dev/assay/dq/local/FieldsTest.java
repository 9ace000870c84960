package dev.assay.dq.local;

import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How records of any class are read. */
class FieldsTest {

  enum Size {
    SMALL,
    LARGE
  }

  record Address(String city, Optional<String> zip) {}

  record Order(
      String id,
      double amount,
      Integer pieces,
      Size size,
      LocalDate day,
      Address address,
      List<String> tags) {}

  /** A bean, as many frameworks want it. */
  @SuppressWarnings("DoNotCallSuggester") // a getter that throws is the point
  public static final class Bean {
    private final String name;
    private final boolean active;

    public Bean(String name, boolean active) {
      this.name = name;
      this.active = active;
    }

    public String getName() {
      return name;
    }

    public boolean isActive() {
      return active;
    }

    public String getBroken() {
      throw new IllegalStateException("no connection");
    }

    public String notAProperty() {
      return "";
    }
  }

  private static final List<Order> ORDERS =
      List.of(
          new Order(
              "A-1",
              10.5,
              2,
              Size.SMALL,
              LocalDate.of(2024, 1, 1),
              new Address("Oslo", Optional.of("0150")),
              List.of("x")),
          new Order("A-2", 3, null, Size.LARGE, null, null, List.of()));

  private static <T> List<ConstraintResult> verify(
      List<T> records, Fields<T> fields, Requirement... requirements) {
    return ClearLists.verify(records, fields, Check.error("c").require(requirements)).constraints();
  }

  @Test
  void records_with_nested_records_optionals_enums_and_lists() {
    List<ConstraintResult> results =
        verify(
            ORDERS,
            Fields.of(Order.class),
            string("id").startsWith("A-"),
            number("amount").sum().isEqualTo(13.5),
            number("pieces").isComplete().forAtMostRows(1),
            string("size").isIn("SMALL", "LARGE"),
            date("day").isBefore(LocalDate.of(2025, 1, 1)),
            string("address.city").isEqualTo("Oslo"),
            string("address.zip").isComplete().allowingViolations(1),
            array("tags").size().isAtMost(1),
            rowSatisfies("sees the record", row -> row.as(Order.class).amount() > 0));
    assertThat(results).extracting(ConstraintResult::status).containsOnly(Status.PASS);
  }

  @Test
  void types_are_checked_as_on_a_dataset() {
    List<ConstraintResult> results =
        verify(
            ORDERS,
            Fields.of(Order.class),
            number("id").isPositive(),
            string("amount").isBlank(),
            string("address").isComplete(),
            string("address.street").isComplete(),
            string("idd").isComplete());
    assertThat(results)
        .extracting(result -> result.error().message())
        .containsExactly(
            "column id is string in the data, but the check says number"
                + ": declare the column as what it is, or cast it in the dataset",
            "column amount is double in the data, but the check says string"
                + ": declare the column as what it is, or cast it in the dataset",
            "column address is Address in the data, but the check says string"
                + ": declare the column as what it is, or cast it in the dataset",
            "column address.street does not exist in address; did you mean one of city, zip?",
            "column idd does not exist; did you mean id?");
  }

  @Test
  void beans_and_a_getter_that_throws() {
    List<ConstraintResult> results =
        verify(
            List.of(new Bean("a", true), new Bean(null, false)),
            Fields.of(Bean.class),
            string("name").isComplete(),
            bool("active").isTrue(),
            string("broken").isComplete(),
            string("notAProperty").isComplete());
    assertThat(results)
        .extracting(ConstraintResult::status)
        .containsExactly(Status.FAIL, Status.FAIL, Status.ERROR, Status.ERROR);
    assertThat(results.get(2).error().message())
        .contains("field broken could not be read")
        .contains("no connection");
  }

  @Test
  void maps_with_declared_and_with_undeclared_fields() {
    Map<String, Object> second = new HashMap<>();
    second.put("n", null);
    List<Map<String, ?>> records = List.of(Map.of("n", 1, "t", "a"), second);
    assertThat(
            verify(
                records,
                Fields.ofMap(Map.of("n", Integer.class, "t", String.class)),
                number("n").isEqualTo(1),
                string("t").completeness().isEqualTo(0.5)))
        .extracting(ConstraintResult::status)
        .containsOnly(Status.PASS);
    List<Map<String, ?>> mixed = List.of(Map.of("n", 1), Map.of("n", "one"));
    List<ConstraintResult> results =
        verify(mixed, Fields.ofMaps(), number("n").isPositive(), number("m").isComplete());
    assertThat(results.get(0).status()).isEqualTo(Status.ERROR);
    assertThat(results.get(1).violations()).isEqualTo(2);
  }

  @Test
  void getters_one_by_one() throws Exception {
    Fields<Order> fields =
        Fields.builder(Order.class)
            .string("id", Order::id)
            .real("amount", Order::amount)
            .integer("pieces", Order::pieces)
            .decimal("doubled", order -> BigDecimal.valueOf(order.amount() * 2))
            .date("day", Order::day)
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(fields);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      @SuppressWarnings("unchecked") // it was just written
      Fields<Order> back = (Fields<Order>) in.readObject();
      assertThat(
              verify(
                  ORDERS,
                  back,
                  number("doubled").sum().isEqualTo(27),
                  number("pieces").max().isEqualTo(2),
                  string("id").isComplete(),
                  date("day").isComplete().forAtLeast(0.5)))
          .extracting(ConstraintResult::status)
          .containsOnly(Status.PASS);
    }
    assertThatThrownBy(
            () -> Fields.builder(Order.class).string("id", Order::id).string("id", Order::id))
        .hasMessage("field id is declared twice");
    assertThatThrownBy(() -> Fields.builder(Order.class).build())
        .hasMessage("declare at least one field of " + Order.class.getName());
    assertThatThrownBy(() -> Fields.of(Object.class))
        .hasMessageContaining("has no components and no getters");
  }
}
