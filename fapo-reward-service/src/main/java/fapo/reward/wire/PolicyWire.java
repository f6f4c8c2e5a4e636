package fapo.reward.wire;

import fapo.genrm.v1.CritiqueOptions;
import fapo.reward.core.Presets;
import fapo.reward.core.RewardRefusedException;
import fapo.reward.core.ScoringPolicy;
import fapo.reward.core.ScoringPolicy.AdvantagePolicy;
import fapo.reward.core.ScoringPolicy.Estimator;
import fapo.reward.core.ScoringPolicy.GroupOfOne;
import fapo.reward.core.ScoringPolicy.Overlong;
import fapo.reward.core.ScoringPolicy.Preset;
import fapo.reward.v1.AnswerWhen;
import fapo.reward.v1.OnMissingVerdict;
import fapo.reward.v1.OnUndecided;
import fapo.verifier.v1.VerifyMode;
import fapo.verifier.v1.VerifyOptions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Resolves a request's policy against its preset, and spells a resolved policy out again.
public final class PolicyWire {
  private static final String FIELD = "policy";
  // Settings of a check from this number on count only where they are set, so that hashes of before
  // them stay.
  private static final int LATER_VERIFY_FIELDS = 16;
  private static final String RECIPE_TEMPLATE = "fapo-recipe-v1";

  private PolicyWire() {}

  /// Adds what is wrong to `violations` and then returns the preset's own policy.
  static ScoringPolicy read(fapo.reward.v1.ScoringPolicy asked, Violations violations) {
    Preset preset = preset(asked, violations);
    ScoringPolicy base = Presets.policy(preset);
    checkSamples(asked.getCritique(), violations);
    ScoringPolicy resolved =
        accept(
            violations,
            () ->
                new ScoringPolicy(
                    preset,
                    asked.hasFlawPenalty() ? asked.getFlawPenalty() : base.flawPenalty(),
                    onUndecided(asked, base),
                    onMissing(asked, base),
                    overlong(asked),
                    advantage(asked.getAdvantage(), base.advantage()),
                    answerWhen(asked, base),
                    asked.hasConfirmations() ? asked.getConfirmations() : base.confirmations()));
    return resolved == null ? base : resolved;
  }

  /// The policy as recorded: every number of ours set, the verifier's and the critic's options as
  /// asked.
  static fapo.reward.v1.ScoringPolicy resolved(
      ScoringPolicy policy, fapo.reward.v1.ScoringPolicy asked) {
    fapo.reward.v1.ScoringPolicy.Builder message =
        asked.toBuilder()
            .setPreset(EnumWire.message(fapo.reward.v1.Preset.class, policy.preset(), "PRESET_"))
            .setFlawPenalty(policy.flawPenalty())
            .setOnUndecided(
                EnumWire.message(OnUndecided.class, policy.onUndecided(), "ON_UNDECIDED_"))
            .setOnMissingVerdict(
                EnumWire.message(
                    OnMissingVerdict.class, policy.onMissingVerdict(), "ON_MISSING_VERDICT_"))
            .setAnswerWhen(EnumWire.message(AnswerWhen.class, policy.answerWhen(), "ANSWER_WHEN_"))
            .setConfirmations(policy.confirmations());
    message
        .getAdvantageBuilder()
        .setEstimator(
            EnumWire.message(
                fapo.reward.v1.Estimator.class, policy.advantage().estimator(), "ESTIMATOR_"))
        .setEpsilon(policy.advantage().epsilon())
        .setMinSpread(policy.advantage().minSpread())
        .setGroupOfOne(
            EnumWire.message(
                fapo.reward.v1.GroupOfOne.class, policy.advantage().groupOfOne(), "GROUP_OF_ONE_"));
    policy
        .overlong()
        .ifPresent(term -> message.getOverlongBuilder().setPenaltyFactor(term.penaltyFactor()));
    if (policy.preset() == Preset.FAPO_RECIPE) {
      message.setVerify(recipe(asked.getVerify())).setCritique(recipe(asked.getCritique()));
    }
    return message.build();
  }

  /// What applies where a request asks for `asked` and nothing else.
  ///
  /// @throws RefusedException INVALID_REQUEST
  public static fapo.reward.v1.ScoringPolicy resolved(fapo.reward.v1.ScoringPolicy asked) {
    return resolved(recorded(asked), asked);
  }

  /// Reads a policy back that {@link #resolved} wrote.
  public static ScoringPolicy recorded(fapo.reward.v1.ScoringPolicy message) {
    Violations violations = new Violations();
    ScoringPolicy policy = read(message, violations);
    violations.throwIfAny();
    return policy;
  }

  /// A resolved policy without what decides no answer: time limits, and what is told beside it.
  public static fapo.reward.v1.ScoringPolicy withoutFormalities(
      fapo.reward.v1.ScoringPolicy resolved) {
    fapo.reward.v1.ScoringPolicy.Builder policy = resolved.toBuilder();
    if (resolved.hasCritique()) {
      policy.getCritiqueBuilder().clearTokenProgressTimeout().clearReturnCritique();
    }
    if (resolved.hasVerify()) {
      policy.getVerifyBuilder().clearExplain();
    }
    return policy.build();
  }

  static void hash(ScoringPolicy policy, fapo.reward.v1.ScoringPolicy asked, ContentHash hash) {
    hash.add(policy.preset().name())
        .add(policy.flawPenalty())
        .add(policy.onUndecided().name())
        .add(policy.onMissingVerdict().name())
        .add(policy.overlong().map(Overlong::maxResponseTokens).orElse(0))
        .add(policy.overlong().map(Overlong::bufferTokens).orElse(0))
        .add(policy.overlong().map(Overlong::penaltyFactor).orElse(0.0))
        .add(policy.confirmations())
        .add(policy.advantage().estimator().name())
        .add(policy.advantage().epsilon())
        .add(policy.advantage().minSpread())
        .add(policy.advantage().minScored().orElse(0))
        .add(policy.advantage().groupOfOne().name());
    CritiqueOptions critique = asked.getCritique();
    hash.add(critique.getCritic())
        .add(critique.getTemplateId())
        .add(critique.getScopeValue())
        .add(critique.hasSamples() ? critique.getSamples() : 1)
        .add(critique.hasMaxNewTokens() ? critique.getMaxNewTokens() : -1)
        .add(critique.hasTemperature() ? critique.getTemperature() : -1)
        .add(critique.hasTopP() ? critique.getTopP() : -1)
        .add(critique.hasSeed())
        .add(critique.getSeed())
        .add(critique.hasUnreadableRetries() ? critique.getUnreadableRetries() : -1)
        .add(asked.getAllowDemoCritic());
    hashVerify(asked.getVerify(), hash);
  }

  private static void hashVerify(VerifyOptions verify, ContentHash hash) {
    hash.add(verify.getModeValue())
        .add(verify.getKindValue())
        .add(verify.getFormValue())
        .add(verify.hasRelativeTolerance() ? verify.getRelativeTolerance() : -1)
        .add(verify.hasAbsoluteTolerance() ? verify.getAbsoluteTolerance() : -1)
        .add(verify.hasMinSignificantDigits() ? verify.getMinSignificantDigits() : -1)
        .add(flag(verify.hasPercentBare(), verify.getPercentBare()))
        .add(flag(verify.hasOrderedList(), verify.getOrderedList()))
        .add(flag(verify.hasLastNumberFallback(), verify.getLastNumberFallback()))
        .add(flag(verify.hasUnitRequired(), verify.getUnitRequired()))
        .add(flag(verify.hasStrictThink(), verify.getStrictThink()))
        .add(flag(verify.hasAcceptSolvedInequality(), verify.getAcceptSolvedInequality()))
        .add(flag(verify.hasDecimalComma(), verify.getDecimalComma()))
        .add(verify.getChoicesCount());
    verify.getChoicesList().forEach(choice -> hash.add(choice.getLetter()).add(choice.getText()));
    verify
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.getNumber() >= LATER_VERIFY_FIELDS) {
                hash.add(field.getNumber()).add(String.valueOf(value));
              }
            });
  }

  private static long flag(boolean set, boolean value) {
    return set ? (value ? 1 : 0) : -1;
  }

  private static VerifyOptions recipe(VerifyOptions asked) {
    return asked.getMode() == VerifyMode.VERIFY_MODE_UNSPECIFIED
        ? asked.toBuilder().setMode(VerifyMode.VERIFY_MODE_FAPO_RECIPE).build()
        : asked;
  }

  private static CritiqueOptions recipe(CritiqueOptions asked) {
    return asked.getTemplateId().isEmpty()
        ? asked.toBuilder().setTemplateId(RECIPE_TEMPLATE).build()
        : asked;
  }

  private static Preset preset(fapo.reward.v1.ScoringPolicy asked, Violations violations) {
    if (asked.getPreset() == fapo.reward.v1.Preset.PRESET_UNSPECIFIED) {
      return Preset.FAPO;
    }
    try {
      return EnumWire.domain(Preset.class, asked.getPreset(), "PRESET_", FIELD + ".preset");
    } catch (RefusedException unknown) {
      violations.addAll(unknown.violations());
      return Preset.FAPO;
    }
  }

  private static ScoringPolicy.OnUndecided onUndecided(
      fapo.reward.v1.ScoringPolicy asked, ScoringPolicy base) {
    return asked.getOnUndecided() == OnUndecided.ON_UNDECIDED_UNSPECIFIED
        ? base.onUndecided()
        : EnumWire.domain(
            ScoringPolicy.OnUndecided.class,
            asked.getOnUndecided(),
            "ON_UNDECIDED_",
            FIELD + ".on_undecided");
  }

  private static ScoringPolicy.OnMissingVerdict onMissing(
      fapo.reward.v1.ScoringPolicy asked, ScoringPolicy base) {
    return asked.getOnMissingVerdict() == OnMissingVerdict.ON_MISSING_VERDICT_UNSPECIFIED
        ? base.onMissingVerdict()
        : EnumWire.domain(
            ScoringPolicy.OnMissingVerdict.class,
            asked.getOnMissingVerdict(),
            "ON_MISSING_VERDICT_",
            FIELD + ".on_missing_verdict");
  }

  private static Optional<Overlong> overlong(fapo.reward.v1.ScoringPolicy asked) {
    if (!asked.hasOverlong()) {
      return Optional.empty();
    }
    fapo.reward.v1.Overlong overlong = asked.getOverlong();
    return Optional.of(
        new Overlong(
            overlong.getMaxResponseTokens(),
            overlong.getBufferTokens(),
            overlong.hasPenaltyFactor() ? overlong.getPenaltyFactor() : 1));
  }

  private static ScoringPolicy.AnswerWhen answerWhen(
      fapo.reward.v1.ScoringPolicy asked, ScoringPolicy base) {
    return asked.getAnswerWhen() == AnswerWhen.ANSWER_WHEN_UNSPECIFIED
        ? base.answerWhen()
        : EnumWire.domain(
            ScoringPolicy.AnswerWhen.class,
            asked.getAnswerWhen(),
            "ANSWER_WHEN_",
            FIELD + ".answer_when");
  }

  /// @throws RewardRefusedException naming the field
  static AdvantagePolicy advantage(fapo.reward.v1.AdvantagePolicy asked, AdvantagePolicy base) {
    Estimator estimator =
        asked.getEstimatorValue() == 0
            ? base.estimator()
            : EnumWire.domain(
                Estimator.class,
                asked.getEstimator(),
                "ESTIMATOR_",
                FIELD + ".advantage.estimator");
    return new AdvantagePolicy(
        estimator,
        asked.hasEpsilon() ? asked.getEpsilon() : estimator.epsilon(),
        asked.hasMinSpread() ? asked.getMinSpread() : base.minSpread(),
        asked.hasMinScored() ? OptionalInt.of(asked.getMinScored()) : base.minScored(),
        asked.getGroupOfOneValue() == 0
            ? base.groupOfOne()
            : EnumWire.domain(
                GroupOfOne.class,
                asked.getGroupOfOne(),
                "GROUP_OF_ONE_",
                FIELD + ".advantage.group_of_one"));
  }

  private static void checkSamples(CritiqueOptions asked, Violations violations) {
    violations.require(
        !asked.hasSamples() || (asked.getSamples() >= 1 && asked.getSamples() <= 64),
        FIELD + ".critique.samples",
        asked.getSamples() + " (expected: 1 to 64)");
  }

  private static @Nullable ScoringPolicy accept(
      Violations violations, Supplier<ScoringPolicy> policy) {
    try {
      return policy.get();
    } catch (RewardRefusedException wrong) {
      violations.add(FIELD + "." + wrong.field(), wrong.problem());
      return null;
    } catch (RefusedException unknown) {
      violations.addAll(unknown.violations());
      return null;
    }
  }
}
