package fapo.gateway.evaluate;

import static fapo.gateway.json.Present.set;

import com.google.protobuf.ByteString;
import fapo.evaluation.v1.EvaluateOptions;
import fapo.evaluation.v1.EvaluateRequest;
import fapo.evaluation.v1.EvaluateResponse;
import fapo.evaluation.v1.Evaluation;
import fapo.evaluation.v1.ItemResult;
import fapo.evaluation.v1.LabelledItem;
import fapo.gateway.critique.CritiqueOptionsJson;
import fapo.gateway.critique.CritiqueWire;
import fapo.gateway.critique.VerdictWire;
import fapo.gateway.edge.InvalidFields;
import fapo.gateway.evaluate.EvaluateRequestJson.GivenVerdictJson;
import fapo.gateway.evaluate.EvaluateRequestJson.LabelledItemJson;
import fapo.gateway.evaluate.EvaluateResponseJson.ItemResultJson;
import fapo.gateway.evaluate.EvaluateResponseJson.RefusedItemJson;
import fapo.gateway.evaluate.EvaluateResponseJson.SubsetJson;
import fapo.gateway.json.Present;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.FlawedAt;
import fapo.genrm.v1.OutOfScope;
import fapo.genrm.v1.Solution;
import fapo.genrm.v1.Sound;
import fapo.genrm.v1.Unavailable;
import fapo.genrm.v1.Unreadable;
import fapo.genrm.v1.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Evaluations ⇄ JSON records.
final class EvaluateWire {
  private EvaluateWire() {}

  /// The messages of one call, in their order.
  static List<EvaluateRequest> requests(EvaluateRequestJson json) {
    if (json.items() == null || json.items().isEmpty()) {
      throw InvalidFields.of("items", "missing (expected: at least one labelled solution)");
    }
    List<EvaluateRequest> requests = new ArrayList<>();
    requests.add(EvaluateRequest.newBuilder().setOptions(options(json)).build());
    for (int i = 0; i < json.items().size(); i++) {
      requests.add(
          EvaluateRequest.newBuilder()
              .setItem(item("items[" + i + "].", json.items().get(i)))
              .build());
    }
    return requests;
  }

  private static EvaluateOptions options(EvaluateRequestJson json) {
    EvaluateOptions.Builder options = EvaluateOptions.newBuilder();
    CritiqueOptionsJson critique = json.options();
    if (critique != null) {
      options.setCritique(CritiqueWire.options("options.", critique));
    }
    set(json.replicates(), options::setReplicates);
    set(json.bootstrapSeed(), EvaluateWire::seed, options::setBootstrapSeed);
    return options.build();
  }

  private static long seed(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 64) {
      throw InvalidFields.of("bootstrap_seed", value + " (expected: an integer in [0, 2^64))");
    }
    return value.longValue();
  }

  private static LabelledItem item(String path, LabelledItemJson json) {
    if (json.label() == null) {
      throw InvalidFields.of(path + "label", "missing (expected: -1 or a step's index)");
    }
    if (json.steps() == null && json.verdict() == null) {
      throw InvalidFields.of(path + "steps", "missing (expected: steps, or a verdict)");
    }
    CritiqueRequest.Builder request = CritiqueRequest.newBuilder();
    Present.text(json.problem(), request::setProblem);
    Present.text(json.groundTruth(), request::setReference);
    Solution.Builder solution = request.getSolutionBuilder();
    Present.list(json.steps()).stream().map(ByteString::copyFromUtf8).forEach(solution::addSteps);
    LabelledItem.Builder item = LabelledItem.newBuilder().setRequest(request);
    set(json.subset(), item::setSubset);
    set(json.id(), item::setId);
    set(json.label(), item::setLabel);
    set(json.finalAnswerCorrect(), item::setAnswerCorrect);
    set(json.kind(), item::setKind);
    set(json.verdict(), given -> verdict(path + "verdict.", given), item::setVerdict);
    return item.build();
  }

  private static Verdict verdict(String path, GivenVerdictJson json) {
    Verdict.Builder verdict = Verdict.newBuilder();
    switch (json.outcome()) {
      case "sound" -> verdict.setSound(Sound.getDefaultInstance());
      case "flawed_at" -> {
        FlawedAt.Builder flaw = FlawedAt.newBuilder();
        set(json.step(), flaw::setStep);
        verdict.setFlawedAt(flaw);
      }
      case "unreadable" -> verdict.setUnreadable(Unreadable.getDefaultInstance());
      case "unavailable" -> verdict.setUnavailable(Unavailable.getDefaultInstance());
      case "out_of_scope" -> verdict.setOutOfScope(OutOfScope.getDefaultInstance());
      case null, default ->
          throw InvalidFields.of(
              path + "outcome",
              json.outcome()
                  + " (expected: sound, flawed_at, unreadable, unavailable or out_of_scope)");
    }
    set(json.confidence(), verdict::setConfidence);
    return verdict.build();
  }

  /// @param replies of one call, the figures last
  /// @param results whether the verdicts are wanted
  static EvaluateResponseJson response(List<EvaluateResponse> replies, boolean results) {
    List<ItemResult> items =
        replies.stream()
            .filter(EvaluateResponse::hasResult)
            .map(EvaluateResponse::getResult)
            .toList();
    Evaluation evaluation = replies.getLast().getEvaluation();
    return new EvaluateResponseJson(
        evaluation.getCritic(),
        FiguresWire.figures(evaluation.getPooled()),
        Present.all(
            evaluation.getSubsetsList(),
            subset -> new SubsetJson(subset.getSubset(), FiguresWire.figures(subset.getFigures()))),
        FiguresWire.estimate(evaluation.getProcessbenchAverageF1()),
        items.stream()
            .filter(ItemResult::hasRefused)
            .map(
                item ->
                    new RefusedItemJson(
                        Present.text(item.getSubset()),
                        Present.text(item.getId()),
                        item.getRefused().getMessage()))
            .toList(),
        results
            ? items.stream().filter(ItemResult::hasVerdict).map(EvaluateWire::result).toList()
            : null);
  }

  private static ItemResultJson result(ItemResult item) {
    return new ItemResultJson(
        Present.text(item.getSubset()),
        Present.text(item.getId()),
        VerdictWire.verdict(item.getVerdict()));
  }
}
