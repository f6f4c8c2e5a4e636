package fapo.genrm.engine;

import java.util.Objects;

/// A prompt to be continued.
///
/// @param prompt token ids
/// @param maxNewTokens after which a sample ends, at least 1
/// @param samples how many continuations are wanted, at least 1; they share the prompt's blocks
/// @param caller among whom the device is shared evenly, such as a training run
/// @param step of the caller's training: of one caller the lowest goes first
/// @param priority before everything else
/// @param deadline on the clock of `now`, in nanoseconds; {@link #NO_DEADLINE} for none
@SuppressWarnings("ArrayRecordComponent") // compared by no one
public record Request(
    int[] prompt,
    int maxNewTokens,
    int samples,
    String caller,
    long step,
    Priority priority,
    long deadline) {
  public static final long NO_DEADLINE = Long.MAX_VALUE;

  public Request {
    prompt = prompt.clone();
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(priority, "priority");
  }

  int promptLength() {
    return prompt.length;
  }

  /// From the one that can wait longest.
  public enum Priority {
    BACKGROUND,
    NORMAL,
    URGENT
  }
}
