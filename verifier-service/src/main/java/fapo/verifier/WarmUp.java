package fapo.verifier;

import com.google.protobuf.ByteString;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.v1.VerifyBatchResult;
import fapo.verifier.v1.VerifyOptions;
import fapo.verifier.v1.VerifyRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Answers requests of every kind before the service is ready, on the whole way from message to
/// message, so that what callers meet is compiled. Their texts vary, as those of callers do.
final class WarmUp {
  /// Reference, then the end of a response.
  private static final List<String> PAIRS =
      List.of(
          "12", "So 3 + 9 = 12.\nA: 12",
          "35", "The answer is 36.",
          "\\frac{1}{2}", "Thus the answer is \\boxed{0.5}.",
          "\\frac{3}{7}", "Hence $\\boxed{\\dfrac{6}{14}}$.",
          "1,234", "The final answer is $1234$.",
          "(1, 2]", "\\boxed{\\left(1,2\\right]}",
          "2\\sqrt{3}", "We get $x = \\sqrt{12}$",
          "x^2-1", "\\boxed{(x-1)(x+1)}",
          "\\frac{x}{x+1}", "\\boxed{1-\\frac{1}{x+1}}",
          "B", "Answer: (B)",
          "C", "**Answer:** D",
          "Yes", "yes",
          "\\sin 30^\\circ", "#### 1/2",
          "\\cos^2 x", "\\boxed{1-\\sin^2 x}",
          "1, 2, 3", "<answer>\\{3, 2, 1\\}</answer>",
          "(2, -1)", "the point $(2,-1)$",
          "3x + 2y = 6", "\\boxed{6x+4y=12}",
          "x > 2", "\\boxed{(2,\\infty)}",
          "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
              "\\[\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}\\]",
          "10\\text{ cm}", "\\boxed{0.1\\text{ m}}",
          "25%", "It is 0.25",
          "\\ln 6", "\\boxed{\\ln 2+\\ln 3}",
          "2^{100}+1", "\\boxed{2^{100}+1.0}",
          "\\pm 3", "x = 3 or x = -3",
          "3.14", "about 3.14159",
          "Paris", "The capital is Paris.",
          "1+2i", "\\boxed{i(2-i)}",
          "\\frac{1}{2", "\\boxed{\\frac{1}{2}}",
          // What takes the longest: values that no canonical form tells apart or together.
          "y = e^{-x}(a \\cos 2x + b \\sin 2x)",
              "\\boxed{y = e^{-x}\\left(a \\cos 2x + b \\sin 3x\\right)}",
          "y = e^{-x}(a \\cos 2x + b \\sin 2x)",
              "\\boxed{y = e^{-x}a \\cos 2x + e^{-x} b \\sin 2x}",
          "\\frac{\\log 2}{\\log 5}", "\\boxed{\\frac{\\log 2}{\\log 7}}",
          "\\frac{\\ln 2}{\\ln 5}", "\\boxed{\\log_5 2}",
          "\\frac{-4+3\\sqrt{2}}{4}, \\frac{-4-3\\sqrt{2}}{4}",
              "\\boxed{-1+\\frac{3\\sqrt 2}{4}, -1-\\frac{\\sqrt 2}{4}}",
          "(-\\infty, 2) \\cup (3, \\infty)", "\\boxed{(-\\infty, 2) \\cup (4, \\infty)}",
          "\\frac{e^{3x}(3x-1)}{x^2}", "\\boxed{e^{3x}\\frac{3x-2}{x^2}}",
          "x^3 - 7x + 6", "\\boxed{(x-1)(x-2)(x+3)+1}",
          "\\sqrt{2+\\sqrt{3}}", "\\boxed{\\frac{\\sqrt 6+\\sqrt 2}{2}}",
          "\\arctan 1", "\\boxed{\\frac{\\pi}{4}}",
          "\\sqrt[3]{5}", "\\boxed{\\sqrt[3]{6}}",
          "\\binom{20}{8}", "\\boxed{\\frac{20!}{8! \\cdot 12!}}",
          "1 - \\frac{1}{e}", "\\boxed{1 - e^{-1}}",
          "\\frac{1}{3}\\ln\\left|\\frac{x-1}{x+2}\\right| + C",
              "\\boxed{\\frac{\\ln|x-1| - \\ln|x+2|}{3} + C}");

  private static final String REASONING =
      "First we look at what is given: there are 17 of them, and each costs $4.50. Then"
          + " $17 \\times 3 = 51$, so **the total** is smaller.\n\n";

  private WarmUp() {}

  /// @param checks how many requests are answered; their results are thrown away
  static void run(AnswerVerifier verifier, int checks) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Checks warm =
        new Checks(
            verifier,
            new DefaultOptions(Map.of()),
            new ResultCache(0, meters),
            new VerifierMetrics(meters));
    List<VerifyRequest> requests = requests();
    long bytes = 0;
    for (int i = 0; i < checks; i++) {
      VerifyBatchResult result = warm.result(requests.get(i % requests.size()), "");
      bytes += result.getSerializedSize();
    }
    if (bytes < 0) {
      throw new IllegalStateException("results: " + bytes + " bytes (expected: >= 0)");
    }
  }

  private static List<VerifyRequest> requests() {
    List<VerifyRequest> requests = new ArrayList<>();
    for (int pair = 0; pair < PAIRS.size(); pair += 2) {
      for (int length = 0; length < 4; length++) {
        String before = REASONING.repeat(length * length);
        VerifyRequest.Builder request =
            VerifyRequest.newBuilder()
                .setCandidate(ByteString.copyFromUtf8(before + PAIRS.get(pair + 1)))
                .addReferences(ByteString.copyFromUtf8(PAIRS.get(pair)));
        if (length == 2) {
          request.setOptions(VerifyOptions.newBuilder().setPercentBare(true));
        }
        requests.add(request.build());
      }
    }
    return requests;
  }
}
