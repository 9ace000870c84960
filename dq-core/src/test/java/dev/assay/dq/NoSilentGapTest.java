package dev.assay.dq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * No engine takes a new kind in silence: whoever adds one is told by the compiler what has to know
 * it. So the sources hold
 *
 * <ul>
 *   <li>no method that asks twice for a kind of one family ({@code instanceof Aggregate.X}), for
 *       the last branch of such a chain takes all that are not named: a visitor, or a switch over
 *       an enum that the family answers with, does it;
 *   <li>no switch over constants of the library's enums that has a {@code default}, or that is a
 *       statement, of which Java 17 does not ask that it names them all.
 * </ul>
 */
class NoSilentGapTest {

  private static final Set<String> FAMILIES =
      Set.of("Aggregate", "Metric", "Expectation", "Constraint", "State");

  /** Methods that may do it nevertheless, each with the reason. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "Chain.where", "what is no constraint on rows or a metric is refused there",
          "Chain.onNoRows", "what is no constraint on rows or a metric is refused there");

  @Test
  void everySourceNamesAllKinds() {
    List<JavaFileObject> files = new ArrayList<>();
    for (String module : List.of("dq-core", "dq-spark")) {
      Path sources = Path.of("..", module, "src", "main", "java");
      assumeTrue(Files.isDirectory(sources), () -> "no sources in " + sources);
      files.addAll(sources(sources));
    }
    assertThat(gaps(files)).isEmpty();
  }

  @Test
  void gapsAreFound() {
    String code =
        """
        enum Color { RED, GREEN }
        class Engine {
          int chain(Aggregate a) {
            return a instanceof Aggregate.Rows ? 1 : a instanceof Aggregate.Total t ? 2 : 3;
          }
          int filters(List<Aggregate> all) {
            all.removeIf(Aggregate.Rows.class::isInstance);
            return all.get(0) instanceof Aggregate.Total ? 1 : 0;
          }
          int once(Aggregate a, Constraint c) {
            return a instanceof Aggregate.Rows || c instanceof Constraint.OnRows ? 1 : 2;
          }
          int some(Color color) {
            return switch (color) {
              case RED -> 1;
              default -> 2;
            };
          }
          void statement(Color color) {
            switch (color) {
              case RED -> once(null, null);
              case GREEN -> {}
            }
          }
          int all(Color color, String text, java.time.DayOfWeek day) {
            int of = switch (text) {
              case "RED" -> 1;
              default -> 2;
            };
            int on = switch (day) {
              case MONDAY -> 1;
              default -> 2;
            };
            return switch (color) {
              case RED -> of;
              case GREEN -> on;
            };
          }
        }
        """;
    assertThat(gaps(List.of(file("Engine", code))))
        .containsExactly(
            "Engine.java:4: Engine.chain asks for kinds of Aggregate one by one",
            "Engine.java:8: Engine.filters asks for kinds of Aggregate one by one",
            "Engine.java:14: a default in a switch over Color",
            "Engine.java:20: a switch statement over Color");
  }

  private static List<JavaFileObject> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<JavaFileObject> sources = new ArrayList<>();
      for (Path each : files.filter(file -> file.toString().endsWith(".java")).sorted().toList()) {
        String name = folder.relativize(each).toString().replace('\\', '/');
        sources.add(file(name.substring(0, name.length() - 5), Files.readString(each)));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject file(String name, String code) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }

  private static List<String> gaps(List<JavaFileObject> files) {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(new StringWriter(), null, null, List.of("-proc:none"), null, files);
    List<CompilationUnitTree> units = new ArrayList<>();
    try {
      task.parse().forEach(units::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Set<String>> enums = new HashMap<>();
    units.forEach(unit -> new EnumReader().scan(unit, enums));
    Finder finder = new Finder(Trees.instance(task), enums);
    units.forEach(unit -> finder.scan(unit, null));
    return finder.found;
  }

  /** The constants of every enum. */
  private static final class EnumReader extends TreeScanner<Void, Map<String, Set<String>>> {
    @Override
    public Void visitClass(ClassTree type, Map<String, Set<String>> enums) {
      if (type.getKind() == Tree.Kind.ENUM) {
        for (Tree member : type.getMembers()) {
          if (member instanceof VariableTree constant
              && constant.getInitializer() instanceof NewClassTree value
              && value.getIdentifier().toString().equals(type.getSimpleName().toString())) {
            enums
                .computeIfAbsent(type.getSimpleName().toString(), name -> new HashSet<>())
                .add(constant.getName().toString());
          }
        }
      }
      return super.visitClass(type, enums);
    }
  }

  private static final class Finder extends TreePathScanner<Void, Void> {

    private final List<String> found = new ArrayList<>();
    private final Trees trees;
    private final Map<String, Set<String>> enums;
    private String type = "";

    /** How often the method that is read asks for kinds of each family. */
    private Map<String, Integer> asked = new HashMap<>();

    private String method = "";

    Finder(Trees trees, Map<String, Set<String>> enums) {
      this.trees = trees;
      this.enums = enums;
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
      String outer = type;
      type = tree.getSimpleName().length() == 0 ? outer : tree.getSimpleName().toString();
      super.visitClass(tree, null);
      type = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void nothing) {
      Map<String, Integer> outer = asked;
      String outerMethod = method;
      asked = new HashMap<>();
      method = type + "." + tree.getName();
      super.visitMethod(tree, null);
      asked = outer;
      method = outerMethod;
      return null;
    }

    @Override
    public Void visitInstanceOf(InstanceOfTree tree, Void nothing) {
      asks(tree, String.valueOf(tree.getType()));
      return super.visitInstanceOf(tree, null);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree tree, Void nothing) {
      if (tree.getName().contentEquals("isInstance")) {
        asks(tree, tree.getQualifierExpression().toString());
      }
      return super.visitMemberReference(tree, null);
    }

    private void asks(Tree at, String kind) {
      int dot = kind.indexOf('.');
      String family = dot < 0 ? "" : kind.substring(0, dot);
      if (FAMILIES.contains(family)
          && asked.merge(family, 1, Integer::sum) == 2
          && !EXCEPTIONS.containsKey(method)) {
        add(at, method + " asks for kinds of " + family + " one by one");
      }
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
      String name = enumOf(tree.getCases());
      if (name != null
          && tree.getCases().stream().anyMatch(each -> each.getExpressions().isEmpty())) {
        add(tree, "a default in a switch over " + name);
      }
      return super.visitSwitchExpression(tree, null);
    }

    @Override
    public Void visitSwitch(SwitchTree tree, Void nothing) {
      String name = enumOf(tree.getCases());
      if (name != null) {
        add(tree, "a switch statement over " + name);
      }
      return super.visitSwitch(tree, null);
    }

    /** The enum that has all the constants that the cases name; null if there is none. */
    private String enumOf(List<? extends CaseTree> cases) {
      Set<String> named = new HashSet<>();
      for (CaseTree each : cases) {
        for (ExpressionTree label : each.getExpressions()) {
          named.add(
              label instanceof IdentifierTree || label instanceof MemberSelectTree
                  ? label.toString()
                  : "");
        }
      }
      return named.isEmpty()
          ? null
          : enums.entrySet().stream()
              .filter(each -> each.getValue().containsAll(named))
              .map(Map.Entry::getKey)
              .sorted()
              .findFirst()
              .orElse(null);
    }

    private void add(Tree at, String what) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      long position = trees.getSourcePositions().getStartPosition(unit, at);
      String path = unit.getSourceFile().toUri().getPath().substring(1);
      found.add(path + ":" + unit.getLineMap().getLineNumber(position) + ": " + what);
    }
  }
}
