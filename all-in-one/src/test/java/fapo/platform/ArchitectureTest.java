package fapo.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("fapo.cli", "fapo.platform");

  @Test
  void hasNoCycles() {
    slices().matching("fapo.cli.(*)..").should().beFreeOfCycles().check(classes);
    slices().matching("fapo.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void keepsSpringInThePlatform() {
    noClasses()
        .that()
        .resideInAPackage("fapo.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(classes);
  }

  @Test
  void reachesServicesThroughTheContractAlone() {
    noClasses()
        .that()
        .resideInAPackage("fapo.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "fapo.reward",
            "fapo.reward.core..",
            "fapo.genrm",
            "fapo.genrm.critique..",
            "fapo.gateway..")
        .check(classes);
  }
}
