package fapo.evaluation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("fapo.evaluation");

  @Test
  void keepsTheCorePure() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..", "java.util..", "org.jspecify.annotations", "fapo.evaluation..")
        .check(CLASSES);
  }

  @Test
  void keepsPackagesFreeOfCycles() {
    slices().matching("fapo.evaluation.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesTypesByWhatTheyAre() {
    classes()
        .should()
        .haveNameNotMatching(".*(Impl|Manager|Utils?|Helper|Processor|Handler|DTO)")
        .check(CLASSES);
  }
}
