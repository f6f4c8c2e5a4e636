package fapo.genrm.generation;

import fapo.genrm.engine.Counters;

/// How the engine stands, for metrics. Times are totals in nanoseconds since the start.
///
/// @param counters of the scheduler
/// @param planning deciding what runs
/// @param running the model
/// @param drawing tokens, and reading them for stops
public record Figures(Counters counters, long planning, long running, long drawing) {}
