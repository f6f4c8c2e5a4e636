package fapo.reward.core;

/// Names a group: its idempotency key. With a rollout's index it names the rollout.
///
/// @param runId 1 to 200 characters, none of them control characters
/// @param runAttempt raised when a run resumes from a checkpoint, >= 0
/// @param step the trainer's step, >= 0
/// @param groupId 1 to 200 characters, none of them control characters
/// @param groupAttempt raised when the group's rollouts are generated again, >= 0
public record GroupKey(String runId, int runAttempt, long step, String groupId, int groupAttempt) {
  private static final int MAX_NAME = 200;

  public GroupKey {
    requireName("run_id", runId);
    requireCount("run_attempt", runAttempt);
    requireCount("step", step);
    requireName("group_id", groupId);
    requireCount("group_attempt", groupAttempt);
  }

  private static void requireName(String field, String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw RewardRefusedException.invalid(
          field, name.length() + " characters", "1 to " + MAX_NAME + " characters");
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        String found = "U+%04X at %d".formatted((int) name.charAt(i), i);
        throw RewardRefusedException.invalid(field, found, "no control characters");
      }
    }
  }

  private static void requireCount(String field, long count) {
    if (count < 0) {
      throw RewardRefusedException.invalid(field, count, ">= 0");
    }
  }
}
