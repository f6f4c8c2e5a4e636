package fapo.reward.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import fapo.genrm.v1.Role;
import fapo.genrm.v1.Turn;
import fapo.genrm.v1.Turns;
import fapo.reward.core.JudgedRollout.Unjudged;
import fapo.reward.core.Split;
import fapo.reward.v1.Group;
import fapo.reward.v1.ScoreRolloutRequest;
import fapo.reward.v1.ScoringPolicy;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderReaderTest {
  private static final int MAX_TEXT = 1000;
  private static final ByteString MALFORMED = ByteString.copyFrom(new byte[] {'a', (byte) 0xC3});

  private final OrderReader reader = new OrderReader(MAX_TEXT);

  @Test
  void namesEveryFieldOfAGroupThatIsWrong() {
    refusesGroup("group.rollouts: empty (expected: at least one)", Group.Builder::clearRollouts);
    refusesGroup(
        "group.key.run_id: 201 characters (expected: at most 200)",
        g -> g.getKeyBuilder().setRunId("r".repeat(201)));
    refusesGroup(
        "group.key.group_id: has control characters (expected: none)",
        g -> g.getKeyBuilder().setGroupId("a\0b"));
    refusesGroup(
        "group.key: run_id '', group_id 'group' (expected: both, or neither for an ad hoc group)",
        g -> g.getKeyBuilder().clearRunId());
    refusesGroup(
        "group.key.run_attempt: over 2147483647 (expected: less)",
        g -> g.getKeyBuilder().setRunAttempt(-1));
    refusesGroup(
        "group.key.step: over 2^63 - 1 (expected: less)", g -> g.getKeyBuilder().setStep(-1));
    refusesGroup(
        "group.key.group_attempt: over 2147483647 (expected: less)",
        g -> g.getKeyBuilder().setGroupAttempt(-1));
    refusesGroup(
        "group.task.references: empty (expected: at least one)",
        g -> g.getTaskBuilder().clearReferences());
    refusesGroup(
        "group.task.references[1]: malformed UTF-8 (expected: UTF-8)",
        g -> g.getTaskBuilder().addReferences(MALFORMED));
    refusesGroup(
        "group.task.problem: malformed UTF-8 (expected: UTF-8)",
        g -> g.getTaskBuilder().setProblem(MALFORMED));
    refusesGroup(
        "group.task.problem: 1001 bytes (expected: at most 1000)",
        g -> g.getTaskBuilder().setProblem(ByteString.copyFrom(new byte[MAX_TEXT + 1])));
    refusesGroup(
        "group.task.split: 9 (expected: a value of Split)",
        g -> g.getTaskBuilder().setSplitValue(9));
  }

  @Test
  void namesEveryFieldOfAMemberThatIsWrong() {
    refusesGroup(
        "group.rollouts: rollout_index in 1 of 2 (expected: in all or in none)",
        g -> g.getRolloutsBuilder(0).setRolloutIndex(5));
    refusesGroup(
        "group.rollouts[1].rollout_index: 5 (expected: unique in its group)",
        g -> {
          g.getRolloutsBuilder(0).setRolloutIndex(5);
          g.getRolloutsBuilder(1).setRolloutIndex(5);
        });
    refusesGroup(
        "group.rollouts[1].rollout_index: over 2147483647 (expected: less)",
        g -> {
          g.getRolloutsBuilder(0).setRolloutIndex(5);
          g.getRolloutsBuilder(1).setRolloutIndex(-5);
        });
    refusesGroup(
        "group.rollouts[0].rollout_id: 300 characters (expected: at most 200)",
        g -> g.getRolloutsBuilder(0).setRolloutId("x".repeat(300)));
    refusesGroup(
        "group.rollouts[1].response_tokens: over 2147483647 (expected: less)",
        g -> g.getRolloutsBuilder(1).setResponseTokens(-1));
  }

  @Test
  void namesEveryFieldOfASingleRolloutThatIsWrong() {
    refusesSingle(
        "key.group_id: empty (expected: the group this rollout belongs to)",
        r -> r.getKeyBuilder().clearGroupId().clearRunId());
    refusesSingle(
        "rollout.rollout_index: missing (expected: 0-based index)",
        r -> r.getRolloutBuilder().clearRolloutIndex());
    refusesSingle(
        "rollout.rollout_index: 4 (expected: less than group_size)",
        r -> r.getRolloutBuilder().setRolloutIndex(4));
    refusesSingle(
        "rollout.rollout_index: 4294967295 (expected: less than group_size)",
        r -> r.getRolloutBuilder().setRolloutIndex(-1));
    refusesSingle(
        "group_size: 0 (expected: members of the group, 1 to 65536)",
        ScoreRolloutRequest.Builder::clearGroupSize);
    refusesSingle(
        "group_size: 4000000000 (expected: members of the group, 1 to 65536)",
        r -> r.setGroupSize((int) 4_000_000_000L));
    refusesSingle(
        "rollout.response_tokens: over 2147483647 (expected: less)",
        r -> r.getRolloutBuilder().setResponseTokens(-7));
  }

  @Test
  void keepsWhatIsWrongWithOneTextToItsRollout() {
    Group.Builder group = Requests.group("a", "b", "c", "d", "e");
    group.getRolloutsBuilder(0).setSolution(Requests.solution("x".repeat(MAX_TEXT + 1)));
    group.getRolloutsBuilder(1).clearSolution();
    group.getRolloutsBuilder(2).getSolutionBuilder().setText(MALFORMED);
    group.getRolloutsBuilder(3).getSolutionBuilder().addSteps(MALFORMED);
    group.getRolloutsBuilder(4).getSolutionBuilder().setTurns(turns(Role.ROLE_USER));
    assertThat(read(group).members())
        .extracting(member -> member.unjudged().map(Unjudged::detail).orElse(""))
        .satisfiesExactly(
            d -> assertThat(d).endsWith("bytes (expected: at most 1000)"),
            d -> assertThat(d).endsWith(".solution: missing (expected: text, turns or steps)"),
            d -> assertThat(d).endsWith(".solution.text: malformed UTF-8 (expected: UTF-8)"),
            d -> assertThat(d).endsWith(".solution.steps[0]: malformed UTF-8 (expected: UTF-8)"),
            d -> assertThat(d).endsWith(": none is trainable (expected: at least one)"));
  }

  @Test
  void boundsWhatARefusalSays() {
    Group.Builder group = Requests.group();
    IntStream.range(0, 5000)
        .forEach(i -> group.addRollouts(Requests.rollout("a").setRolloutId("x".repeat(300))));
    RefusedException refused = refusal(() -> read(group));
    assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(2000).endsWith(" more");
    assertThat(refused.violations()).hasSizeLessThan(30);
    Group.Builder long1 = Requests.group("a");
    long1.getKeyBuilder().setRunId("r".repeat(5_000_000)).clearGroupId();
    assertThat(String.valueOf(refusal(() -> read(long1)).getMessage())).hasSizeLessThan(2000);
  }

  @Test
  void refusesMoreMembersThanItCanHold() {
    Group.Builder group = Requests.group();
    IntStream.rangeClosed(0, 65_536).forEach(i -> group.addRolloutsBuilder());
    assertThat(refusal(() -> read(group)).violations().getFirst())
        .hasToString("group.rollouts: 65537 (expected: at most 65536)");
  }

  @Test
  void judgesTrainableTurnsAlone() {
    Group.Builder group = Requests.group("a");
    group
        .getRolloutsBuilder(0)
        .getSolutionBuilder()
        .setTurns(turns(Role.ROLE_USER, Role.ROLE_ASSISTANT, Role.ROLE_TOOL, Role.ROLE_ASSISTANT));
    assertThat(read(group).members().getFirst().text().toStringUtf8())
        .isEqualTo("ROLE_ASSISTANT 1\n\nROLE_ASSISTANT 3");
  }

  @Test
  void takesAMissingSplitForTrainAndSaysSo() {
    Group.Builder group = Requests.group("a");
    group.getTaskBuilder().clearSplit();
    ScoringOrder order = read(group);
    assertThat(order.split()).isEqualTo(Split.TRAIN);
    assertThat(order.warnings()).containsExactly("task.split: missing, taken as TRAIN");
    assertThat(order.contentHash()).isEqualTo(read(Requests.group("a")).contentHash());
  }

  @Test
  void namesTheSameMembersAlikeInWhateverOrder() {
    Group.Builder ascending = Requests.group("a", "b");
    ascending.getRolloutsBuilder(0).setRolloutIndex(0);
    ascending.getRolloutsBuilder(1).setRolloutIndex(1);
    Group descending =
        ascending
            .clone()
            .clearRollouts()
            .addRollouts(ascending.getRollouts(1))
            .addRollouts(ascending.getRollouts(0))
            .build();
    ScoringOrder turned = read(descending.toBuilder());
    assertThat(turned.contentHash()).isEqualTo(read(ascending).contentHash());
    assertThat(turned.contentHash()).isEqualTo(read(Requests.group("a", "b")).contentHash());
    assertThat(turned.ascending().members()).isEqualTo(read(ascending).members());
  }

  private static Turns turns(Role... roles) {
    Turns.Builder turns = Turns.newBuilder();
    for (int i = 0; i < roles.length; i++) {
      turns.addTurns(
          Turn.newBuilder()
              .setRole(roles[i])
              .setContent(ByteString.copyFromUtf8(roles[i] + " " + i)));
    }
    return turns.build();
  }

  private ScoringOrder read(Group.Builder group) {
    return reader.group(group.build(), ScoringPolicy.getDefaultInstance());
  }

  private void refusesGroup(String violation, Consumer<Group.Builder> change) {
    Group.Builder group = Requests.group("3 + 4 = 7", "3 + 4 = 8");
    change.accept(group);
    assertThat(violations(() -> read(group))).containsExactly(violation);
  }

  private void refusesSingle(String violation, Consumer<ScoreRolloutRequest.Builder> change) {
    ScoreRolloutRequest.Builder request = Requests.single();
    change.accept(request);
    assertThat(violations(() -> reader.rollout(request.build()))).contains(violation);
  }

  private static List<String> violations(Runnable read) {
    return refusal(read).violations().stream().map(RefusedException.Violation::toString).toList();
  }

  private static RefusedException refusal(Runnable read) {
    try {
      read.run();
    } catch (RefusedException refused) {
      return refused;
    }
    throw new AssertionError("expected a refusal");
  }
}
