package fapo.reward.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import fapo.reward.core.ScoringPolicy.AnswerWhen;
import fapo.reward.core.ScoringPolicy.Estimator;
import fapo.reward.core.ScoringPolicy.GroupOfOne;
import fapo.reward.core.ScoringPolicy.OnMissingVerdict;
import fapo.reward.core.ScoringPolicy.OnUndecided;
import fapo.reward.core.ScoringPolicy.Preset;
import fapo.reward.v1.ScoringPolicy;
import fapo.verifier.v1.VerifyMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PolicyWireTest {
  /// When and with what beside it an answer is given, not which.
  private static final Set<String> FORMALITIES =
      Set.of(
          "answer_when",
          "critique.token_progress_timeout",
          "critique.return_critique",
          "verify.explain");

  private final OrderReader reader = new OrderReader(1000);

  @Test
  void tellsContentsApartByEveryFieldThatDecides() {
    ByteString plain = hash(Requests.policy().build());
    for (List<FieldDescriptor> path : paths(ScoringPolicy.getDescriptor(), List.of())) {
      ByteString changed = hash(with(path));
      if (FORMALITIES.contains(name(path))) {
        assertThat(changed).as(name(path)).isEqualTo(plain);
      } else {
        assertThat(changed).as(name(path)).isNotEqualTo(plain);
      }
    }
  }

  @Test
  void readsBackWhatItSpelledOut() {
    for (List<FieldDescriptor> path : paths(ScoringPolicy.getDescriptor(), List.of())) {
      ScoringPolicy asked = with(path);
      ScoringPolicy resolved = PolicyWire.resolved(asked);
      assertThat(PolicyWire.recorded(resolved)).isEqualTo(PolicyWire.recorded(asked));
      assertThat(PolicyWire.resolved(resolved)).as(name(path)).isEqualTo(resolved);
    }
  }

  @Test
  void spellsOutEveryPreset() {
    for (Preset preset : Preset.values()) {
      ScoringPolicy asked =
          ScoringPolicy.newBuilder()
              .setPreset(fapo.reward.v1.Preset.valueOf("PRESET_" + preset))
              .build();
      assertThat(PolicyWire.recorded(PolicyWire.resolved(asked)))
          .isEqualTo(fapo.reward.core.Presets.policy(preset));
    }
  }

  @Test
  void appliesTheRecipesOwnCheckAndPromptUnlessToldOtherwise() {
    ScoringPolicy.Builder recipe =
        ScoringPolicy.newBuilder().setPreset(fapo.reward.v1.Preset.PRESET_FAPO_RECIPE);
    ScoringPolicy resolved = PolicyWire.resolved(recipe.build());
    assertThat(resolved.getVerify().getMode()).isEqualTo(VerifyMode.VERIFY_MODE_FAPO_RECIPE);
    assertThat(resolved.getCritique().getTemplateId()).isEqualTo("fapo-recipe-v1");
    recipe.getVerifyBuilder().setMode(VerifyMode.VERIFY_MODE_STANDARD);
    assertThat(PolicyWire.resolved(recipe.build()).getVerify().getMode())
        .isEqualTo(VerifyMode.VERIFY_MODE_STANDARD);
  }

  @Test
  void knowsEveryChoiceOfTheContract() {
    agree(Preset.class, fapo.reward.v1.Preset.class, "PRESET_");
    agree(OnUndecided.class, fapo.reward.v1.OnUndecided.class, "ON_UNDECIDED_");
    agree(OnMissingVerdict.class, fapo.reward.v1.OnMissingVerdict.class, "ON_MISSING_VERDICT_");
    agree(AnswerWhen.class, fapo.reward.v1.AnswerWhen.class, "ANSWER_WHEN_");
    agree(Estimator.class, fapo.reward.v1.Estimator.class, "ESTIMATOR_");
    agree(GroupOfOne.class, fapo.reward.v1.GroupOfOne.class, "GROUP_OF_ONE_");
  }

  @Test
  void refusesEveryChoiceItDoesNotKnow() {
    for (FieldDescriptor field : ScoringPolicy.getDescriptor().getFields()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
        ScoringPolicy.Builder policy = ScoringPolicy.newBuilder();
        policy.setField(field, field.getEnumType().findValueByNumberCreatingIfUnknown(77));
        assertThatThrownBy(() -> PolicyWire.recorded(policy.build()))
            .isInstanceOf(RefusedException.class)
            .hasMessageStartingWith("policy." + field.getName() + ":");
      }
    }
  }

  private static <D extends Enum<D>, M extends Enum<M>> void agree(
      Class<D> ours, Class<M> theirs, String prefix) {
    Set<String> contract =
        Arrays.stream(theirs.getEnumConstants())
            .map(Enum::name)
            .filter(name -> !name.equals("UNRECOGNIZED") && !name.endsWith("UNSPECIFIED"))
            .collect(Collectors.toSet());
    assertThat(
            Arrays.stream(ours.getEnumConstants())
                .map(constant -> EnumWire.message(theirs, constant, prefix).name())
                .collect(Collectors.toSet()))
        .isEqualTo(contract);
    for (M message : theirs.getEnumConstants()) {
      if (contract.contains(message.name())) {
        D domain = EnumWire.domain(ours, message, prefix, "policy");
        assertThat(EnumWire.message(theirs, domain, prefix)).isEqualTo(message);
      }
    }
  }

  private ByteString hash(ScoringPolicy policy) {
    return reader.group(Requests.group("3 + 4 = 7").build(), policy).contentHash();
  }

  private static String name(List<FieldDescriptor> path) {
    return path.stream().map(FieldDescriptor::getName).collect(Collectors.joining("."));
  }

  /// Down to every field that is no message of this contract.
  private static List<List<FieldDescriptor>> paths(Descriptor message, List<FieldDescriptor> to) {
    List<List<FieldDescriptor>> paths = new ArrayList<>();
    for (FieldDescriptor field : message.getFields()) {
      List<FieldDescriptor> path = new ArrayList<>(to);
      path.add(field);
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
          && field.getMessageType().getFullName().startsWith("fapo.")) {
        paths.addAll(paths(field.getMessageType(), path));
      } else {
        paths.add(path);
      }
    }
    return paths;
  }

  private static ScoringPolicy with(List<FieldDescriptor> path) {
    ScoringPolicy.Builder policy = Requests.policy();
    set(policy, path);
    return policy.build();
  }

  private static void set(Message.Builder message, List<FieldDescriptor> path) {
    FieldDescriptor field = path.getFirst();
    if (path.size() == 1) {
      message.setField(field, value(message, field));
    } else if (field.isRepeated()) {
      Message.Builder entry = message.newBuilderForField(field);
      set(entry, path.subList(1, path.size()));
      message.addRepeatedField(field, entry.build());
    } else {
      set(message.getFieldBuilder(field), path.subList(1, path.size()));
    }
  }

  /// Valid, and what no preset says.
  private static Object value(Message.Builder message, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> 3;
      case LONG -> 3L;
      case FLOAT -> 0.03125f;
      case DOUBLE -> 0.03125;
      case BOOLEAN -> true;
      case STRING -> "b";
      case BYTE_STRING -> ByteString.copyFromUtf8("b");
      case ENUM -> field.getEnumType().findValueByNumber(2);
      case MESSAGE -> message.newBuilderForField(field).build();
    };
  }
}
