package fapo.genrm.sampling;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// When a critique has said its verdict, so that nothing it may still say is wanted.
///
/// A verdict is the last `\boxed{index}` of a text; whether a box is the last is known only when
/// the text has ended. It is taken for the last where all of these hold:
///
/// - the index is -1 or a step there is;
/// - the text is not inside `<think>…</think>`, where models change their minds;
/// - no box that the critique was shown holds the same number, since critiques quote the boxed
///   answers of the solutions they discuss;
/// - `when`: its line ends behind it, but for closing punctuation, since a box that a sentence goes
///   on after is being talked about; or at once, for models trained on a form with one box only.
///
/// Where one does not hold the text goes on, at the worst to its own end: nothing but time is lost.
///
/// @param when a box that may be the verdict is taken for it
/// @param steps an index is below; {@link #ANY_INDEX} where an index is no place
/// @param shown integers that stand in boxes, or as reference answer, in the prompt
/// @param thinking whether the prompt ends inside `<think>`
public record VerdictRule(When when, int steps, Set<BigInteger> shown, boolean thinking) {
  /// Every integer is an index, and all but -1 say the same.
  public static final int ANY_INDEX = Integer.MAX_VALUE;

  /// In a box, bare or in `\text{…}`; longer numbers are no index.
  private static final Pattern BOXED_INTEGER =
      Pattern.compile("\\\\boxed\\{\\s*(?:\\\\text\\{\\s*)?([-+]?\\d{1,200})\\s*}");

  public VerdictRule {
    if (steps < 0) {
      throw new IllegalArgumentException("steps: " + steps + " (expected: >= 0)");
    }
    shown = Set.copyOf(shown);
  }

  public enum When {
    /// With the brace that closes the box.
    AT_BRACE,
    /// With the end of its line.
    AT_LINE_END
  }

  /// All integers that stand in boxes, for `shown`.
  public static Set<BigInteger> boxedIn(String text) {
    return BOXED_INTEGER
        .matcher(text)
        .results()
        .map(match -> new BigInteger(match.group(1)))
        .collect(Collectors.toUnmodifiableSet());
  }

  boolean settles(BigInteger index) {
    boolean step = index.signum() >= 0 && index.compareTo(BigInteger.valueOf(steps)) < 0;
    boolean place = steps == ANY_INDEX || index.equals(VerdictReading.NOT_FOUND) || step;
    return place && !shown.contains(index);
  }
}
