package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Java that tests print or quote, compiled. */
final class Compiled {

  private Compiled() {}

  /** Compiles a class into a folder, and fails the test if it does not compile. */
  static void into(Path folder, String className, String source) {
    into(folder, Map.of(className, source));
  }

  /** Compiles classes by name together, which finds and reads those they are of but once. */
  static void into(Path folder, Map<String, String> sources) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    boolean compiles =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                new StringWriter(),
                null,
                diagnostics,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                sources.entrySet().stream()
                    .map(each -> file(each.getKey(), each.getValue()))
                    .toList())
            .call();
    assertThat(compiles).as("%s", diagnostics.getDiagnostics()).isTrue();
  }

  private static JavaFileObject file(String className, String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
