package fapo.reward.audit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a group was asked to be scored by: its policy and its task.
///
/// @param policy serialized by the caller
/// @param problem as the critic sees it, any bytes
/// @param references reference answers, in the caller's order
@SuppressWarnings("ArrayRecordComponent")
public record GroupContent(byte[] policy, byte[] problem, List<byte[]> references) {

  public GroupContent {
    references = List.copyOf(references);
  }

  /// Names the first field in which `other` differs, empty where none does.
  public String difference(GroupContent other) {
    if (!Arrays.equals(problem, other.problem)) {
      return "task.problem";
    }
    if (!sameReferences(other)) {
      return "task.references";
    }
    return Arrays.equals(policy, other.policy) ? "" : "policy";
  }

  private boolean sameReferences(GroupContent other) {
    if (references.size() != other.references.size()) {
      return false;
    }
    for (int i = 0; i < references.size(); i++) {
      if (!Arrays.equals(references.get(i), other.references.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof GroupContent other && difference(other).isEmpty();
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(policy) + Arrays.hashCode(problem);
  }

  @Override
  public String toString() {
    return "GroupContent[" + problem.length + " bytes, " + references.size() + " references]";
  }
}
