package fapo.genrm.sampling;

import fapo.genrm.engine.StepResult;
import java.math.BigInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/// How likely the index in one box is, gathered while its tokens come.
///
/// Tokens do not end where the box begins: `{-` is one token in many vocabularies, and then the
/// sign was decided between `{-` and `{`. So the token that opens the box is weighed among the
/// candidates that open it too.
final class IndexOdds {
  private static final String SIGNS_AND_DIGITS = "+-0123456789";

  private final IntFunction<String> spelling;
  private double probability = 1;
  private double reach = 1;
  private double sound;
  private double flawed;
  private boolean signKnown;

  /// @param spelling the text of a token by itself
  IndexOdds(IntFunction<String> spelling) {
    this.spelling = spelling;
  }

  /// A token that holds part of the box.
  ///
  /// @param piece its text
  /// @param from where in it the content of the box begins
  /// @param close where in it the closing brace stands; -1 where it does not
  void accept(String piece, int from, int close, int chosen, StepResult result, int row) {
    String before = piece.substring(0, from);
    Candidates candidates = new Candidates(result, row);
    double all = from == 0 ? 1 : candidates.mass(id -> spelled(id).startsWith(before));
    double own = candidates.mass(id -> id == chosen);
    double same =
        close < 0
            ? own
            : candidates.mass(id -> spelled(id).startsWith(piece.substring(0, close + 1)));
    // The text may have been put together otherwise than the tokens are spelled, at the edges of
    // characters; then the token itself is all that is known.
    probability *= share(Math.max(same, own), all);
    if (!signKnown) {
      char sign = firstSign(piece.substring(from));
      weighSigns(candidates, before, all, sign);
      signKnown = sign != 0;
      reach *= share(own, all);
    }
  }

  VerdictReading reading(BigInteger index) {
    double signs = sound + flawed;
    double flaw = signs > 0 ? flawed / signs : index.equals(VerdictReading.NOT_FOUND) ? 0 : 1;
    return new VerdictReading(index, probability, flaw);
  }

  private void weighSigns(Candidates candidates, String before, double all, char chosen) {
    for (int i = 0; i < candidates.width(); i++) {
      String text = spelled(candidates.id(i));
      if (text.startsWith(before)) {
        char sign = firstSign(text.substring(before.length()));
        // Where the brace and a minus are one token, the brace alone is followed by digits.
        boolean digits = sign == 0 ? chosen == '-' && text.equals(before) : sign != '-';
        double weight = reach * share(candidates.probability(i), all);
        sound += sign == '-' ? weight : 0;
        flawed += digits ? weight : 0;
      }
    }
  }

  private String spelled(int id) {
    return spelling.apply(id);
  }

  private static double share(double part, double all) {
    return all > 0 ? Math.min(1, part / all) : 1;
  }

  /// The first sign or digit before the box closes; 0 where there is none.
  private static char firstSign(String content) {
    for (int i = 0; i < content.length() && content.charAt(i) != '}'; i++) {
      if (SIGNS_AND_DIGITS.indexOf(content.charAt(i)) >= 0) {
        return content.charAt(i);
      }
    }
    return 0;
  }

  private record Candidates(StepResult result, int row) {
    int width() {
      return result.width();
    }

    int id(int candidate) {
      return result.ids()[row * width() + candidate];
    }

    double probability(int candidate) {
      double logit = result.logits()[row * width() + candidate];
      return Math.min(1, Math.exp(logit - result.logSumExp()[row]));
    }

    double mass(Predicate<Integer> counts) {
      double mass = 0;
      for (int i = 0; i < width(); i++) {
        mass += counts.test(id(i)) ? probability(i) : 0;
      }
      return mass;
    }
  }
}
