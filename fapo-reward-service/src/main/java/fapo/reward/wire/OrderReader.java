package fapo.reward.wire;

import com.google.protobuf.ByteString;
import fapo.reward.core.GroupKey;
import fapo.reward.core.ScoringPolicy;
import fapo.reward.core.Split;
import fapo.reward.v1.AnswerWhen;
import fapo.reward.v1.Group;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.ScoreRolloutRequest;
import fapo.reward.v1.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Reads requests into {@link ScoringOrder}s, or refuses them with every violation named.
public final class OrderReader {
  private static final int MAX_NAME = 200;
  private static final int MAX_MEMBERS = 65_536;

  private final RolloutReader rollouts;
  private final int maxTextBytes;

  /// @param maxTextBytes longest text that is judged, or judged by, bytes
  public OrderReader(int maxTextBytes) {
    this.maxTextBytes = maxTextBytes;
    this.rollouts = new RolloutReader(maxTextBytes);
  }

  /// @param asked absent fields mean the preset's
  /// @throws RefusedException INVALID_REQUEST
  public ScoringOrder group(Group group, fapo.reward.v1.ScoringPolicy asked) {
    // What is recorded says how the members were answered: a group in one message all at once.
    fapo.reward.v1.ScoringPolicy policy =
        asked.toBuilder().setAnswerWhen(AnswerWhen.ANSWER_WHEN_GROUP).build();
    Violations violations = new Violations();
    List<String> warnings = new ArrayList<>();
    checkKey(group.getKey(), "group.key", violations);
    checkTask(group.getTask(), "group.task", violations, warnings);
    int size = group.getRolloutsCount();
    violations.require(size > 0, "group.rollouts", "empty (expected: at least one)");
    violations.require(
        size <= MAX_MEMBERS, "group.rollouts", size + " (expected: at most " + MAX_MEMBERS + ")");
    violations.throwIf(size > MAX_MEMBERS);
    List<ScoringOrder.Member> members = members(group.getRolloutsList(), violations);
    ScoringPolicy resolved = PolicyWire.read(policy, violations);
    requireTokens(members, resolved, "group.rollouts", violations);
    violations.throwIfAny();
    return order(group.getKey(), group.getTask(), members, resolved, policy, warnings);
  }

  /// The order of one rollout that is sent by itself, as a group of that one member.
  ///
  /// @throws RefusedException INVALID_REQUEST
  public ScoringOrder rollout(ScoreRolloutRequest request) {
    Violations violations = new Violations();
    List<String> warnings = new ArrayList<>();
    checkKey(request.getKey(), "key", violations);
    violations.require(
        !request.getKey().getGroupId().isEmpty(),
        "key.group_id",
        "empty (expected: the group this rollout belongs to)");
    checkTask(request.getTask(), "task", violations, warnings);
    Rollout rollout = request.getRollout();
    int index = rollout.getRolloutIndex();
    violations.require(
        rollout.hasRolloutIndex(), "rollout.rollout_index", "missing (expected: 0-based index)");
    int size = request.getGroupSize();
    boolean sized = size >= 1 && size <= MAX_MEMBERS;
    violations.require(
        sized,
        "group_size",
        unsigned(size) + " (expected: members of the group, 1 to " + MAX_MEMBERS + ")");
    violations.require(
        index >= 0 && (!sized || index < size),
        "rollout.rollout_index",
        unsigned(index) + " (expected: less than group_size)");
    checkTokens(rollout, "rollout.response_tokens", violations);
    checkName(rollout.getRolloutId(), "rollout.rollout_id", violations);
    List<ScoringOrder.Member> members = List.of(rollouts.read(rollout, index, "rollout"));
    ScoringPolicy resolved = PolicyWire.read(request.getPolicy(), violations);
    requireTokens(members, resolved, "rollout", violations);
    violations.throwIfAny();
    return order(
        request.getKey(), request.getTask(), members, resolved, request.getPolicy(), warnings);
  }

  /// @throws RefusedException INVALID_REQUEST
  public static GroupKey key(fapo.reward.v1.GroupKey key) {
    Violations violations = new Violations();
    checkKey(key, "key", violations);
    violations.require(!key.getGroupId().isEmpty(), "key.group_id", "empty (expected: a group)");
    violations.throwIfAny();
    return OutcomeWire.key(key);
  }

  /// The order of members that are on record already.
  ///
  /// @param members by ascending index
  /// @param policyMessage as {@link PolicyWire#resolved} wrote it
  public static ScoringOrder recorded(
      GroupKey key,
      Task task,
      List<ScoringOrder.Member> members,
      fapo.reward.v1.ScoringPolicy policyMessage) {
    ScoringPolicy policy = PolicyWire.recorded(policyMessage);
    return new ScoringOrder(
        key,
        task,
        split(task),
        members,
        policy,
        policyMessage,
        hash(task, members, policy, policyMessage),
        List.of());
  }

  private static ScoringOrder order(
      fapo.reward.v1.GroupKey key,
      Task task,
      List<ScoringOrder.Member> members,
      ScoringPolicy policy,
      fapo.reward.v1.ScoringPolicy asked,
      List<String> warnings) {
    fapo.reward.v1.ScoringPolicy message = PolicyWire.resolved(policy, asked);
    ByteString hash = hash(task, members, policy, message);
    GroupKey named =
        key.getGroupId().isEmpty()
            ? new GroupKey(
                "adhoc", 0, 0, "adhoc/" + HexFormat.of().formatHex(hash.toByteArray()), 0)
            : OutcomeWire.key(key);
    return new ScoringOrder(named, task, split(task), members, policy, message, hash, warnings);
  }

  private List<ScoringOrder.Member> members(List<Rollout> sent, Violations violations) {
    long indexed = sent.stream().filter(Rollout::hasRolloutIndex).count();
    violations.require(
        indexed == 0 || indexed == sent.size(),
        "group.rollouts",
        "rollout_index in " + indexed + " of " + sent.size() + " (expected: in all or in none)");
    List<ScoringOrder.Member> members = new ArrayList<>(sent.size());
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < sent.size(); i++) {
      Rollout rollout = sent.get(i);
      String field = "group.rollouts[" + i + "]";
      int index = rollout.hasRolloutIndex() ? rollout.getRolloutIndex() : i;
      violations.require(index >= 0, field + ".rollout_index", "over 2147483647 (expected: less)");
      violations.require(
          seen.add(index), field + ".rollout_index", index + " (expected: unique in its group)");
      checkName(rollout.getRolloutId(), field + ".rollout_id", violations);
      checkTokens(rollout, field + ".response_tokens", violations);
      members.add(rollouts.read(rollout, index, field));
    }
    return members;
  }

  private static void requireTokens(
      List<ScoringOrder.Member> members,
      ScoringPolicy policy,
      String field,
      Violations violations) {
    if (!policy.needsResponseTokens()) {
      return;
    }
    for (int i = 0; i < members.size(); i++) {
      Rollout rollout = members.get(i).message();
      String path = field.endsWith("s") ? field + "[" + i + "]" : field;
      violations.require(
          rollout.hasResponseTokens(),
          path + ".response_tokens",
          "missing (expected: tokens, since the policy's overlong term or estimator needs them)");
    }
  }

  private static void checkTokens(Rollout rollout, String field, Violations violations) {
    violations.require(rollout.getResponseTokens() >= 0, field, "over 2147483647 (expected: less)");
  }

  private static String unsigned(int value) {
    return Integer.toUnsignedString(value);
  }

  /// @throws RefusedException INVALID_REQUEST
  public static void requireRunId(String runId) {
    Violations violations = new Violations();
    violations.require(!runId.isEmpty(), "run_id", "empty (expected: a run)");
    checkName(runId, "run_id", violations);
    violations.throwIfAny();
  }

  private static void checkKey(fapo.reward.v1.GroupKey key, String field, Violations violations) {
    checkName(key.getRunId(), field + ".run_id", violations);
    checkName(key.getGroupId(), field + ".group_id", violations);
    violations.require(
        key.getRunId().isEmpty() == key.getGroupId().isEmpty(),
        field,
        "run_id "
            + RefusedException.quoted(key.getRunId())
            + ", group_id "
            + RefusedException.quoted(key.getGroupId())
            + " (expected: both, or neither for an ad hoc group)");
    violations.require(
        key.getRunAttempt() >= 0, field + ".run_attempt", "over 2147483647 (expected: less)");
    violations.require(key.getStep() >= 0, field + ".step", "over 2^63 - 1 (expected: less)");
    violations.require(
        key.getGroupAttempt() >= 0, field + ".group_attempt", "over 2147483647 (expected: less)");
  }

  private static void checkName(String name, String field, Violations violations) {
    violations.require(
        name.length() <= MAX_NAME,
        field,
        name.length() + " characters (expected: at most " + MAX_NAME + ")");
    violations.require(
        name.chars().noneMatch(Character::isISOControl),
        field,
        "has control characters (expected: none)");
  }

  private void checkTask(Task task, String field, Violations violations, List<String> warnings) {
    checkText(task.getProblem(), field + ".problem", violations);
    violations.require(
        task.getReferencesCount() > 0, field + ".references", "empty (expected: at least one)");
    for (int i = 0; i < task.getReferencesCount(); i++) {
      checkText(task.getReferences(i), field + ".references[" + i + "]", violations);
    }
    switch (task.getSplit()) {
      case SPLIT_UNSPECIFIED -> warnings.add("task.split: missing, taken as TRAIN");
      case SPLIT_TRAIN, SPLIT_TEST -> {}
      case UNRECOGNIZED ->
          violations.add(field + ".split", task.getSplitValue() + " (expected: a value of Split)");
    }
  }

  private void checkText(ByteString text, String field, Violations violations) {
    boolean fits = text.size() <= maxTextBytes;
    violations.require(
        fits, field, text.size() + " bytes (expected: at most " + maxTextBytes + ")");
    violations.require(!fits || text.isValidUtf8(), field, "malformed UTF-8 (expected: UTF-8)");
  }

  private static Split split(Task task) {
    return task.getSplit() == fapo.reward.v1.Split.SPLIT_TEST ? Split.TEST : Split.TRAIN;
  }

  private static ByteString hash(
      Task task,
      List<ScoringOrder.Member> members,
      ScoringPolicy policy,
      fapo.reward.v1.ScoringPolicy asked) {
    ContentHash hash = terms(task, policy, asked).add(members.size());
    List<ScoringOrder.Member> ascending = new ArrayList<>(members);
    ascending.sort(Comparator.comparingInt(ScoringOrder.Member::index));
    ascending.forEach(member -> hash.add(member.contentHash()));
    return hash.value();
  }

  /// 32 bytes over what the members of a group are scored by: its task and its policy.
  public static ByteString termsHash(ScoringOrder order) {
    return terms(order.task(), order.policy(), order.policyMessage()).value();
  }

  private static ContentHash terms(
      Task task, ScoringPolicy policy, fapo.reward.v1.ScoringPolicy asked) {
    ContentHash hash = new ContentHash().add(task.getProblem()).add(split(task) == Split.TEST);
    hash.add(task.getReferencesCount());
    for (ByteString reference : task.getReferencesList()) {
      hash.add(reference);
    }
    PolicyWire.hash(policy, asked, hash);
    return hash;
  }
}
