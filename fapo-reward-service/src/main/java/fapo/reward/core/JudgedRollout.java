package fapo.reward.core;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/// Everything about one member of a group that its reward depends on.
public sealed interface JudgedRollout {
  /// A member that was judged, as far as that succeeded.
  ///
  /// @param responseTokens length of the response, tokens, >= 0; where the caller sent it
  record Judged(AnswerCheck check, Verdict verdict, OptionalInt responseTokens)
      implements JudgedRollout {
    public Judged {
      requireNonNull(check, "check");
      requireNonNull(verdict, "verdict");
      if (responseTokens.isPresent() && responseTokens.getAsInt() < 0) {
        throw RewardRefusedException.invalid("response_tokens", responseTokens.getAsInt(), ">= 0");
      }
    }
  }

  /// A member that was not judged at all. It keeps its place in the group and does not vote.
  record Unjudged(Cause cause, String detail) implements JudgedRollout {
    public Unjudged {
      requireNonNull(cause, "cause");
      requireNonNull(detail, "detail");
    }

    /// Why it was not judged.
    public enum Cause {
      /// Its text is malformed; the detail names the field.
      ROLLOUT_UNREADABLE,
      CANCELLED,
      /// The group was closed before it came.
      MISSING
    }
  }
}
