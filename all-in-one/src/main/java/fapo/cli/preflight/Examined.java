package fapo.cli.preflight;

import java.util.List;

/// What was found in one line by itself.
///
/// @param shapes one a reference that can be used
/// @param source where its references were taken from; empty where there are none
/// @param question hash of the question; 0 where there is none
/// @param reference hash of what its references say
/// @param rollout whether the row is one of several rollouts of its question
record Examined(
    long line,
    String id,
    List<String> shapes,
    String source,
    List<Finding> findings,
    long question,
    long reference,
    boolean rollout) {}
