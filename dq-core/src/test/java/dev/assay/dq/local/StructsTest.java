package dev.assay.dq.local;

import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.map;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.Predicate;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Structs that are elements of arrays and values of maps, as what Java has for them. */
class StructsTest {

  /** An address. */
  public record Address(@Nullable String city) {}

  /** An item of an order, as a record. */
  public record Item(
      @Nullable String sku,
      int qty,
      BigInteger serial,
      Optional<String> note,
      Address address,
      List<Address> stops) {}

  /** An order whose items are records. */
  public record Order(List<@Nullable Item> items, Map<String, Address> places) {}

  /** An item as a bean, one of whose getters fails. */
  public static final class Bean {
    private final int qty;

    Bean(int qty) {
      this.qty = qty;
    }

    public int getQty() {
      return qty;
    }

    public String getSku() {
      if (qty != Integer.MIN_VALUE) {
        throw new IllegalStateException("no sku");
      }
      return "";
    }
  }

  /** An order whose items are beans. */
  public record BeanOrder(List<Bean> items) {}

  private static final Predicate POSITIVE =
      array("items").structs().each(item -> item.integer("qty").isPositive());

  private static Item item(@Nullable String sku, int qty) {
    return new Item(
        sku,
        qty,
        BigInteger.TWO,
        Optional.ofNullable(sku),
        new Address(sku),
        List.of(new Address("Oslo"), new Address(sku)));
  }

  private static <T> ConstraintResult judged(Fields<T> fields, Predicate predicate, List<T> rows) {
    return ClearLists.verify(rows, fields, Check.error("c").require(predicate))
        .constraints()
        .get(0);
  }

  private static ConstraintResult of(Predicate predicate, @Nullable Item... items) {
    return judged(
        Fields.of(Order.class),
        predicate,
        List.of(new Order(Arrays.asList(items), Map.of("home", new Address("Oslo")))));
  }

  private static void holds(Predicate predicate, @Nullable Item... items) {
    assertThat(of(predicate, items))
        .satisfies(each -> assertThat(each.status()).as(each.toString()).isEqualTo(Status.PASS));
  }

  private static void fails(Predicate predicate, @Nullable Item... items) {
    assertThat(of(predicate, items).status()).isEqualTo(Status.FAIL);
  }

  @Test
  void records_in_a_list() {
    holds(POSITIVE, item("a", 1), item("b", 2));
    fails(POSITIVE, item("a", 1), item("b", 0));
    holds(array("items").structs().each(item -> item.decimal("serial").isEqualTo(2)), item("a", 1));
    holds(array("items").structs().any(item -> item.integer("serial").isEqualTo(2)), item("a", 1));
    holds(array("items").structs().any(item -> item.string("note").isNull()), item(null, 1));
    holds(array("items").structs().any(item -> item.isNull()), item("a", 1), null);
    holds(array("items").structs().each(item -> item.string("sku").isNull()), null, item(null, 1));
    holds(POSITIVE);
  }

  @Test
  void structs_in_structs_and_in_their_arrays() {
    holds(
        array("items").structs().each(item -> item.string("address.city").isEqualTo("a")),
        item("a", 1));
    fails(
        array("items")
            .structs()
            .each(
                item ->
                    item.array("stops").structs().each(stop -> stop.string("city").isComplete())),
        item(null, 1));
    holds(
        array("items")
            .structs()
            .each(
                item ->
                    item.array("stops")
                        .structs()
                        .any(stop -> stop.string("city").isEqualTo(item.string("sku")))),
        item("a", 1),
        item("b", 1));
  }

  @Test
  void structs_in_maps() {
    holds(map("places").struct("home").string("city").isEqualTo("Oslo"));
    holds(map("places").struct("work").string("city").isNull());
    holds(map("places").struct("work").isNull());
  }

  @Test
  void beans_and_what_their_getters_throw() {
    List<BeanOrder> orders = List.of(new BeanOrder(List.of(new Bean(1), new Bean(2))));
    assertThat(judged(Fields.of(BeanOrder.class), POSITIVE, orders).status())
        .isEqualTo(Status.PASS);
    ConstraintResult failed =
        judged(
            Fields.of(BeanOrder.class),
            array("items").structs().each(item -> item.string("sku").isComplete()),
            orders);
    assertThat(failed.status()).isEqualTo(Status.ERROR);
    assertThat(failed.error().message())
        .contains("getSku() threw java.lang.IllegalStateException: no sku");
  }

  @Test
  void maps_as_structs_where_nothing_is_declared() {
    Map<String, Object> item =
        new HashMap<>(Map.of("qty", 1, "a.b", "x", "Geo", Map.of("lat", 1.5)));
    List<Map<String, ?>> rows = List.of(Map.of("items", List.of(item)));
    for (Fields<Map<String, ?>> fields :
        List.of(Fields.ofMaps(), Fields.ofMap(Map.of("items", List.class)))) {
      for (Predicate each :
          List.of(
              POSITIVE,
              array("items").structs().each(i -> i.string("`a.b`").isEqualTo("x")),
              array("items").structs().each(i -> i.number("Geo.lat").isEqualTo(1.5)),
              array("items").structs().each(i -> i.string("geo.lat").isNull()),
              array("items").structs().each(i -> i.string("none").isNull()))) {
        assertThat(judged(fields, each, rows).status()).as(each.toString()).isEqualTo(Status.PASS);
      }
      assertThat(
              judged(fields, array("items").structs().each(i -> i.string("qty").isComplete()), rows)
                  .error()
                  .message())
          .contains("element.qty holds a Long, but the check says string");
      List<Map<String, ?>> texts = List.of(Map.of("items", List.of("text")));
      assertThat(judged(fields, POSITIVE, texts).error().message())
          .contains("an element of an array holds a String, but the check says struct");
      List<Map<String, ?>> lists = List.of(Map.of("items", List.of(List.of(1))));
      assertThat(judged(fields, POSITIVE, lists).error().message()).contains("has no field qty");
    }
  }

  @Test
  void a_struct_of_records_of_which_nothing_is_declared_is_a_map() {
    assertThat(
            judged(
                    Fields.ofMaps(),
                    struct("address").string("city").isComplete(),
                    List.of(Map.of("address", Map.of("city", "Oslo"))))
                .error()
                .message())
        .contains(
            "column address.city does not exist: nothing is declared of the records, so name a"
                + " column of them, and take what is in it with map(\"address\")");
  }

  @Test
  void what_the_schema_has_not_is_an_error_of_the_constraint() {
    assertThat(
            of(array("items").structs().each(item -> item.integer("qtty").isPositive()))
                .error()
                .message())
        .contains("field qtty does not exist in element; did you mean qty?");
    assertThat(of(map("places").struct("home").string("cty").isNull()).error().message())
        .contains("field cty does not exist in places[\"home\"]; did you mean city?");
    assertThat(
            of(array("items").structs().each(item -> item.string("address.cty").isComplete()))
                .error()
                .message())
        .contains("field cty does not exist in element.address; did you mean city?");
    assertThat(
            of(array("items").structs().each(item -> item.string("QTY").isComplete()))
                .error()
                .message())
        .contains("field QTY does not exist in element; did you mean qty?");
    assertThat(
            of(array("items").structs().each(item -> item.string("qty").isComplete()))
                .error()
                .message())
        .contains("element.qty is int in the data, but the check says string");
    assertThat(
            of(array("items").structs().each(i -> i.struct("qty").string("a").isNull()))
                .error()
                .message())
        .contains("element.qty is int in the data, but the check says struct");
    assertThat(of(array("items").strings().each(item -> item.isComplete())).error().message())
        .contains("an element of the array is Item in the data, but the check says string");
    assertThat(of(struct("items").string("sku").isComplete()).error().message())
        .contains(
            "column items.sku does not exist: items is array and has no fields: check its elements"
                + " with array(\"items\").structs().each(item -> …)");
    assertThat(of(string("places.home").isComplete()).error().message())
        .contains("take a value with map(\"places\").struct(key)");
    assertThat(of(struct("items").isComplete()).error().message())
        .contains("column items is array in the data, but the check says struct");
    assertThat(of(map("items").struct("a").isComplete()).error().message())
        .contains("column items is array in the data, but the check says map");
  }

  @Test
  void a_field_of_a_column_is_a_column() {
    assertThat(struct("address").string("city").isBlank())
        .isEqualTo(string("address.city").isBlank());
    assertThat(struct("a.b").struct("c").integer("`d.e`").isZero())
        .isEqualTo(integer("a.b.c.`d.e`").isZero());
    assertThatThrownBy(
            () ->
                Expr.call(
                    Function.FIELD_OF,
                    new Expr.Column(ColumnRef.parse("a"), ColumnKind.STRUCT),
                    new Expr.Literal(new Constant.Text("b")),
                    new Expr.Literal(new Constant.Text("string"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("named by its path: a.field");
  }

  @Test
  void a_path_within_an_element_is_its_fields() {
    assertThat(array("a").structs().each(item -> item.string("b.c").isBlank()))
        .isEqualTo(array("a").structs().each(item -> item.struct("b").string("c").isBlank()));
    assertThatThrownBy(() -> array("a").structs().each(item -> item.string("").isBlank()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whole_numbers_of_any_type_are_integers() {
    Map<String, Object> numbers = Map.of("n", new BigDecimal("5"), "x", new BigDecimal("5.5"));
    List<Map<String, ?>> rows =
        List.of(Map.of("items", List.of(numbers), "m", numbers, "a", List.of(new BigDecimal("5"))));
    Fields<Map<String, ?>> fields = Fields.ofMaps();
    for (Predicate each :
        List.of(
            array("items").structs().each(item -> item.integer("n").isEqualTo(5)),
            array("a").integers().each(item -> item.isEqualTo(5)),
            map("m").integer("n").isEqualTo(5))) {
      assertThat(judged(fields, each, rows).status()).as(each.toString()).isEqualTo(Status.PASS);
    }
    assertThat(judged(fields, map("m").integer("x").isEqualTo(5), rows).status())
        .isEqualTo(Status.ERROR);
  }

  @Test
  void floats_of_which_nothing_is_declared_are_what_they_print() {
    List<Map<String, ?>> rows =
        List.of(Map.of("c", 0.1f, "a", List.of(0.1f), "m", Map.of("f", 0.1f)));
    for (Predicate each :
        List.of(
            number("c").isEqualTo(0.1),
            array("a").numbers().each(item -> item.isEqualTo(0.1)),
            map("m").number("f").isEqualTo(0.1))) {
      assertThat(judged(Fields.ofMaps(), each, rows).status())
          .as(each.toString())
          .isEqualTo(Status.PASS);
    }
    List<Map<String, ?>> nested = List.of(Map.of("items", List.of(Map.of("f", 0.1f))));
    Predicate field = array("items").structs().each(item -> item.number("f").isEqualTo(0.1));
    assertThat(judged(Fields.ofMaps(), field, nested).status()).isEqualTo(Status.PASS);
  }

  @Test
  void no_array() {
    List<Map<String, ?>> rows = List.of(Collections.singletonMap("items", null));
    assertThat(judged(Fields.ofMaps(), POSITIVE, rows).status()).isEqualTo(Status.PASS);
    assertThat(
            ClearLists.verify(
                    rows, Fields.ofMaps(), Check.error("c").require(POSITIVE.failingOnNull()))
                .constraints()
                .get(0)
                .status())
        .isEqualTo(Status.FAIL);
  }
}
