package fapo.genrm.generation;

import fapo.genrm.engine.Admission;
import fapo.genrm.sampling.VerdictReading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What became of a request.
public sealed interface Outcome {
  /// It was generated to its end.
  ///
  /// @param text without stop string and special tokens
  /// @param tokens all that were drawn, the one that ended it included
  /// @param verdict what the last box of the text holds; empty where none was looked for
  record Generated(
      String text, List<Integer> tokens, Finish finish, Optional<VerdictReading> verdict, Cost cost)
      implements Outcome {
    public Generated {
      tokens = List.copyOf(tokens);
    }
  }

  /// It was not taken: it can never run, or there is no room now.
  ///
  /// @param message in the form `field: value (expected: …)`
  record Refused(Admission.Reason reason, String message) implements Outcome {}

  /// It was given up: another time the same request may succeed.
  record Unavailable(Cause cause, String detail) implements Outcome {}

  enum Finish {
    /// The model ended the text itself.
    END_OF_SEQUENCE,
    STOP_STRING,
    /// The verdict is complete.
    VERDICT,
    /// As many tokens as were allowed.
    LENGTH,
    /// It was repeating itself.
    LOOP
  }

  enum Cause {
    CANCELLED,
    DEADLINE,
    /// No token came for longer than the request allows.
    NO_PROGRESS,
    MODEL_FAULT,
    /// The engine is shutting down.
    CLOSED
  }

  /// What it took.
  ///
  /// @param promptTokens of which `cachedTokens` need not have run
  /// @param preemptions after which tokens ran again
  /// @param queued until its first tokens ran
  /// @param first until the first token was drawn
  /// @param total until the last was
  record Cost(
      int promptTokens,
      int cachedTokens,
      int preemptions,
      Duration queued,
      Duration first,
      Duration total) {}
}
