package fapo.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import fapo.genrm.v1.CritiqueRequest;
import fapo.reward.v1.Estimator;
import fapo.reward.v1.Preset;
import fapo.reward.v1.ScoreGroupRequest;
import fapo.verifier.v1.VerifyRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnumNamesTest {
  @Test
  void dropsThePrefixOfTheEnum() {
    assertThat(EnumNames.name(Preset.PRESET_FAPO_ROBUST)).isEqualTo("fapo_robust");
    assertThat(EnumNames.name(Estimator.ESTIMATOR_GRPO_PASS_AT_K)).isEqualTo("grpo_pass_at_k");
    assertThat(EnumNames.name(Preset.UNRECOGNIZED)).isEqualTo("unrecognized");
    assertThat(EnumNames.of(Preset.class))
        .containsOnlyKeys("fapo", "fapo_robust", "fapo_recipe", "rlvr");
  }

  @Test
  void findsThePrefixOfEveryEnumOfTheContract() {
    assertThat(enums())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            type ->
                assertThat(type.getValues())
                    .allSatisfy(
                        value -> assertThat(value.getName()).startsWith(EnumNames.prefix(type))));
  }

  private static Stream<EnumDescriptor> enums() {
    return Stream.of(
            VerifyRequest.getDescriptor().getFile(),
            CritiqueRequest.getDescriptor().getFile(),
            ScoreGroupRequest.getDescriptor().getFile())
        .flatMap(file -> Stream.concat(Stream.of(file), file.getDependencies().stream()))
        .filter(file -> file.getPackage().startsWith("fapo."))
        .distinct()
        .map(FileDescriptor::getEnumTypes)
        .flatMap(types -> types.stream());
  }
}
