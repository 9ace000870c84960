package dev.assay.dq.internal.execute;

import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.ColumnSelector;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.SchemaDifferences;
import dev.assay.dq.internal.model.SchemaRule;
import dev.assay.dq.internal.model.SchemaText;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.SelectedColumns;
import dev.assay.dq.result.MetricValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a rule of the schema comes to.
 *
 * @param actual what was found; null if there is a problem
 * @param problem why it cannot be judged, with the fix; null if it can
 */
record SchemaVerdict(boolean holds, @Nullable MetricValue actual, @Nullable String problem) {

  private static final String UNDECLARED =
      "nothing is declared of the records: give their columns with types";

  static SchemaVerdict of(SchemaRule rule, Schema schema) {
    return rule.accept(new Judging(schema));
  }

  private static SchemaVerdict problem(String text) {
    return new SchemaVerdict(false, null, text);
  }

  private static SchemaVerdict found(boolean holds, String text) {
    return new SchemaVerdict(holds, new MetricValue.Structure(text), null);
  }

  private static SchemaVerdict of(SchemaDifferences.Found found, String asDeclared) {
    boolean differs = !found.differences().isEmpty();
    return !differs && found.unknown() != null
        ? problem(found.unknown())
        : found(!differs, differs ? found.text() : asDeclared);
  }

  private record Judging(Schema schema) implements SchemaRule.Visitor<SchemaVerdict> {

    @Override
    public SchemaVerdict columns(SchemaRule.Columns rule) {
      return of(SchemaDifferences.of(schema, rule), "as declared");
    }

    @Override
    public SchemaVerdict sameAs(SchemaRule.SameAs rule) {
      throw new IllegalStateException("the columns of " + rule.dataset() + " are put in its place");
    }

    @Override
    public SchemaVerdict has(SchemaRule.Has rule) {
      if (schema.open()) {
        return problem(UNDECLARED);
      }
      Schema.Resolution there = schema.resolve(rule.column());
      ColumnRef exact = there.ref();
      if (exact == null) {
        return found(rule, String.valueOf(there.problem()));
      }
      return of(
          SchemaDifferences.of(schema, exact, rule.type(), rule.notNull()),
          SchemaText.of(schema.typeOf(exact)));
    }

    private SchemaVerdict found(SchemaRule.Has rule, String problem) {
      return schema.lacks(rule.column()) ? SchemaVerdict.found(false, problem) : problem(problem);
    }

    @Override
    public SchemaVerdict lacks(SchemaRule.Lacks rule) {
      if (schema.open()) {
        return problem(UNDECLARED);
      }
      Schema.Resolution there = schema.resolve(rule.column());
      Schema.Type type = there.type();
      return schema.lacks(rule.column())
          ? SchemaVerdict.found(true, "not there")
          : type == null
              ? problem(String.valueOf(there.problem()))
              : SchemaVerdict.found(false, "there, as " + SchemaText.of(type));
    }

    @Override
    public SchemaVerdict measured(SchemaRule.Measured rule) {
      SchemaRule.Found found = rule.found();
      if (found == null) {
        return problem(UNDECLARED);
      }
      MetricValue number =
          found.whole() == null
              ? new MetricValue.Count(found.part().longValueExact())
              : new MetricValue.Quotient(found.part(), found.whole());
      Boolean holds = rule.expectation().accept(new Meets(number, TypeKind.LONG, null));
      return new SchemaVerdict(Boolean.TRUE.equals(holds), number, null);
    }

    @Override
    public SchemaVerdict names(SchemaRule.Names rule) {
      SelectedColumns selected = selected(rule.selector());
      if (selected.problem() != null) {
        return problem(selected.problem());
      }
      try {
        TextMatcher matcher = TextMatcher.of(TextPattern.of(rule.regex()), true);
        List<String> others =
            selected.fields().stream()
                .map(Schema.Field::name)
                .filter(name -> !matcher.find(name))
                .map(name -> SchemaText.name(name) + " does not match")
                .toList();
        return of(new SchemaDifferences.Found(others, null), all(selected));
      } catch (RowFailure e) {
        return problem(String.valueOf(e.getMessage()));
      } catch (PatternSyntaxException e) {
        return problem(
            "/"
                + rule.regex()
                + "/ is not a Java regular expression: "
                + e.getDescription()
                + " near position "
                + e.getIndex());
      }
    }

    @Override
    public SchemaVerdict types(SchemaRule.Types rule) {
      SelectedColumns selected = selected(rule.selector());
      if (selected.problem() != null) {
        return problem(selected.problem());
      }
      List<String> differences = new ArrayList<>();
      String unknown = null;
      for (Schema.Field field : selected.fields()) {
        ColumnRef exact = ColumnRef.exactly(field.name());
        Schema.Resolution found = schema.resolve(exact);
        if (found.ref() == null) {
          return problem(String.valueOf(found.problem()));
        }
        SchemaDifferences.Found its =
            SchemaDifferences.of(schema, exact, rule.type(), rule.notNull());
        differences.addAll(its.differences());
        unknown = unknown == null ? its.unknown() : unknown;
      }
      return of(new SchemaDifferences.Found(differences, unknown), all(selected));
    }

    private SelectedColumns selected(ColumnSelector selector) {
      return schema.open()
          ? new SelectedColumns(List.of(), UNDECLARED, false)
          : SelectedColumns.of(schema, selector);
    }

    private static String all(SelectedColumns selected) {
      int columns = selected.fields().size();
      return columns == 1 ? "the only one" : "all " + columns;
    }
  }
}
