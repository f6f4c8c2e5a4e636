package fapo.genrm.local;

import fapo.genrm.critique.Critique.Odds;
import fapo.genrm.critique.Verdict;
import fapo.genrm.critique.Verdict.Cause;
import fapo.genrm.critique.VerdictParser;
import fapo.genrm.engine.Admission;
import fapo.genrm.generation.Generation;
import fapo.genrm.generation.Outcome;
import fapo.genrm.generation.Outcome.Finish;
import fapo.genrm.sampling.VerdictReading;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Consumer;

/// A sample under way.
record Draw(Generation generation, long seed) {
  // What a model that was trained to know its domains ends a critique with outside of them.
  private static final String DECLINED = "\\boxed{outside}";

  void cancel() {
    generation.cancel();
  }

  /// Waits for the end and reads the verdict.
  ///
  /// @param text receives the critique as it grows
  Sample await(Asking asking, Consumer<String> text) throws InterruptedException {
    return switch (generation.follow(text)) {
      case Outcome.Generated generated -> {
        Verdict verdict = verdict(asking, generated);
        yield new Sample(
            verdict,
            generated.verdict().flatMap(reading -> odds(verdict, reading)),
            generated.text(),
            seed,
            generated.cost().promptTokens(),
            generated.tokens().size());
      }
      case Outcome.Refused(Admission.Reason reason, String message) ->
          nothing(refused(reason, message));
      case Outcome.Unavailable(Outcome.Cause cause, String detail) ->
          nothing(new Verdict.Unavailable(cause(cause), detail));
    };
  }

  private Sample nothing(Verdict verdict) {
    return new Sample(verdict, Optional.empty(), "", seed, 0, 0);
  }

  /// The engine watches the last box while it is written, the parser reads the whole text; where
  /// they did not see the same verdict, the odds are of something else.
  private static Optional<Odds> odds(Verdict verdict, VerdictReading reading) {
    boolean sound = reading.index().equals(VerdictReading.NOT_FOUND);
    boolean same =
        switch (verdict) {
          case Verdict.Sound _ -> sound;
          case Verdict.Flawed _ -> !sound;
          case Verdict.FlawedAt(int step) -> reading.index().equals(BigInteger.valueOf(step));
          case Verdict.Unreadable _, Verdict.Unavailable _, Verdict.OutOfScope _ -> false;
        };
    return same
        ? Optional.of(new Odds(reading.probability(), reading.flawProbability()))
        : Optional.empty();
  }

  /// A critique cut at its token limit, or because it went in circles, has not come to its index:
  /// where the index is a place, what it boxed on the way is not a verdict.
  private static Verdict verdict(Asking asking, Outcome.Generated generated) {
    boolean cut = generated.finish() == Finish.LENGTH || generated.finish() == Finish.LOOP;
    boolean place = asking.task().template().hasSteps();
    if (!cut && generated.text().strip().endsWith(DECLINED)) {
      return new Verdict.OutOfScope(
          Verdict.Reason.DOMAIN, "the model declines: it does not know this kind of problem");
    }
    return cut && place
        ? VerdictParser.unreadable(generated.text())
        : VerdictParser.parse(
            generated.text(), asking.task().template(), asking.task().judged().stepCount());
  }

  private static Verdict refused(Admission.Reason reason, String message) {
    return switch (reason) {
      case LONGER_THAN_CONTEXT, LARGER_THAN_CACHE, EMPTY_PROMPT, NOTHING_WANTED ->
          new Verdict.OutOfScope(Verdict.Reason.TOO_LONG, message);
      case QUEUE_FULL, TOO_MANY_SAMPLES -> new Verdict.Unavailable(Cause.OVERLOADED, message);
      case DEADLINE_PASSED -> new Verdict.Unavailable(Cause.DEADLINE, message);
    };
  }

  private static Cause cause(Outcome.Cause of) {
    return switch (of) {
      case CANCELLED -> Cause.CANCELLED;
      case DEADLINE -> Cause.DEADLINE;
      case NO_PROGRESS -> Cause.NO_PROGRESS;
      case MODEL_FAULT -> Cause.MODEL_FAULT;
      case CLOSED -> Cause.UNREACHABLE;
    };
  }
}
