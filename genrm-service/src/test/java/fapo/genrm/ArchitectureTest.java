package fapo.genrm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .withImportOption(location -> !location.contains("genrm-engine/target/test-classes"))
          .importPackages("fapo.genrm")
          .that(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "not generated", type -> !type.getPackageName().equals("fapo.genrm.v1")));

  @Test
  void keepsTheCoresPure() {
    classes()
        .that()
        .resideInAnyPackage("fapo.genrm.critique", "fapo.genrm.symbolic")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "fapo.genrm.critique", "fapo.genrm.symbolic")
        .check(CLASSES);
  }

  @Test
  void keepsTheCoresApart() {
    noClasses()
        .that()
        .resideInAPackage("fapo.genrm.symbolic")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("fapo.genrm.critique")
        .check(CLASSES);
  }

  @Test
  void keepsTheWireOutOfTheBackends() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "fapo.genrm.critique", "fapo.genrm.local", "fapo.genrm.remote", "fapo.genrm.symbolic")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("fapo.genrm", "fapo.genrm.wire", "fapo.genrm.v1", "io.grpc..")
        .check(CLASSES);
  }

  @Test
  void knowsNoOtherService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("fapo.verifier..", "fapo.reward..", "fapo.gateway..")
        .check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    slices().matching("fapo.genrm.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
