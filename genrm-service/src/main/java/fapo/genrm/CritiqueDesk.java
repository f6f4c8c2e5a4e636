package fapo.genrm;

import fapo.genrm.critique.Critic;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.Judged;
import fapo.genrm.critique.Solution;
import fapo.genrm.critique.StepSplitter;
import fapo.genrm.critique.Verdict;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.wire.Asked;
import fapo.genrm.wire.GenrmWire;
import fapo.genrm.wire.RefusedException;
import fapo.genrm.wire.VerdictWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The spine: request ▸ solution ▸ steps ▸ critic ▸ verdict.
final class CritiqueDesk {
  private static final Logger log = LoggerFactory.getLogger(CritiqueDesk.class);

  private final Critics critics;
  private final WorkBoard board;
  private final MeterRegistry meters;
  private final long maxSize;

  /// @param maxSize of a problem and its solution together, bytes
  CritiqueDesk(Critics critics, WorkBoard board, MeterRegistry meters, long maxSize) {
    this.critics = critics;
    this.board = board;
    this.meters = meters;
    this.maxSize = maxSize;
  }

  /// Whether the answer takes a model's time rather than a moment's arithmetic.
  boolean generates(CritiqueRequest request) {
    return critics.named(request.getOptions().getCritic()).profile().generates();
  }

  /// @throws RefusedException where the critic that these options name is not there
  void requireCritic(CritiqueOptions options) {
    var _ = critics.named(options.getCritic());
  }

  /// @throws RefusedException where the request cannot be served as it stands
  fapo.genrm.v1.Verdict judge(CritiqueRequest request, Consumer<String> text) {
    long start = System.nanoTime();
    Asked asked = GenrmWire.asked(request);
    Critic critic = critics.named(asked.critic());
    Judged judged = judged(asked);
    Critique critique = critique(asked, critic, judged, text);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    count(critic, critique, asked);
    return VerdictWire.verdict(
        critique,
        new VerdictWire.Setting(critic.profile(), asked.manner(), judged.stepCount(), millis));
  }

  private Judged judged(Asked asked) {
    if (asked.material().size() > maxSize) {
      return new Judged(List.of(), "");
    }
    Solution solution = asked.material().solution();
    Judged judged = StepSplitter.judged(solution, asked.manner().scope());
    boolean empty =
        judged.stepCount() == 0
            && StepSplitter.judged(solution, Solution.Scope.FULL).stepCount() == 0;
    if (empty) {
      throw RefusedException.of("solution", "no step (expected: text that can be judged)");
    }
    return judged;
  }

  private Critique critique(Asked asked, Critic critic, Judged judged, Consumer<String> text) {
    if (asked.material().size() > maxSize) {
      return outOfScope(
          Verdict.Reason.TOO_LONG,
          "%d bytes (expected: at most %d)".formatted(asked.material().size(), maxSize));
    }
    if (judged.stepCount() == 0) {
      return outOfScope(Verdict.Reason.DOMAIN, "nothing follows </think>");
    }
    CritiqueTask task =
        new CritiqueTask(
            asked.material().problem(),
            asked.material().reference(),
            judged,
            asked.manner().template(),
            asked.manner().sampling());
    if (!critic.profile().generates()) {
      return critic.critique(task, text);
    }
    requirePrompt(asked);
    return board.ask(new WorkBoard.Order(asked.workId(), critic, task), text);
  }

  /// Every template has a section for the problem and most one for the reference answer; a prompt
  /// with an empty section is not the one the model knows.
  private static void requirePrompt(Asked asked) {
    if (asked.material().problem().isBlank()) {
      throw RefusedException.of("problem", "empty (expected: the problem, for the prompt)");
    }
    if (asked.manner().template().hasReference() && asked.material().reference().isBlank()) {
      throw RefusedException.of("reference", "empty (expected: the answer, for the prompt)");
    }
  }

  private void count(Critic critic, Critique critique, Asked asked) {
    String outcome =
        switch (critique.verdict()) {
          case Verdict.Sound _ -> "sound";
          case Verdict.FlawedAt _, Verdict.Flawed _ -> "flawed";
          case Verdict.Unreadable _ -> "unreadable";
          case Verdict.Unavailable _ -> "unavailable";
          case Verdict.OutOfScope _ -> "out_of_scope";
        };
    meters
        .counter("fapo.genrm.verdicts", "critic", critic.profile().name(), "outcome", outcome)
        .increment();
    log.debug("work {} critic {} outcome {}", asked.workId(), critic.profile().name(), outcome);
  }

  private static Critique outOfScope(Verdict.Reason reason, String detail) {
    return Critique.of(new Verdict.OutOfScope(reason, detail));
  }
}
