package fapo.reward.audit;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One rollout of a scored group, as it is kept.
///
/// The bytes reproduce the reply exactly; `judged` and `worth` are the same facts for queries and
/// replay. Arrays are neither copied nor to be changed: a batch of them is tens of megabytes. Two
/// records are equal if their bytes are.
///
/// @param index 0-based, unique in its group
/// @param rolloutId the caller's own name, empty if none
/// @param contentHash of this rollout's domain fields, as the caller computes it
/// @param text the solution as it came, any bytes (UTF-8 is not assumed, NUL survives)
/// @param result the reply for this rollout, serialized by the caller
@SuppressWarnings("ArrayRecordComponent")
public record MemberRecord(
    int index,
    String rolloutId,
    byte[] contentHash,
    byte[] text,
    byte[] result,
    Judged judged,
    Worth worth) {

  public MemberRecord {
    if (index < 0) {
      throw new IllegalArgumentException("rollout_index: " + index + " (expected: >= 0)");
    }
    requireNonNull(rolloutId, "rolloutId");
    requireNonNull(contentHash, "contentHash");
    requireNonNull(text, "text");
    requireNonNull(result, "result");
    requireNonNull(judged, "judged");
    requireNonNull(worth, "worth");
  }

  /// What the verifier and the critic said.
  ///
  /// @param answer outcome of the answer check, a short word
  /// @param verdict outcome of the critic, a short word
  /// @param verdictStep first wrong step, 0-based, where the verdict names one
  /// @param responseTokens length of the response in tokens, where the caller sent it
  public record Judged(
      String answer,
      String verdict,
      @Nullable Integer verdictStep,
      @Nullable Integer responseTokens) {}

  /// What the rollout is worth; absent numbers belong to an unscored member.
  public record Worth(
      @Nullable Double reward,
      @Nullable Double outcome,
      @Nullable Double flaw,
      @Nullable Double overlong,
      @Nullable Double advantage) {

    /// Of a member that has no reward.
    public static final Worth UNSCORED = new Worth(null, null, null, null, null);
  }

  /// Whether `other` is the same rollout by content, whatever was said about it.
  public boolean sameContent(MemberRecord other) {
    return Arrays.equals(contentHash, other.contentHash);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof MemberRecord m
        && index == m.index
        && rolloutId.equals(m.rolloutId)
        && Arrays.equals(contentHash, m.contentHash)
        && Arrays.equals(text, m.text)
        && Arrays.equals(result, m.result)
        && judged.equals(m.judged)
        && worth.equals(m.worth);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, rolloutId, Arrays.hashCode(contentHash));
  }

  @Override
  public String toString() {
    return "MemberRecord["
        + index
        + ", "
        + rolloutId
        + ", "
        + text.length
        + " bytes, "
        + worth
        + "]";
  }
}
