package dev.assay.dq.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.assay.dq.PublicApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What of Spark and Scala the library touches: only what is the same on every supported Spark. */
class SparkSurfaceTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.assay.dq.spark");

  private static final List<String> FORBIDDEN =
      List.of("scala.collection.", "scala.Function", "scala.PartialFunction", "scala.reflect.");

  @Test
  void only_public_packages_of_spark_are_used() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark.sql.catalyst..",
            "org.apache.spark.sql.classic..",
            "org.apache.spark.sql.connect..",
            "org.apache.spark.sql.execution..",
            "org.apache.spark.sql.internal..",
            "org.apache.spark.util.collection..",
            "scala.collection..",
            "scala.runtime..",
            "scala.reflect..")
        .check(CLASSES);
  }

  @Test
  void no_signature_that_is_called_carries_a_scala_collection_or_function() {
    classes().should(new CallOnlyPortableSignatures()).check(CLASSES);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("dev.assay.dq.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothing_prints() {
    noClasses().should().accessField(System.class, "out").check(CLASSES);
    noClasses().should().accessField(System.class, "err").check(CLASSES);
    noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CLASSES);
  }

  @Test
  void what_is_public_is_listed() throws IOException {
    PublicApi.isListed(CLASSES);
  }

  @Test
  void no_public_member_names_what_is_internal() {
    PublicApi.namesNothingInternal(CLASSES);
  }

  @Test
  void every_package_says_where_null_may_be() {
    List<String> missing = new ArrayList<>();
    CLASSES.stream()
        .map(JavaClass::getPackage)
        .distinct()
        .filter(each -> !each.isAnnotatedWith(NullMarked.class))
        .forEach(each -> missing.add(each.getName()));
    org.assertj.core.api.Assertions.assertThat(missing).isEmpty();
  }

  private static final class CallOnlyPortableSignatures extends ArchCondition<JavaClass> {

    CallOnlyPortableSignatures() {
      super("call only signatures without Scala collections and functions");
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
      for (JavaAccess<?> access : item.getAccessesFromSelf()) {
        if (access instanceof JavaCodeUnitAccess<?> call) {
          List<String> types = new ArrayList<>();
          call.getTarget().getRawParameterTypes().forEach(type -> types.add(type.getName()));
          types.add(call.getTarget().getRawReturnType().getName());
          for (String type : types) {
            if (FORBIDDEN.stream().anyMatch(type::startsWith)) {
              events.add(SimpleConditionEvent.violated(access, access.getDescription()));
            }
          }
        }
      }
      for (JavaCodeUnit own : item.getCodeUnits()) {
        own.getRawParameterTypes().stream()
            .filter(type -> FORBIDDEN.stream().anyMatch(type.getName()::startsWith))
            .forEach(type -> events.add(SimpleConditionEvent.violated(own, own.getDescription())));
      }
    }
  }
}
