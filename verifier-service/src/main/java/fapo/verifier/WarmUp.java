package fapo.verifier;

import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.CheckOptions;
import java.util.List;

/// Checks pairs of every kind before the service is ready.
final class WarmUp {
  private static final List<String> PAIRS =
      List.of(
          "12", "So 3 + 9 = 12.\nA: 12",
          "\\frac{1}{2}", "Thus the answer is \\boxed{0.5}.",
          "1,234", "The final answer is $1234$.",
          "(1, 2]", "\\boxed{\\left(1,2\\right]}",
          "2\\sqrt{3}", "We get $x = \\sqrt{12}$",
          "x^2-1", "\\boxed{(x-1)(x+1)}",
          "B", "Answer: (B)",
          "Yes", "yes",
          "\\sin 30^\\circ", "#### 1/2");

  private WarmUp() {}

  static void run(AnswerVerifier verifier, int checks) {
    for (int i = 0; i < checks; i++) {
      int pair = 2 * (i % (PAIRS.size() / 2));
      verifier.check(PAIRS.get(pair + 1), List.of(PAIRS.get(pair)), CheckOptions.DEFAULTS);
    }
  }
}
