package fapo.genrm.sampling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PurityTest {
  @Test
  void needsNothingButRowsOfLogits() {
    classes()
        .that()
        .resideInAPackage("fapo.genrm.sampling")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.util..",
            "java.math..",
            "org.jspecify..",
            "fapo.genrm.sampling",
            "fapo.genrm.engine")
        .check(new ClassFileImporter().importPath(Path.of("target/classes/fapo/genrm/sampling")));
  }
}
