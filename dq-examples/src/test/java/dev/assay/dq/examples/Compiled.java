package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Java that tests print or quote, compiled. */
final class Compiled {

  private Compiled() {}

  /** Compiles a class into a folder, and fails the test if it does not compile. */
  static void into(Path folder, String className, String source) {
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    boolean compiles =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                new StringWriter(),
                null,
                diagnostics,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                List.of(file))
            .call();
    assertThat(compiles).as("%s %s", diagnostics.getDiagnostics(), source).isTrue();
  }
}
