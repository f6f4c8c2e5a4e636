package fapo.gateway.verify;

import static fapo.gateway.json.Present.set;

import com.google.protobuf.ByteString;
import fapo.gateway.json.Present;
import fapo.gateway.verify.AnswerCheckJson.ExplanationJson;
import fapo.gateway.verify.AnswerCheckJson.ExtractedJson;
import fapo.gateway.verify.VerifyOptionsJson.ChoiceJson;
import fapo.verifier.v1.AnswerCheck;
import fapo.verifier.v1.Choice;
import fapo.verifier.v1.VerifyOptions;
import fapo.verifier.v1.VerifyRequest;
import fapo.verifier.v1.VerifyResponse;

/// Verifier messages ⇄ JSON records.
public final class VerifyWire {
  private VerifyWire() {}

  static VerifyRequest request(VerifyRequestJson json) {
    var request = VerifyRequest.newBuilder();
    Present.text(json.candidate(), request::setCandidate);
    Present.list(json.references()).stream()
        .map(ByteString::copyFromUtf8)
        .forEach(request::addReferences);
    set(json.options(), VerifyWire::options, request::setOptions);
    return request.build();
  }

  static VerifyResponseJson response(VerifyResponse response) {
    return new VerifyResponseJson(check(response.getCheck()), response.getMicros());
  }

  public static VerifyOptions options(VerifyOptionsJson json) {
    var options = VerifyOptions.newBuilder();
    set(json.mode(), options::setMode);
    set(json.kind(), options::setKind);
    set(json.form(), options::setForm);
    Present.list(json.choices()).stream().map(VerifyWire::choice).forEach(options::addChoices);
    set(json.relativeTolerance(), options::setRelativeTolerance);
    set(json.absoluteTolerance(), options::setAbsoluteTolerance);
    set(json.minSignificantDigits(), options::setMinSignificantDigits);
    set(json.percentBare(), options::setPercentBare);
    set(json.orderedList(), options::setOrderedList);
    set(json.lastNumberFallback(), options::setLastNumberFallback);
    set(json.unitRequired(), options::setUnitRequired);
    set(json.strictThink(), options::setStrictThink);
    set(json.acceptSolvedInequality(), options::setAcceptSolvedInequality);
    set(json.decimalComma(), options::setDecimalComma);
    set(json.decimalPlaces(), options::setDecimalPlaces);
    set(json.joinBoxes(), options::setJoinBoxes);
    set(json.openBox(), options::setOpenBox);
    set(json.bracketAnswer(), options::setBracketAnswer);
    set(json.otherNumerals(), options::setOtherNumerals);
    set(json.truncatedDecimal(), options::setTruncatedDecimal);
    set(json.multiset(), options::setMultiset);
    set(json.columnAsTuple(), options::setColumnAsTuple);
    set(json.relationForInterval(), options::setRelationForInterval);
    set(json.chainLastValue(), options::setChainLastValue);
    set(json.baseUnderstood(), options::setBaseUnderstood);
    set(json.baseValue(), options::setBaseValue);
    set(json.jImaginary(), options::setJImaginary);
    set(json.reducedFraction(), options::setReducedFraction);
    set(json.explain(), options::setExplain);
    return options.build();
  }

  private static Choice choice(ChoiceJson json) {
    var choice = Choice.newBuilder();
    set(json.letter(), choice::setLetter);
    Present.text(json.text(), choice::setText);
    return choice.build();
  }

  public static VerifyOptionsJson options(VerifyOptions options) {
    return new VerifyOptionsJson(
        Present.named(options.getMode()),
        Present.named(options.getKind()),
        Present.named(options.getForm()),
        Present.some(
            options.getChoicesList(),
            c -> new ChoiceJson(Present.text(c.getLetter()), c.getText().toStringUtf8())),
        Present.when(options.hasRelativeTolerance(), options.getRelativeTolerance()),
        Present.when(options.hasAbsoluteTolerance(), options.getAbsoluteTolerance()),
        Present.when(options.hasMinSignificantDigits(), options.getMinSignificantDigits()),
        Present.when(options.hasPercentBare(), options.getPercentBare()),
        Present.when(options.hasOrderedList(), options.getOrderedList()),
        Present.when(options.hasLastNumberFallback(), options.getLastNumberFallback()),
        Present.when(options.hasUnitRequired(), options.getUnitRequired()),
        Present.when(options.hasStrictThink(), options.getStrictThink()),
        Present.when(options.hasAcceptSolvedInequality(), options.getAcceptSolvedInequality()),
        Present.when(options.hasDecimalComma(), options.getDecimalComma()),
        Present.when(options.hasDecimalPlaces(), options.getDecimalPlaces()),
        Present.when(options.hasJoinBoxes(), options.getJoinBoxes()),
        Present.when(options.hasOpenBox(), options.getOpenBox()),
        Present.when(options.hasBracketAnswer(), options.getBracketAnswer()),
        Present.when(options.hasOtherNumerals(), options.getOtherNumerals()),
        Present.when(options.hasTruncatedDecimal(), options.getTruncatedDecimal()),
        Present.when(options.hasMultiset(), options.getMultiset()),
        Present.when(options.hasColumnAsTuple(), options.getColumnAsTuple()),
        Present.when(options.hasRelationForInterval(), options.getRelationForInterval()),
        Present.when(options.hasChainLastValue(), options.getChainLastValue()),
        Present.when(options.hasBaseUnderstood(), options.getBaseUnderstood()),
        Present.when(options.hasBaseValue(), options.getBaseValue()),
        Present.when(options.hasJImaginary(), options.getJImaginary()),
        Present.when(options.hasReducedFraction(), options.getReducedFraction()),
        Present.when(options.getExplain(), true));
  }

  public static AnswerCheckJson check(AnswerCheck check) {
    return outcome(check)
        .with(
            Present.when(check.hasExtracted(), check.getExtracted(), VerifyWire::extracted),
            Present.when(check.hasReferenceIndex(), check.getReferenceIndex()),
            Present.when(check.hasExplanation(), check.getExplanation(), VerifyWire::explanation));
  }

  private static AnswerCheckJson outcome(AnswerCheck check) {
    return switch (check.getOutcomeCase()) {
      case EQUIVALENT -> AnswerCheckJson.equivalent(check.getEquivalent().getBy());
      case DIFFERENT ->
          AnswerCheckJson.different(
              check.getDifferent().getBy(), Present.name(check.getDifferent().getReason()));
      case UNDECIDED ->
          AnswerCheckJson.undecided(
              Present.name(check.getUndecided().getReason()),
              Present.text(check.getUndecided().getDetail()));
      case UNREADABLE -> unreadable(check.getUnreadable());
      case OUTCOME_NOT_SET -> throw new IllegalStateException("check.outcome: missing");
    };
  }

  private static AnswerCheckJson unreadable(fapo.verifier.v1.Unreadable unreadable) {
    return AnswerCheckJson.unreadable(
        Present.named(unreadable.getSide()),
        Present.when(unreadable.hasPosition(), unreadable.getPosition()),
        Present.text(unreadable.getExpected()));
  }

  private static ExtractedJson extracted(fapo.verifier.v1.Extracted extracted) {
    return new ExtractedJson(extracted.getText(), extracted.getSource(), extracted.getStart());
  }

  private static ExplanationJson explanation(fapo.verifier.v1.Explanation explanation) {
    return new ExplanationJson(
        Present.text(explanation.getCandidateForm()),
        Present.text(explanation.getReferenceForm()),
        explanation.getWork());
  }
}
