package dev.assay.dq.internal.model;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Columns;
import dev.assay.dq.Constraint;
import dev.assay.dq.FunctionFacts;
import dev.assay.dq.Nodes;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.NumericMetric;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.StatisticFacts;
import dev.assay.dq.StringColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The model is made of values: equal by structure, serializable, with a stable identity. */
class ModelTest {

  /** Java code is the one node that has no stored form. */
  private static final Set<Class<?>> CODE = Set.of(Expr.Code.class);

  private static void collect(Object node, Set<Object> seen) throws Exception {
    if (node instanceof List<?> list) {
      for (Object item : list) {
        collect(item, seen);
      }
    }
    if (node instanceof Function || node instanceof Statistic || node instanceof Operation) {
      seen.add(node);
    }
    if (node instanceof Record record) {
      seen.add(record.getClass());
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        collect(component.getAccessor().invoke(record), seen);
      }
    }
  }

  @Test
  void the_samples_hold_every_node() throws Exception {
    Set<Object> seen = new HashSet<>();
    collect(Nodes.check(), seen);
    collect(FunctionFacts.check(), seen);
    collect(StatisticFacts.check(), seen);
    for (Class<?> family :
        List.of(Expectation.class, Expr.class, Constant.class, Constraint.class)) {
      List<Class<?>> expected = leaves(family).filter(each -> !CODE.contains(each)).toList();
      assertThat(seen).as(family.getSimpleName()).containsAll(expected);
    }
    assertThat(seen).contains((Object[]) Function.values());
    assertThat(seen).contains((Object[]) Statistic.values());
    assertThat(seen).contains((Object[]) Operation.values());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(ModelTest::leaves)
        : Stream.of(type);
  }

  @Test
  void every_node_reads_as_english() {
    Nodes.sentences()
        .forEach(
            (node, sentence) -> assertThat(English.of(node.toConstraint())).isEqualTo(sentence));
    assertThat(rowSatisfies("is fine", row -> true).toConstraint().description())
        .isEqualTo("is fine");
    assertThat(string("a").isBlank().as("a name").description()).isEqualTo("a name");
  }

  @Test
  void equal_structure_is_equal_and_has_the_same_id() {
    List<Requirement> once = Nodes.all();
    List<Requirement> again = Nodes.all();
    assertThat(once).isEqualTo(again);
    assertThat(Nodes.check()).isEqualTo(Nodes.check()).hasSameHashCodeAs(Nodes.check());
    Set<String> ids = new HashSet<>();
    Set<Object> structures = new HashSet<>();
    for (int i = 0; i < once.size(); i++) {
      Constraint constraint = once.get(i).toConstraint();
      assertThat(constraint.id()).isEqualTo(again.get(i).toConstraint().id()).hasSize(12);
      ids.add(constraint.id());
      structures.add(subject(constraint));
    }
    assertThat(ids).hasSameSizeAs(structures);
  }

  private static Object subject(Constraint constraint) {
    return constraint.accept(
        new Constraint.Visitor<>() {
          @Override
          public Object onRows(Constraint.OnRows c) {
            return List.of(c.predicate(), c.where(), c.failsOnNull());
          }

          @Override
          public Object onMetric(Constraint.OnMetric c) {
            return Arrays.asList(c.metric(), c.expectation().metric());
          }

          @Override
          public Object perGroup(Constraint.PerGroup c) {
            return List.of(c.by(), c.each().metric());
          }

          @Override
          public Object onSchema(Constraint.OnSchema c) {
            return c.rule() instanceof SchemaRule.Columns
                ? "schema"
                : c.rule() instanceof SchemaRule.SameAs same ? same.dataset() : c.rule();
          }

          @Override
          public Object inOrder(Constraint.InOrder c) {
            List<Expr> of =
                IntStream.range(0, c.of().size())
                    .filter(at -> c.rule().takes(at) != Signature.Takes.CONSTANT)
                    .mapToObj(c.of()::get)
                    .toList();
            return List.of(c.rule(), of, c.order(), c.by(), c.where());
          }

          @Override
          public Object sameRows(Constraint.SameRows c) {
            return List.of("rows", c.dataset(), c.key(), c.ignored());
          }

          @Override
          public Object combined(Constraint.Combined c) {
            return List.of(c.connective(), c.parts().stream().map(ModelTest::subject).toList());
          }

          @Override
          public Object forEach(Constraint.ForEach c) {
            return List.of(c.selector(), c.template().stream().map(ModelTest::subject).toList());
          }
        });
  }

  @Test
  void the_identity_is_what_a_constraint_is_about_not_what_is_expected_of_it() {
    Constraint.OnRows plain = number("x").isAtLeast(1).toConstraint();
    assertThat(
            List.of(
                plain.as("n").because("b").tagged("t").id(),
                plain.forAtLeast(0.9).id(),
                plain.allowingViolations(3).id(),
                plain.onNoRows(OnNoRows.PASS).id(),
                number("x").isAtLeast(1.0).toConstraint().id()))
        .containsOnly(plain.id());
    assertThat(number("x").mean().isAtLeast(1).id())
        .isEqualTo(number("x").mean().isBetween(5, 7).as("n").id())
        .isEqualTo(number("x").mean().observed().id())
        .isNotEqualTo(number("x").mean().where(number("x").isAtLeast(1)).isAtLeast(1).id())
        .isNotEqualTo(number("x").median().isAtLeast(1).id());
    assertThat(plain.id("by hand").forAtLeast(0.5).id()).isEqualTo("by hand");
    assertThatThrownBy(() -> plain.id(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThat(
            List.of(
                plain.where(number("x").isPositive()).id(),
                plain.failingOnNull().id(),
                number("x").isAtLeast(2).toConstraint().id(),
                number("y").isAtLeast(1).toConstraint().id()))
        .doesNotContain(plain.id())
        .doesNotHaveDuplicates();
  }

  @Test
  void a_metric_has_no_more_parts_than_can_be_read() {
    NumericMetric rows = Columns.rowCount();
    NumericMetric many = rows;
    for (int i = 1; i < 100; i++) {
      many = many.plus(rows);
    }
    assertThat(many.metric().summaries()).hasSize(100);
    NumericMetric most = many;
    assertThatThrownBy(() -> rows.minus(most))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("made of 100 summaries")
        .hasMessageContaining("a.plus(b).sum()");
    assertThatThrownBy(() -> Columns.ratio(rows, null)).hasMessageContaining("must not be null");
    // what is no range of a ratio is one of a fraction
    NumericMetric complete = number("x").completeness();
    assertThat(Columns.ratio(complete, complete).isAtLeast(99)).isNotNull();
  }

  /**
   * These ids are stored beside results: a change would orphan the history of every user. They are
   * what {@code printf '{10:isComplete{6:string5:email}}' | sha256sum} begins with, and the like.
   */
  @Test
  void ids_do_not_change_between_versions() {
    assertThat(string("email").isComplete().toConstraint().id()).isEqualTo("c3ec8fc6c733");
    assertThat(number("amount").mean().isBetween(10, 500).id()).isEqualTo("908fb297bee0");
    assertThat(Columns.key("a", "b").isUnique().id()).isEqualTo("d1c4d30cb04d");
  }

  @Test
  void checks_travel_by_java_serialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Nodes.check());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(Nodes.check());
    }
  }

  @Test
  void checks_are_composed_and_tagged_without_change_to_the_parts() {
    Check a = Check.error("a").require(string("x").isComplete());
    Check b = Check.warning("b").require(string("y").isComplete()).tagged("t");
    Check both = a.including(b);
    assertThat(a.constraints()).hasSize(1);
    assertThat(both.constraints()).hasSize(2);
    assertThat(both.name()).isEqualTo("a");
    assertThat(b.tags()).containsExactly("t");
    assertThatThrownBy(() -> both.constraints().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_condition_on_the_rows_stands_once_for_many() {
    Predicate paid = string("status").isEqualTo("PAID");
    NumericColumn n = number("n");
    Check check =
        Check.error("c")
            .require(n.isComplete())
            .requireWhere(
                paid,
                n.isPositive(),
                n.mean().isAtLeast(1).where(n.isFinite()),
                n.sum().per("g").isEqualTo(0),
                Columns.date("d").per("g").hasEveryDay(),
                Columns.anyOf(n.isZero(), Columns.rowCount().isEqualTo(0)),
                Columns.hasColumn("n"))
            .requireWhere(string("x").isNull(), string("y").isComplete().where(paid));
    assertThat(check.constraints())
        .extracting(Constraint::sentence)
        .containsExactly(
            "n is complete",
            "n is greater than 0 where status is equal to \"PAID\"",
            "mean of n is at least 1 where n is finite and status is equal to \"PAID\"",
            "for each g, sum of n is equal to 0 where status is equal to \"PAID\"",
            "for each g, d has every day where status is equal to \"PAID\"",
            "any of (n is equal to 0 where status is equal to \"PAID\"; number of rows is equal to 0"
                + " where status is equal to \"PAID\")",
            "there is a column n",
            "y is complete where status is equal to \"PAID\" and x is null");
    assertThat(
            Check.error("c")
                .requireWhere(
                    paid, Columns.forEachColumn(Columns.strings(), StringColumn::isBlank)))
        .isEqualTo(
            Check.error("c")
                .require(
                    Columns.forEachColumn(Columns.strings(), each -> each.isBlank().where(paid))));
    assertThatThrownBy(() -> check.requireWhere(paid, Columns.hasSameRowsAs("others")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("All rows are compared with those of others");
    assertThatThrownBy(() -> check.requireWhere(null, n.isNull()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> check.requireWhere(paid, n.isNull(), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(element 2)");
  }

  @Test
  void what_is_stated_twice_is_refused() {
    Check once =
        Check.error("orders").require(number("n").mean().isAtLeast(1).where(string("x").isNull()));
    String message =
        "Check [orders] states the same twice: mean of n is at least 1 where x is null: leave one"
            + " of them out, or distinguish them with .id(\"…\")";
    Constraint again = number("n").mean().where(string("x").isNull()).isAtLeast(1.0);
    for (Constraint same : List.of(again, again.as("a name").because("of it").tagged("t"))) {
      assertThatThrownBy(() -> once.require(same))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
      assertThat(once.including(Check.error("more").require(same))).isEqualTo(once);
    }
    assertThatThrownBy(() -> Check.error("c").require(string("x").isBlank(), string("x").isBlank()))
        .hasMessageStartingWith("Check [c] states the same twice: x is blank: ");
    assertThatThrownBy(
            () ->
                Columns.forEachColumnAll(
                    Columns.strings(), each -> List.of(each.isBlank(), each.isBlank())))
        .hasMessageStartingWith("forEachColumn states the same twice: ");
    NumericMetric mean = number("n").mean();
    assertThat(
            once.require(
                    mean.isAtLeast(1),
                    mean.isAtMost(5),
                    mean.isAtMost(5).id("for failing"),
                    mean.isAtMost(5).where(string("x").isBlank()),
                    mean.isAtMost(5).onNoRows(OnNoRows.PASS))
                .constraints())
        .hasSize(6);
  }

  @Test
  void senseless_arguments_are_refused_with_the_fix() {
    assertThatThrownBy(() -> string(""))
        .hasMessage(
            "A column name must not be empty: write the name of a column, or a path such as"
                + " address.city; a column that has no name is ``");
    assertThatThrownBy(() -> string("`a"))
        .hasMessageStartingWith("The column name `a opens a backtick that is not closed");
    assertThatThrownBy(() -> string("a").isIn(new String[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> Columns.key())
        .hasMessage("A key needs at least one column; the key of whole rows is allColumns()");
    assertThatThrownBy(() -> number("x").isBetween(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2")
        .hasMessageContaining("1");
    assertThatThrownBy(() -> number("x").isAtLeast(Double.NaN))
        .hasMessageStartingWith("NaN cannot be compared");
    assertThatThrownBy(() -> string("a").isBlank().forAtLeast(1.01))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.01");
    assertThatThrownBy(() -> number("x").quantile(-0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-0.1");
    assertThatThrownBy(() -> string("a").valueCounts(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(() -> Check.error(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
    assertThatThrownBy(() -> number("x").mean().isCloseTo(1, -1))
        .hasMessage("The tolerance must not be negative, but was -1");
  }

  /**
   * Every public method of the DSL refuses null with an IllegalArgumentException that says what.
   */
  @Test
  void null_is_refused_everywhere() throws Exception {
    List<Object> targets =
        new ArrayList<>(
            List.of(
                Columns.string("s"),
                Columns.number("n"),
                Columns.date("d"),
                Columns.bool("b"),
                Columns.array("a"),
                Columns.any("x"),
                Columns.key("k"),
                Columns.strings(),
                Columns.string("s").length(),
                Columns.number("n").mean(),
                Columns.string("s").min(),
                Columns.date("d").min(),
                Columns.string("s").valueCounts(1),
                Columns.string("s").isBlank(),
                Columns.string("s").isBlank().toConstraint(),
                Columns.number("n").mean().isAtLeast(1),
                Check.error("c")));
    List<String> accepted = new ArrayList<>();
    int tried = 0;
    for (Object target : targets) {
      for (Method method : target.getClass().getMethods()) {
        boolean own =
            method.getDeclaringClass().getName().startsWith("dev.assay")
                && !Modifier.isStatic(method.getModifiers())
                && !Set.of("equals", "accept", "filtered").contains(method.getName());
        if (own) {
          tried += refuses(target, method, accepted);
        }
      }
    }
    for (Method method : Columns.class.getMethods()) {
      if (Modifier.isStatic(method.getModifiers())) {
        tried += refuses(null, method, accepted);
      }
    }
    assertThat(accepted).isEmpty();
    assertThat(tried).isGreaterThan(100);
  }

  private static int refuses(Object target, Method method, List<String> accepted)
      throws IllegalAccessException {
    Class<?>[] types = method.getParameterTypes();
    boolean nullable = types.length > 0 && Stream.of(types).noneMatch(Class::isPrimitive);
    if (!nullable) {
      return 0;
    }
    try {
      method.setAccessible(true);
      method.invoke(target, new Object[types.length]);
      accepted.add(method.toString());
    } catch (InvocationTargetException e) {
      boolean clear =
          e.getCause() instanceof IllegalArgumentException && e.getCause().getMessage() != null;
      if (!clear) {
        accepted.add(method + " threw " + e.getCause());
      }
    }
    return 1;
  }
}
