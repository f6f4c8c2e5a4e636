package fapo.gateway.evaluate;

import fapo.evaluation.v1.Abstentions;
import fapo.evaluation.v1.Calibration;
import fapo.evaluation.v1.CalibrationBin;
import fapo.evaluation.v1.Confusion;
import fapo.evaluation.v1.Cost;
import fapo.evaluation.v1.Distance;
import fapo.evaluation.v1.Estimate;
import fapo.evaluation.v1.Figures;
import fapo.evaluation.v1.Interval;
import fapo.evaluation.v1.Measures;
import fapo.evaluation.v1.Part;
import fapo.evaluation.v1.Said;
import fapo.evaluation.v1.Spread;
import fapo.gateway.evaluate.EstimateJson.IntervalJson;
import fapo.gateway.json.Present;
import org.jspecify.annotations.Nullable;

/// Figures ▸ JSON records.
final class FiguresWire {
  private FiguresWire() {}

  static FiguresJson figures(Figures figures) {
    return new FiguresJson(
        figures.getRows(),
        measures(figures.getMeasures()),
        abstentions(figures.getAbstentions()),
        confusion(figures.getConfusion()),
        confusion(figures.getConfusionRightAnswer()),
        distance(figures.getDistance()),
        calibration(figures.getCalibration()),
        Present.all(figures.getByLengthList(), FiguresWire::part),
        Present.all(figures.getByPositionList(), FiguresWire::part),
        Present.all(figures.getByKindList(), FiguresWire::part),
        Present.all(
            figures.getVotesList(),
            point ->
                new FiguresJson.VotePointJson(point.getSamples(), measures(point.getMeasures()))),
        cost(figures.getCost()));
  }

  static EstimateJson estimate(Estimate estimate) {
    return new EstimateJson(
        Present.when(estimate.hasValue(), estimate.getValue()),
        Present.when(estimate.hasBootstrap(), estimate.getBootstrap(), FiguresWire::interval),
        Present.when(estimate.hasWilson(), estimate.getWilson(), FiguresWire::interval));
  }

  private static IntervalJson interval(Interval interval) {
    return new IntervalJson(interval.getLow(), interval.getHigh());
  }

  private static FiguresJson.MeasuresJson measures(Measures measures) {
    return new FiguresJson.MeasuresJson(
        estimate(measures.getPrecision()),
        estimate(measures.getRecall()),
        estimate(measures.getF1()),
        estimate(measures.getProcessbenchF1()),
        estimate(measures.getExactLocationAccuracy()),
        estimate(measures.getCleanAccuracy()),
        estimate(measures.getDetectionAccuracy()),
        estimate(measures.getFalseFlagRate()),
        estimate(measures.getCoverage()),
        estimate(measures.getPublishedPrecision()),
        estimate(measures.getPublishedRecall()),
        estimate(measures.getPublishedF1()),
        estimate(measures.getPublishedAccuracy()));
  }

  private static FiguresJson.AbstentionsJson abstentions(Abstentions abstentions) {
    return new FiguresJson.AbstentionsJson(
        abstentions.getUnreadable(),
        abstentions.getUnavailable(),
        abstentions.getOutOfScope(),
        abstentions.getNotAsked(),
        abstentions.getRefused());
  }

  private static FiguresJson.ConfusionJson confusion(Confusion confusion) {
    return new FiguresJson.ConfusionJson(said(confusion.getFlawed()), said(confusion.getClean()));
  }

  private static FiguresJson.SaidJson said(Said said) {
    return new FiguresJson.SaidJson(
        said.getFlaggedExact(), said.getFlaggedElsewhere(), said.getClean(), said.getAbstained());
  }

  private static FiguresJson.DistanceJson distance(Distance distance) {
    return new FiguresJson.DistanceJson(
        distance.getRows(),
        Present.when(distance.hasMean(), distance.getMean()),
        distance.getEarly(),
        distance.getLate(),
        Present.all(
            distance.getSignedList(),
            count -> new FiguresJson.DistanceCountJson(count.getSteps(), count.getRows())));
  }

  private static FiguresJson.CalibrationJson calibration(Calibration calibration) {
    return new FiguresJson.CalibrationJson(
        calibration.getRows(),
        calibration.getGiven(),
        Present.when(calibration.hasEce(), calibration.getEce()),
        Present.when(calibration.hasBrier(), calibration.getBrier()),
        Present.when(calibration.hasAuroc(), calibration.getAuroc()),
        Present.all(calibration.getBinsList(), FiguresWire::bin));
  }

  private static FiguresJson.CalibrationBinJson bin(CalibrationBin bin) {
    return new FiguresJson.CalibrationBinJson(
        bin.getLow(),
        bin.getHigh(),
        bin.getRows(),
        Present.when(bin.hasMeanScore(), bin.getMeanScore()),
        Present.when(bin.hasFlawedShare(), bin.getFlawedShare()));
  }

  private static FiguresJson.PartJson part(Part part) {
    return new FiguresJson.PartJson(part.getName(), part.getRows(), measures(part.getMeasures()));
  }

  private static FiguresJson.CostJson cost(Cost cost) {
    return new FiguresJson.CostJson(
        spread(cost.hasPromptTokens(), cost.getPromptTokens()),
        spread(cost.hasCompletionTokens(), cost.getCompletionTokens()),
        spread(cost.hasSeconds(), cost.getSeconds()));
  }

  private static FiguresJson.@Nullable SpreadJson spread(boolean present, Spread spread) {
    return Present.when(
        present,
        new FiguresJson.SpreadJson(
            spread.getRows(),
            spread.getTotal(),
            spread.getMean(),
            spread.getMedian(),
            spread.getP95()));
  }
}
