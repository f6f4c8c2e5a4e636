package fapo.genrm.critique;

import java.util.function.Consumer;

/// Judges solutions. The seam between the service and whatever does the judging.
public interface Critic {
  /// Who this critic is.
  CriticProfile profile();

  /// Whether it can answer now, and if not why. May ask the network, for a few seconds at most.
  Readiness readiness();

  /// Judges one solution, blocking until the verdict is there. An interrupt ends the work, frees
  /// what it holds elsewhere, and yields {@link Verdict.Unavailable}.
  ///
  /// @param text receives the critique of the first sample as it is generated; nothing from critics
  ///     that do not generate
  Critique critique(CritiqueTask task, Consumer<String> text);

  /// Whether a critic can answer now.
  sealed interface Readiness {
    record Ready() implements Readiness {}

    record NotReady(String why) implements Readiness {}
  }
}
