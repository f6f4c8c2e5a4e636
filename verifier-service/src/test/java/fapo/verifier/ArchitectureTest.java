package fapo.verifier;

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
          .importPackages("fapo.verifier");
  private static final String[] CORE = {
    "fapo.verifier.text..",
    "fapo.verifier.latex..",
    "fapo.verifier.expr..",
    "fapo.verifier.canon..",
    "fapo.verifier.compare..",
    "fapo.verifier.choice..",
    "fapo.verifier.recipe.."
  };

  @Test
  void keepsTheCorePure() {
    classes()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "fapo.verifier.text..",
            "fapo.verifier.latex..",
            "fapo.verifier.expr..",
            "fapo.verifier.canon..",
            "fapo.verifier.compare..",
            "fapo.verifier.choice..",
            "fapo.verifier.recipe..")
        .check(CLASSES);
  }

  @Test
  void keepsPackagesFreeOfCycles() {
    slices().matching("fapo.verifier.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesTypesByWhatTheyAre() {
    classes()
        .should()
        .haveNameNotMatching(".*(Impl|Manager|Utils?|Helper|Processor|Handler|DTO)")
        .check(CLASSES);
  }
}
