package dev.assay.dq;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        .layer("dsl")
        .definedBy("dev.assay.dq")
        .layer("model")
        .definedBy("dev.assay.dq.model")
        .layer("json")
        .definedBy("dev.assay.dq.json")
        .layer("plan")
        .definedBy("dev.assay.dq.plan")
        .layer("state")
        .definedBy("dev.assay.dq.state")
        .layer("execute")
        .definedBy("dev.assay.dq.execute")
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
        // what a profile suggests is said in the words of a user
        .whereLayer("dsl")
        .mayOnlyBeAccessedByLayers("profile")
        .whereLayer("json")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("local")
        .mayOnlyBeAccessedByLayers("profile")
        .whereLayer("render")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("dsl")
        .mayOnlyAccessLayers("model")
        .whereLayer("model")
        .mayNotAccessAnyLayer()
        .whereLayer("json")
        .mayOnlyAccessLayers("model", "profile", "drift")
        .whereLayer("state")
        .mayOnlyAccessLayers("model", "plan")
        .whereLayer("plan")
        .mayOnlyAccessLayers("model")
        .whereLayer("result")
        .mayOnlyAccessLayers("model")
        .whereLayer("execute")
        .mayOnlyAccessLayers("model", "plan", "state", "result")
        .whereLayer("local")
        .mayOnlyAccessLayers("model", "plan", "state", "execute", "result")
        .whereLayer("profile")
        .mayOnlyAccessLayers("dsl", "model", "plan", "state", "execute", "local", "result")
        .whereLayer("drift")
        .mayOnlyAccessLayers("profile", "result")
        .whereLayer("render")
        .mayOnlyAccessLayers("model", "result", "profile", "drift")
        .check(CLASSES);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("dev.assay.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void there_is_no_spark_and_no_scala_and_jackson_only_where_json_is_read() {
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
  }

  @Test
  void nothing_prints() {
    noClasses().should().accessField(System.class, "out").check(CLASSES);
    noClasses().should().accessField(System.class, "err").check(CLASSES);
    noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CLASSES);
  }

  @Test
  void what_is_public_is_listed() throws IOException {
    List<String> found =
        CLASSES.stream()
            .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
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
