package dev.assay.dq;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import dev.assay.dq.internal.Internal;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What users can name: listed in a file, and free of what they shall not name. */
public final class PublicApi {

  private PublicApi() {}

  /** Fails if the public top-level types are not those that a module's file lists. */
  public static void isListed(JavaClasses classes) throws IOException {
    List<String> found =
        classes.stream()
            .filter(PublicApi::isApi)
            .filter(JavaClass::isTopLevelClass)
            .map(JavaClass::getName)
            .sorted()
            .toList();
    List<String> listed =
        Files.readAllLines(Path.of("src/test/resources/public-types.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(found).as("src/test/resources/public-types.txt").isEqualTo(listed);
  }

  /** Fails if a public or protected member names an internal type and does not say that it is. */
  public static void namesNothingInternal(JavaClasses classes) {
    List<String> leaks = new ArrayList<>();
    classes.stream().filter(PublicApi::isApi).forEach(each -> leaks.addAll(leaksOf(each)));
    assertThat(leaks).as("members to be marked with @Internal, or better to be hidden").isEmpty();
  }

  private static List<String> leaksOf(JavaClass api) {
    List<String> leaks = new ArrayList<>();
    Stream.concat(api.getInterfaces().stream(), api.getSuperclass().stream())
        .filter(PublicApi::isHidden)
        .forEach(type -> leaks.add(api.getName() + " is a " + type.getName()));
    for (JavaMember member : api.getMembers()) {
      if (isSeen(member) && !isMarked(member) && types(member).anyMatch(PublicApi::isHidden)) {
        leaks.add(member.getFullName());
      }
    }
    return leaks;
  }

  private static Stream<JavaType> types(JavaMember member) {
    if (member instanceof JavaCodeUnit code) {
      return Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream());
    }
    return Stream.of(((JavaField) member).getType());
  }

  private static boolean isSeen(JavaMember member) {
    return (member.getModifiers().contains(JavaModifier.PUBLIC)
            || member.getModifiers().contains(JavaModifier.PROTECTED))
        && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean isHidden(JavaType type) {
    return type.getAllInvolvedRawTypes().stream()
        .anyMatch(
            each ->
                each.getPackageName().startsWith("dev.assay.dq")
                    && (isInternal(each) || !isReachable(each)));
  }

  private static boolean isApi(JavaClass each) {
    return isReachable(each) && !isInternal(each);
  }

  private static boolean isInternal(JavaClass each) {
    return each.getPackageName().matches(".*\\.internal(\\..*)?+")
        || isMarked(each)
        || each.getEnclosingClass().map(PublicApi::isInternal).orElse(false);
  }

  private static boolean isReachable(JavaClass each) {
    return (each.getModifiers().contains(JavaModifier.PUBLIC)
            || each.getModifiers().contains(JavaModifier.PROTECTED))
        && !each.isAnonymousClass()
        && each.getEnclosingClass().map(PublicApi::isReachable).orElse(true);
  }

  private static boolean isMarked(CanBeAnnotated each) {
    return each.isAnnotatedWith(Internal.class);
  }

  /** A text that has to be written in a way of its own; null if none has. */
  public static String written(Method method, int at) {
    boolean zoned = method.getParameterCount() > 1;
    return switch (method.getName()) {
      case "asDate", "parsesAsDate" -> "dd.MM.uuuu";
      case "asTimestamp", "parsesAsTimestamp" ->
          at > 0 ? "UTC" : "dd.MM.uuuu HH:mm" + (zoned ? "" : "XXX");
      case "jsonValue" -> "$.items[0]";
      case "isInNetwork" -> "10.0.0.0/8";
      case "schema" -> "x INT";
      case "haveType" -> "INT";
      case "driftFrom" -> "lastMonth";
      case "hasColumn" -> at > 0 ? "INT" : "x";
      default -> null;
    };
  }
}
