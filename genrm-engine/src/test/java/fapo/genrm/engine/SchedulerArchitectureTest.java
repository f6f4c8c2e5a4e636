package fapo.genrm.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class SchedulerArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("fapo.genrm.engine");

  @Test
  void keepsTheSchedulerPure() {
    classes()
        .that()
        .resideInAPackage("fapo.genrm.engine")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "java.time",
            "org.jspecify..",
            "fapo.genrm.engine",
            "fapo.genrm.engine.cache")
        .check(CLASSES);
  }

  @Test
  void keepsTheCacheIgnorantOfRequests() {
    classes()
        .that()
        .resideInAPackage("fapo.genrm.engine.cache")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java.lang..", "java.util", "org.jspecify..", "fapo.genrm.engine.cache")
        .check(CLASSES);
  }
}
