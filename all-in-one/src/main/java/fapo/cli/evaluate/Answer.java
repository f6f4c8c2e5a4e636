package fapo.cli.evaluate;

import fapo.evaluation.judged.Opinion;

/// What a critic said of one solution.
///
/// @param critic its name, with its model's id; empty where unknown
/// @param words its critique or its evidence, for people; empty where it gave none
public record Answer(Opinion opinion, String critic, String words) {}
