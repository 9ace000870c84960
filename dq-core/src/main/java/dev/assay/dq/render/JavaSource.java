package dev.assay.dq.render;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks as Java source that uses this library: compiled and run, it gives equal checks back.
 *
 * <p>What the fluent methods say is written with them; what only the model can say, with the
 * constructors of the model. The source is ASCII: other characters of texts are escaped. Java code
 * ({@code rowSatisfies}) cannot be read back from a running program, and is refused.
 */
public final class JavaSource {

  /** How many constraints a method makes: the size of a method's code is limited. */
  private static final int PART = 50;

  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "\\A(?:[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*\\.)*"
              + "[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*\\z");

  private JavaSource() {}

  /**
   * A check as an expression, to be pasted into a class that imports {@code dev.assay.dq.Columns}
   * statically.
   *
   * @return an expression of type {@link Check}, of several lines, without a semicolon
   * @throws IllegalArgumentException if the check holds Java code
   */
  public static String of(Check check) {
    return start(check)
        + require(new JavaWriter(), check.constraints(), "    ")
        + tags(check, "    ");
  }

  /**
   * Checks as a class of their own, complete with imports, whose method {@code checks()} makes
   * them.
   *
   * @param className the name of the class, with its package unless it is the unnamed one
   * @return a compilation unit
   * @throws IllegalArgumentException if the name is not that of a class, or a check holds Java code
   */
  public static String file(String className, List<Check> checks) {
    if (!CLASS_NAME.matcher(className).matches()) {
      throw new IllegalArgumentException(
          "The name of the class must be Java identifiers with dots between them, but was \""
              + className
              + "\"");
    }
    int dot = className.lastIndexOf('.');
    JavaWriter writer = new JavaWriter();
    List<String> methods = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      String method = "check" + (i + 1);
      calls.add(method + "()");
      methods.add(methods(writer, method, checks.get(i)));
    }
    StringBuilder out = new StringBuilder();
    if (dot > 0) {
      out.append("package ").append(className, 0, dot).append(";\n\n");
    }
    out.append("import static dev.assay.dq.Columns.*;\n\n");
    writer.imports().forEach(each -> out.append("import ").append(each).append(";\n"));
    out.append("\n/** Data quality checks. */\npublic final class ")
        .append(className.substring(dot + 1))
        .append(" {\n\n  private ")
        .append(className.substring(dot + 1))
        .append("() {}\n\n  /** All checks. */\n  public static List<Check> checks() {\n")
        .append("    return List.of(")
        .append(JavaWriter.fill(calls, 8))
        .append(");\n  }\n");
    methods.forEach(out::append);
    return out.append("}\n").toString();
  }

  private static String methods(JavaWriter writer, String method, Check check) {
    List<Constraint> all = check.constraints();
    if (all.size() <= PART) {
      return "\n  private static Check "
          + method
          + "() {\n    return "
          + start(check)
          + require(writer, all, "        ")
          + tags(check, "        ")
          + ";\n  }\n";
    }
    StringBuilder parts = new StringBuilder();
    String made = start(check);
    for (int from = 0, part = 1; from < all.size(); from += PART, part++) {
      String name = method + "Part" + part;
      made = name + "(" + made + ")";
      parts
          .append("\n  private static Check ")
          .append(name)
          .append("(Check check) {\n    return check")
          .append(require(writer, all.subList(from, Math.min(all.size(), from + PART)), "        "))
          .append(";\n  }\n");
    }
    return "\n  private static Check "
        + method
        + "() {\n    return "
        + made
        + tags(check, "        ")
        + ";\n  }\n"
        + parts;
  }

  private static String start(Check check) {
    boolean error = check.severity() == Severity.ERROR;
    return (error ? "Check.error(" : "Check.warning(") + JavaWriter.quoted(check.name()) + ")";
  }

  private static String require(JavaWriter writer, List<Constraint> constraints, String indent) {
    if (constraints.isEmpty()) {
      return "";
    }
    List<String> lines = new ArrayList<>();
    constraints.forEach(each -> lines.add(writer.constraint(each)));
    String step = "\n" + indent + "    ";
    List<String> indented =
        lines.stream().map(each -> String.join(step, Arrays.asList(each.split("\n", -1)))).toList();
    return "\n" + indent + ".require(" + step + String.join("," + step, indented) + ")";
  }

  private static String tags(Check check, String indent) {
    return check.tags().isEmpty()
        ? ""
        : "\n" + indent + ".tagged(" + JavaWriter.texts(check.tags()) + ")";
  }
}
