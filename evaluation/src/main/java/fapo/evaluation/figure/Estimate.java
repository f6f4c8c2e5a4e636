package fapo.evaluation.figure;

import fapo.evaluation.stat.Interval;
import java.util.Optional;

/// A measure of a run and how sure it is.
///
/// @param value absent over no row
/// @param bootstrap percentile interval over resampled rows
/// @param wilson score interval, of measures that are one share
public record Estimate(
    Optional<Double> value, Optional<Interval> bootstrap, Optional<Interval> wilson) {}
