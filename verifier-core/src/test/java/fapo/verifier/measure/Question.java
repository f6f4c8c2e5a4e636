package fapo.verifier.measure;

import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.UnusableReferenceException;
import java.util.List;

/// What one check is asked.
record Question(String candidate, List<String> references, CheckOptions options) {

  /// False also where the references are refused.
  boolean equivalent(AnswerVerifier verifier) {
    try {
      return verifier.check(candidate, references, options).check()
          instanceof AnswerCheck.Equivalent;
    } catch (UnusableReferenceException _) {
      return false;
    }
  }
}
