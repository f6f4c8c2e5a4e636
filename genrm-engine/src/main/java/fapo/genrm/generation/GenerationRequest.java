package fapo.genrm.generation;

import fapo.genrm.engine.Request;
import fapo.genrm.engine.Request.Priority;
import fapo.genrm.sampling.SamplingParameters;
import java.time.Duration;

/// A prompt to be continued, and how.
///
/// @param prompt token ids
/// @param maxNewTokens after which the text ends, at least 1
/// @param sampling how tokens are drawn
/// @param stops what else ends the text
/// @param place when it runs, among others
@SuppressWarnings("ArrayRecordComponent") // compared by no one
public record GenerationRequest(
    int[] prompt, int maxNewTokens, SamplingParameters sampling, StopRules stops, Place place) {
  public GenerationRequest {
    prompt = prompt.clone();
  }

  /// When a request runs, among others.
  ///
  /// @param caller among whom the device is shared evenly, such as a training run
  /// @param step of the caller's training: of one caller the lowest goes first
  /// @param deadline from its submission; after it nothing is wanted any more
  /// @param tokenProgress longest wait for the next token, once the first tokens of it run
  public record Place(
      String caller, long step, Priority priority, Duration deadline, Duration tokenProgress) {
    /// Waits as long as it takes.
    public static final Duration FOREVER = Duration.ofDays(365);

    /// Of nobody in particular, in no hurry.
    public static final Place ANY = new Place("", 0, Priority.NORMAL, FOREVER, FOREVER);

    public Place {
      positive("deadline", deadline);
      positive("token_progress", tokenProgress);
    }

    private static void positive(String field, Duration value) {
      if (!value.isPositive() || value.compareTo(FOREVER) > 0) {
        throw new IllegalArgumentException(
            "%s: %s (expected: > 0 and <= %s)".formatted(field, value, FOREVER));
      }
    }
  }

  /// @param submitted on the engine's clock
  Request scheduled(long submitted) {
    long deadline = submitted + place.deadline().toNanos();
    return new Request(
        prompt, maxNewTokens, 1, place.caller(), place.step(), place.priority(), deadline);
  }
}
