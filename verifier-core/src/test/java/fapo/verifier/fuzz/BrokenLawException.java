package fapo.verifier.fuzz;

/// A law of the verifier is broken. Its trace names the law and the outcome, for a fuzzer tells
/// findings apart by their traces.
final class BrokenLawException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenLawException(String law, String outcome, String message) {
    super(message);
    setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("law", name(law), "Laws.java", 1),
          new StackTraceElement("outcome", name(outcome), "Laws.java", 1)
        });
  }

  // Without the digits and texts that differ from input to input.
  private static String name(String text) {
    String shown = text.substring(0, Math.min(40, text.length()));
    return shown.replaceAll("[^a-zA-Z]+", "_");
  }
}
