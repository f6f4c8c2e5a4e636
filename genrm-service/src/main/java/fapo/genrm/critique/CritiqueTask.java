package fapo.genrm.critique;

/// One solution to judge, and how.
///
/// @param reference the reference answer; empty where there is none
public record CritiqueTask(
    String problem, String reference, Judged judged, PromptTemplate template, Sampling sampling) {}
