package fapo.reward;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final String CORE = "fapo.reward.core..";
  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("fapo.reward")
          .that(not(resideInAnyPackage("fapo.reward.v1..")));

  @Test
  void coreIsPure() {
    classes()
        .that()
        .resideInAPackage(CORE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java.lang..", "java.util..", "org.jspecify.annotations..", CORE)
        .check(SERVICE);
  }

  @Test
  void coreHasNoClockNoThreadsAndNoChance() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..", "java.util.random..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.(Random|Date|Calendar|Timer)|java\\.lang\\.Thread")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .check(SERVICE);
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("fapo.reward.(*)..").should().beFreeOfCycles().check(SERVICE);
  }

  @Test
  void otherServicesAreKnownByTheirContractAlone() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("fapo.verifier..", "fapo.genrm..", "fapo.gateway..")
                .and(not(resideInAnyPackage("fapo.verifier.v1", "fapo.genrm.v1"))))
        .check(SERVICE);
  }
}
