package fapo.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("fapo.gateway");

  @Test
  void importsNoServiceOnlyTheContract() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("fapo..")
                .and(
                    not(
                        resideInAnyPackage(
                            "fapo.gateway..",
                            "fapo.reward.v1",
                            "fapo.verifier.v1",
                            "fapo.evaluation.v1",
                            "fapo.genrm.v1"))))
        .check(GATEWAY);
  }

  @Test
  void hasNoCycles() {
    slices().matching("fapo.gateway.(*)..").should().beFreeOfCycles().check(GATEWAY);
  }

  @Test
  void touchesTheContractOnlyInWiresAndRoutes() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Json")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(com.google.protobuf.Message.class)
        .check(GATEWAY);
  }

  @Test
  void keepsStatusMappingInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackages("fapo.gateway.edge", "fapo.gateway.call")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.grpc.Status")
        .check(GATEWAY);
  }
}
