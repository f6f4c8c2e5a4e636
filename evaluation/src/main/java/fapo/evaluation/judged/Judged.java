package fapo.evaluation.judged;

/// One labelled solution and what the critic said of it.
///
/// @param subset the file or benchmark part it belongs to
/// @param id unique in its subset
public record Judged(String subset, String id, Truth truth, Opinion opinion) {}
