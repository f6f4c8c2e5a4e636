package fapo.genrm;

import fapo.genrm.critique.Critic;
import fapo.genrm.critique.CriticProfile;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.Critique.Evidence;
import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.Verdict;
import fapo.genrm.symbolic.Finding;
import fapo.genrm.symbolic.SymbolicCritic;
import java.util.List;
import java.util.function.Consumer;

/// Judges by exact arithmetic: what the statements inside the steps are worth.
///
/// `Sound` says that at least one statement was checked and all that were hold, no more.
final class SymbolicBackend implements Critic {
  static final String NAME = "symbolic";

  private static final CriticProfile PROFILE =
      new CriticProfile(NAME, "", "symbolic-v1", CriticProfile.Fitness.DEMO, false);

  private final SymbolicCritic critic = new SymbolicCritic();

  @Override
  public CriticProfile profile() {
    return PROFILE;
  }

  @Override
  public Readiness readiness() {
    return new Readiness.Ready();
  }

  @Override
  public Critique critique(CritiqueTask task, Consumer<String> text) {
    return switch (critic.examine(task.problem(), task.judged().steps())) {
      case Finding.NothingToCheck _ ->
          Critique.of(
              new Verdict.OutOfScope(
                  Verdict.Reason.NO_CHECKABLE_STATEMENT,
                  "no step states anything that is checked"));
      case Finding.AllHold(int checked) ->
          new Critique(new Verdict.Sound(), "", new Critique.Statements(checked, List.of()));
      case Finding.Flaw flaw ->
          new Critique(
              new Verdict.FlawedAt(flaw.step()),
              flaw.explanation(),
              new Critique.Statements(flaw.checked(), List.of(evidence(flaw))));
    };
  }

  private static Evidence evidence(Finding.Flaw flaw) {
    Evidence.Kind kind =
        switch (flaw.kind()) {
          case FALSE_STATEMENT -> Evidence.Kind.FALSE_STATEMENT;
          case CONTRADICTION -> Evidence.Kind.CONTRADICTION;
        };
    return new Evidence(
        kind,
        flaw.step(),
        flaw.statement(),
        flaw.subExpression(),
        flaw.stated(),
        flaw.computed(),
        flaw.explanation());
  }
}
