package fapo.genrm;

import fapo.genrm.critique.Critic;
import fapo.genrm.critique.CriticProfile;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.Verdict;
import java.util.function.Consumer;

/// Judges by exact arithmetic where it applies and by a generative model elsewhere.
///
/// | exact arithmetic says | the model is asked | verdict |
/// |---|---|---|
/// | a statement is false | no | its step |
/// | nothing to check | yes | the model's |
/// | all that was checked holds | yes | the model's; sound where the model cannot judge |
///
/// A false statement needs no second opinion, so that most solutions with arithmetic cost no
/// generation. Where the model flags what arithmetic found right, the critique says so.
final class HybridCritic implements Critic {
  static final String NAME = "hybrid";

  private final Critic exact;
  private final Critic model;

  HybridCritic(Critic exact, Critic model) {
    this.exact = exact;
    this.model = model;
  }

  @Override
  public CriticProfile profile() {
    CriticProfile of = model.profile();
    return new CriticProfile(
        NAME,
        of.modelId(),
        of.weightsHash(),
        exact.profile().engine() + "+" + of.engine(),
        CriticProfile.Fitness.DEMO,
        true);
  }

  @Override
  public Readiness readiness() {
    return model.readiness();
  }

  @Override
  public Critique critique(CritiqueTask task, Consumer<String> text) {
    Critique computed = exact.critique(task, text);
    return switch (computed.verdict()) {
      case Verdict.FlawedAt _, Verdict.Flawed _ -> computed;
      case Verdict.Sound _ -> afterSound(computed, model.critique(task, text));
      case Verdict.OutOfScope _, Verdict.Unreadable _, Verdict.Unavailable _ ->
          model.critique(task, text);
    };
  }

  private static Critique afterSound(Critique computed, Critique generated) {
    return switch (generated.verdict()) {
      case Verdict.OutOfScope _ -> computed;
      case Verdict.FlawedAt _, Verdict.Flawed _ ->
          new Critique(
              generated.verdict(),
              "(every statement that exact arithmetic could check holds)\n" + generated.text(),
              generated.basis());
      case Verdict.Sound _, Verdict.Unreadable _, Verdict.Unavailable _ -> generated;
    };
  }
}
