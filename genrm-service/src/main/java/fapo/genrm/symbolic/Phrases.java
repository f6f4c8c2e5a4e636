package fapo.genrm.symbolic;

import java.util.List;

/// What writers say around their equations: taking back, deriving, giving, supposing. All texts
/// are in lower case.
final class Phrases {
  private static final List<String> RETRACTIONS =
      List.of(
          "wait",
          "oops",
          "sorry",
          "correction",
          "correct this",
          "mistake",
          "my error",
          "actually",
          "let me re",
          "let's re",
          "incorrect",
          "wrong",
          "not right",
          "isn't right",
          "not correct",
          "should be",
          "should have been",
          "scratch that",
          "on second thought",
          "no,",
          "hmm",
          "not equal",
          "is false",
          "not true",
          "contradict",
          "impossible",
          "not possible",
          "invalid",
          "no solution");

  private static final List<String> DENIALS =
      List.of(" not ", "n't ", "instead of", "rather than", "wrong");

  private static final List<String> DERIVATIONS =
      List.of(
          "simplif",
          "dividing",
          "divide ",
          "subtracting",
          "subtract ",
          "adding",
          "multiplying",
          "multiply ",
          "solving",
          "solve",
          "combining",
          "we get",
          "we find",
          "which gives",
          "therefore",
          "thus",
          "calculating");

  private static final List<String> GIVENS =
      List.of("given", "we know", "we can write", "can be written", "set up", "represent");

  private static final List<String> SUPPOSITIONS =
      List.of("let ", "assum", "suppose", " if ", "try ", "check");

  private Phrases() {}

  /// Whether a text takes back what was said before it.
  static boolean retracts(String text) {
    return has(text, RETRACTIONS);
  }

  /// Whether a text says that what follows it does not hold.
  static boolean denies(String text) {
    return has(text, DENIALS);
  }

  /// Whether the words before an equation say that it follows from the one before it.
  static boolean derives(String text) {
    return has(text, DERIVATIONS);
  }

  /// Whether the words before an equation say that the problem gives it.
  static boolean gives(String text) {
    return has(text, GIVENS);
  }

  /// Whether the words before an equation say that it is only tried.
  static boolean supposes(String text) {
    return has(text, SUPPOSITIONS);
  }

  private static boolean has(String text, List<String> phrases) {
    for (String phrase : phrases) {
      if (text.contains(phrase)) {
        return true;
      }
    }
    return false;
  }
}
