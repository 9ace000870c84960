package dev.assay.dq;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Data flow one way: DSL, model, plan and states, execution, results, rendering. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.assay.dq");

  @Test
  void layers_use_only_those_below() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        // the words of a user and what they are made of: two halves of one layer
        .layer("language")
        .definedBy("dev.assay.dq", "dev.assay.dq.internal.model")
        .layer("json")
        .definedBy("dev.assay.dq.json")
        .layer("plan")
        .definedBy("dev.assay.dq.internal.plan")
        .layer("state")
        .definedBy("dev.assay.dq.internal.state")
        .layer("execute")
        .definedBy("dev.assay.dq.internal.execute")
        .layer("local")
        .definedBy("dev.assay.dq.local")
        .layer("result")
        .definedBy("dev.assay.dq.result")
        .layer("profile")
        .definedBy("dev.assay.dq.profile")
        .layer("drift")
        .definedBy("dev.assay.dq.drift")
        .layer("render")
        .definedBy("dev.assay.dq.render")
        .whereLayer("json")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("local")
        .mayOnlyBeAccessedByLayers("profile")
        .whereLayer("render")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("language")
        .mayNotAccessAnyLayer()
        .whereLayer("json")
        .mayOnlyAccessLayers("language", "result", "profile", "drift")
        .whereLayer("state")
        .mayOnlyAccessLayers("language", "plan")
        .whereLayer("plan")
        .mayOnlyAccessLayers("language")
        .whereLayer("result")
        .mayOnlyAccessLayers("language")
        .whereLayer("execute")
        .mayOnlyAccessLayers("language", "plan", "state", "result")
        .whereLayer("local")
        .mayOnlyAccessLayers("language", "plan", "state", "execute", "result")
        .whereLayer("profile")
        .mayOnlyAccessLayers("language", "plan", "state", "execute", "local", "result")
        .whereLayer("drift")
        .mayOnlyAccessLayers("profile", "result")
        .whereLayer("render")
        .mayOnlyAccessLayers("language", "result", "profile", "drift")
        .check(CLASSES);
  }

  /** Each package is a slice of its own, but for the two halves of the language. */
  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
          String name = each.getPackageName();
          return SliceIdentifier.of(
              name.equals("dev.assay.dq.internal.model") ? "dev.assay.dq" : name);
        }

        @Override
        public String getDescription() {
          return "packages, the language as one";
        }
      };

  @Test
  void packages_have_no_cycles() {
    slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void there_is_no_spark_and_no_scala_and_what_is_optional_stands_apart() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..", "org.apache.hadoop..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.dq.json")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.dq.micrometer")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..")
        .check(CLASSES);
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
    List<String> missing =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(each -> each.getName())
            .toList();
    assertThat(missing).isEmpty();
  }
}
