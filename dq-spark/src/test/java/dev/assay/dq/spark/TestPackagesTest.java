package dev.assay.dq.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** AssertJ and JUnit are optional: only the packages made for them may know them. */
class TestPackagesTest {

  private static final String ASSERTJ = "dev.assay.dq.spark.assertj..";
  private static final String JUNIT = "dev.assay.dq.spark.junit..";
  private static final String TESTING = "dev.assay.dq.spark.testing..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.assay.dq");

  @Test
  void nothing_else_imports_the_packages_for_tests() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ASSERTJ, JUNIT, TESTING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ASSERTJ, JUNIT, TESTING)
        .check(CLASSES);
  }

  @Test
  void each_needs_its_own_library_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ASSERTJ)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.assertj..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(JUNIT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.opentest4j..")
        .check(CLASSES);
    // what JUnit's package takes from the other works without AssertJ
    for (String needed : new String[] {"OpenChains", "ConstraintVerdicts", "Subject", "Messages"}) {
      noClasses()
          .that()
          .haveNameMatching(".*\\.assertj\\." + needed + "(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.assertj..")
          .check(CLASSES);
    }
  }
}
