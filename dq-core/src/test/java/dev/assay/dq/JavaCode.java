package dev.assay.dq;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles generated source and runs it. */
public final class JavaCode {

  private JavaCode() {}

  /** What the method {@code checks()} of a class gives. */
  @SuppressWarnings("unchecked")
  public static List<Check> checks(String className, String source) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("assay-source");
      compile(className, source, folder);
      try (URLClassLoader loader =
          new URLClassLoader(new URL[] {folder.toUri().toURL()}, JavaCode.class.getClassLoader())) {
        return (List<Check>) loader.loadClass(className).getMethod("checks").invoke(null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the source does not run: " + source, e);
    } finally {
      delete(folder);
    }
  }

  private static void compile(String className, String source, Path folder) {
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + className.replace('.', '/') + ".java"),
            JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                new StringWriter(),
                null,
                diagnostics,
                List.of("-proc:none", "-Xlint:all", "-d", folder.toString()),
                null,
                List.of(file))
            .call();
    if (!compiled) {
      throw new AssertionError(diagnostics.getDiagnostics() + "\n" + source);
    }
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
