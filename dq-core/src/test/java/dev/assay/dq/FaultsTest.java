package dev.assay.dq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of fault of {@code faults.txt} is held by tests that are there and run. */
class FaultsTest {

  private static final Set<String> RUNS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property");

  private static final Path ALL = Path.of("..");

  /** A line: what is wrong or may go wrong, and by which tests it is held. */
  private record Fault(String id, String kind, List<String> tests) {

    static Fault of(String line) {
      String[] parts = line.split(" *\\| *", 4);
      assertThat(parts.length).as(line).isGreaterThanOrEqualTo(3);
      return new Fault(parts[0], parts[1], List.of(parts[2].trim().split(" *, *")));
    }
  }

  private static List<Fault> faults() throws IOException {
    try (InputStream in = FaultsTest.class.getResourceAsStream("/faults.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Fault::of)
          .toList();
    }
  }

  @Test
  void every_kind_has_a_line() throws IOException {
    List<String> wanted = new ArrayList<>();
    Map<String, Integer> last = Map.of("A", 15, "B", 9, "C", 9, "D", 15, "E", 17, "H", 8);
    last.forEach((part, n) -> IntStream.rangeClosed(1, n).forEach(i -> wanted.add(part + i)));
    assertThat(faults()).extracting(Fault::id).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @TestFactory
  Stream<DynamicTest> held() throws IOException {
    assumeTrue(
        Files.isDirectory(ALL.resolve("dq-spark/src/test")), "the other modules are not here");
    Map<String, Set<String>> tests = tests(ALL);
    return faults().stream()
        .map(
            fault ->
                dynamicTest(
                    fault.id() + " " + fault.kind(),
                    () -> assertThat(missing(fault, tests)).isEmpty()));
  }

  @Test
  void what_is_gone_disabled_or_no_test_is_found(@TempDir Path folder) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("dq-x/src/test/java"));
    Files.writeString(
        sources.resolve("ATest.java"),
        """
        class ATest {
          @Test void runs() {}
          @Disabled("later") @Test void rests() {}
          @org.junit.jupiter.params.ParameterizedTest @EnumSource void runs_often(Kind kind) {}
          void helps() {}
          @Disabled class Inner { @Test void sleeps() {} }
        }
        """);
    Files.writeString(
        sources.resolve("BTest.java"), "@Disabled class BTest { @Test void rests_too() {} }");
    Map<String, Set<String>> tests = tests(folder);
    assertThat(
            missing(
                Fault.of(
                    "Z1 | a kind | ATest#runs, ATest#rests, ATest#runs_often, ATest#helps,"
                        + " ATest#sleeps, BTest#rests_too, CTest#gone, ATest | decided"),
                tests))
        .containsExactly(
            "ATest#rests", "ATest#helps", "ATest#sleeps", "BTest#rests_too", "CTest#gone", "ATest");
    assertThat(missing(Fault.of("Z2 | a kind |"), tests)).isNotEmpty();
  }

  /** Those of its tests that do not run. */
  private static List<String> missing(Fault fault, Map<String, Set<String>> tests) {
    return fault.tests().stream()
        .filter(
            test -> {
              int at = test.indexOf('#');
              return at < 0
                  || !tests
                      .getOrDefault(test.substring(0, at), Set.of())
                      .contains(test.substring(at + 1));
            })
        .toList();
  }

  /** The methods that run as tests in all modules, by the simple name of their class. */
  private static Map<String, Set<String>> tests(Path all) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String sources : List.of("src/test/java", "src/ci/java")) {
      try (Stream<Path> modules = Files.list(all)) {
        for (Path folder : modules.map(module -> module.resolve(sources)).toList()) {
          if (Files.isDirectory(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
              tree.filter(file -> file.toString().endsWith("Test.java")).forEach(files::add);
            }
          }
        }
      }
    }
    Map<String, Set<String>> tests = new HashMap<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        unit.accept(
            new Methods(
                tests.computeIfAbsent(
                    file.substring(0, file.length() - ".java".length()), name -> new HashSet<>())),
            null);
      }
    }
    return tests;
  }

  /** Adds the methods that run. */
  private static final class Methods extends TreeScanner<Void, Void> {
    private final Set<String> running;

    Methods(Set<String> running) {
      this.running = running;
    }

    @Override
    public Void visitClass(ClassTree tree, Void none) {
      return annotated(tree.getModifiers(), Set.of("Disabled"))
          ? null
          : super.visitClass(tree, null);
    }

    @Override
    public Void visitMethod(MethodTree tree, Void none) {
      if (annotated(tree.getModifiers(), RUNS)
          && !annotated(tree.getModifiers(), Set.of("Disabled"))) {
        running.add(tree.getName().toString());
      }
      return null;
    }

    private static boolean annotated(ModifiersTree modifiers, Set<String> names) {
      return modifiers.getAnnotations().stream()
          .map(AnnotationTree::getAnnotationType)
          .map(type -> type.toString().substring(type.toString().lastIndexOf('.') + 1))
          .anyMatch(names::contains);
    }
  }
}
