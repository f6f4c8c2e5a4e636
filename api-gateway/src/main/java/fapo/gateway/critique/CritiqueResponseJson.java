package fapo.gateway.critique;

/// What the critic found.
public record CritiqueResponseJson(VerdictJson verdict) {}
