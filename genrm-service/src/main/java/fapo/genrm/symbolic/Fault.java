package fapo.genrm.symbolic;

/// A link that does not hold, in the words of its step.
///
/// @param start offset in the step at which the statement starts
/// @param end offset in the step at which the failing link ends
record Fault(
    Finding.Kind kind,
    String statement,
    String subExpression,
    String stated,
    String computed,
    String explanation,
    int start,
    int end) {}
