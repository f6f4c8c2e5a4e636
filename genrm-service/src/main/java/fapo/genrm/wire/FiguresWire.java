package fapo.genrm.wire;

import fapo.evaluation.figure.Breakdown;
import fapo.evaluation.figure.Calibration;
import fapo.evaluation.figure.Cost;
import fapo.evaluation.figure.Distance;
import fapo.evaluation.figure.Estimate;
import fapo.evaluation.figure.Figures;
import fapo.evaluation.figure.Measure;
import fapo.evaluation.figure.Tally;
import fapo.evaluation.judged.Prediction.Why;
import fapo.evaluation.stat.Interval;
import fapo.evaluation.v1.Abstentions;
import fapo.evaluation.v1.CalibrationBin;
import fapo.evaluation.v1.Confusion;
import fapo.evaluation.v1.DistanceCount;
import fapo.evaluation.v1.Evaluation;
import fapo.evaluation.v1.Measures;
import fapo.evaluation.v1.Part;
import fapo.evaluation.v1.Said;
import fapo.evaluation.v1.Spread;
import fapo.evaluation.v1.SubsetFigures;
import fapo.evaluation.v1.VotePoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Figures ▸ messages of the contract.
public final class FiguresWire {
  private FiguresWire() {}

  /// @param critic who judged
  public static Evaluation evaluation(String critic, fapo.evaluation.figure.Evaluation evaluation) {
    Evaluation.Builder message =
        Evaluation.newBuilder()
            .setCritic(critic)
            .setPooled(figures(evaluation.pooled()))
            .setProcessbenchAverageF1(estimate(evaluation.averageF1()));
    evaluation
        .subsets()
        .forEach(
            (subset, figures) ->
                message.addSubsets(
                    SubsetFigures.newBuilder().setSubset(subset).setFigures(figures(figures))));
    return message.build();
  }

  private static fapo.evaluation.v1.Figures figures(Figures figures) {
    fapo.evaluation.v1.Figures.Builder message =
        fapo.evaluation.v1.Figures.newBuilder()
            .setRows(figures.tally().rows())
            .setMeasures(measures(measure -> estimate(figures.estimate(measure))))
            .setAbstentions(abstentions(figures))
            .setConfusion(confusion(figures.tally()::at))
            .setConfusionRightAnswer(confusion(figures.tally()::withRightAnswer))
            .setDistance(distance(figures.distance()))
            .setCalibration(calibration(figures.calibration()))
            .addAllByLength(parts(figures.cuts().byLength()))
            .addAllByPosition(parts(figures.cuts().byPosition()))
            .addAllByKind(parts(figures.cuts().byKind()))
            .setCost(cost(figures.cost()));
    figures
        .votes()
        .points()
        .forEach(
            point ->
                message.addVotes(
                    VotePoint.newBuilder()
                        .setSamples(point.samples())
                        .setMeasures(measures(point.tally()))));
    return message.build();
  }

  // The measures of the core and the fields of the message have the same names.
  private static Measures measures(Function<Measure, fapo.evaluation.v1.Estimate> estimate) {
    Measures.Builder message = Measures.newBuilder();
    for (Measure measure : Measure.values()) {
      String name = measure.name().toLowerCase(Locale.ROOT);
      message.setField(Measures.getDescriptor().findFieldByName(name), estimate.apply(measure));
    }
    return message.build();
  }

  private static Measures measures(Tally tally) {
    return measures(
        measure -> {
          fapo.evaluation.v1.Estimate.Builder estimate = fapo.evaluation.v1.Estimate.newBuilder();
          measure.of(tally).ifPresent(estimate::setValue);
          return estimate.build();
        });
  }

  private static fapo.evaluation.v1.Estimate estimate(Estimate estimate) {
    fapo.evaluation.v1.Estimate.Builder message = fapo.evaluation.v1.Estimate.newBuilder();
    estimate.value().ifPresent(message::setValue);
    estimate.bootstrap().map(FiguresWire::interval).ifPresent(message::setBootstrap);
    estimate.wilson().map(FiguresWire::interval).ifPresent(message::setWilson);
    return message.build();
  }

  private static fapo.evaluation.v1.Interval interval(Interval interval) {
    return fapo.evaluation.v1.Interval.newBuilder()
        .setLow(interval.low())
        .setHigh(interval.high())
        .build();
  }

  private static Abstentions abstentions(Figures figures) {
    return Abstentions.newBuilder()
        .setUnreadable(figures.abstentions(Why.UNREADABLE))
        .setUnavailable(figures.abstentions(Why.UNAVAILABLE))
        .setOutOfScope(figures.abstentions(Why.OUT_OF_SCOPE))
        .setNotAsked(figures.abstentions(Why.NOT_ASKED))
        .setRefused(figures.abstentions(Why.REFUSED))
        .build();
  }

  /// Rows of a label and of what was said.
  private interface Count {
    long of(boolean flawed, Tally.Said said);
  }

  private static Confusion confusion(Count count) {
    return Confusion.newBuilder()
        .setFlawed(said(said -> count.of(true, said)))
        .setClean(said(said -> count.of(false, said)))
        .build();
  }

  private static Said said(Function<Tally.Said, Long> count) {
    return Said.newBuilder()
        .setFlaggedExact(count.apply(Tally.Said.FLAGGED_EXACT))
        .setFlaggedElsewhere(count.apply(Tally.Said.FLAGGED_ELSEWHERE))
        .setClean(count.apply(Tally.Said.CLEAN))
        .setAbstained(count.apply(Tally.Said.ABSTAINED))
        .build();
  }

  private static fapo.evaluation.v1.Distance distance(Distance distance) {
    fapo.evaluation.v1.Distance.Builder message =
        fapo.evaluation.v1.Distance.newBuilder()
            .setRows(distance.total())
            .setEarly(distance.early())
            .setLate(distance.late());
    distance.mean().ifPresent(message::setMean);
    distance
        .rows()
        .forEach(
            (steps, rows) ->
                message.addSigned(DistanceCount.newBuilder().setSteps(steps).setRows(rows)));
    return message.build();
  }

  private static fapo.evaluation.v1.Calibration calibration(Calibration calibration) {
    fapo.evaluation.v1.Calibration.Builder message =
        fapo.evaluation.v1.Calibration.newBuilder()
            .setRows(calibration.rows())
            .setGiven(calibration.given());
    calibration.ece().ifPresent(message::setEce);
    calibration.brier().ifPresent(message::setBrier);
    calibration.auroc().ifPresent(message::setAuroc);
    for (Calibration.Bin bin : calibration.bins()) {
      CalibrationBin.Builder one =
          CalibrationBin.newBuilder().setLow(bin.low()).setHigh(bin.high()).setRows(bin.rows());
      if (bin.rows() > 0) {
        one.setMeanScore(bin.meanScore()).setFlawedShare(bin.flawedShare());
      }
      message.addBins(one);
    }
    return message.build();
  }

  private static List<Part> parts(Breakdown breakdown) {
    return breakdown.parts().stream()
        .map(
            part ->
                Part.newBuilder()
                    .setName(part.name())
                    .setRows(part.tally().rows())
                    .setMeasures(measures(part.tally()))
                    .build())
        .toList();
  }

  private static fapo.evaluation.v1.Cost cost(Cost cost) {
    fapo.evaluation.v1.Cost.Builder message = fapo.evaluation.v1.Cost.newBuilder();
    spread(cost.promptTokens()).ifPresent(message::setPromptTokens);
    spread(cost.completionTokens()).ifPresent(message::setCompletionTokens);
    spread(cost.seconds()).ifPresent(message::setSeconds);
    return message.build();
  }

  private static Optional<Spread> spread(Optional<Cost.Spread> spread) {
    return spread.map(
        all ->
            Spread.newBuilder()
                .setRows(all.rows())
                .setTotal(all.total())
                .setMean(all.mean())
                .setMedian(all.median())
                .setP95(all.p95())
                .build());
  }
}
