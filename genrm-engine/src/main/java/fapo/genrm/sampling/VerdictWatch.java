package fapo.genrm.sampling;

import fapo.genrm.engine.StepResult;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Reads the boxes of one critique as it is written.
///
/// ```
/// box   = "\boxed{" content "}"           braces matched, as the last of those that open
/// index = ["-" | "+"] digit+              within white space, bare or in \text{…}
/// ```
public final class VerdictWatch {
  private static final String BOXED = "\\boxed{";
  private static final String TEXT = "\\text{";
  private static final String THINK = "<think>";
  private static final String THINK_END = "</think>";

  /// Of a content. Longer ones are no index, however they end.
  private static final int LONGEST = 200;

  /// What may stand between the verdict's box and the end of its line.
  private static final String CLOSING = " \t\r.*_$)]\\";

  private final VerdictRule rule;
  private final IntFunction<String> spelling;
  private final StringBuilder recent = new StringBuilder();
  private boolean thinking;
  private @Nullable Box box;
  private @Nullable VerdictReading last;
  private boolean closing;

  /// @param spelling the text of a token by itself
  public VerdictWatch(VerdictRule rule, IntFunction<String> spelling) {
    this.rule = rule;
    this.spelling = spelling;
    this.thinking = rule.thinking();
  }

  /// A box that is open.
  private static final class Box {
    final IndexOdds odds;
    final StringBuilder content = new StringBuilder();
    int depth = 1;

    Box(IndexOdds odds) {
      this.odds = odds;
    }
  }

  /// Takes what a token brings.
  ///
  /// @param piece its text; may be empty
  /// @param token the one that was drawn from the row
  /// @return whether the verdict is complete
  public boolean accept(String piece, int token, StepResult result, int row) {
    int from = 0;
    boolean settled = false;
    for (int at = 0; at < piece.length(); at++) {
      char c = piece.charAt(at);
      remember(c);
      if (c == '{' && endsWith(BOXED)) {
        box = new Box(new IndexOdds(spelling));
        last = null;
        closing = false;
        from = at + 1;
      } else if (box == null) {
        settled |= afterBox(c);
      } else if (!inside(box, c)) {
        box.odds.accept(piece, from, at, token, result, row);
        settled |= close(box);
        box = null;
      }
    }
    if (box != null) {
      box.odds.accept(piece, from, -1, token, result, row);
    }
    return settled;
  }

  /// The index of the last box; empty where it holds none, is still open, or there is no box.
  public Optional<VerdictReading> reading() {
    return Optional.ofNullable(last);
  }

  /// @return whether the character belongs to the content
  private static boolean inside(Box box, char c) {
    box.depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (box.depth == 0) {
      return false;
    }
    if (box.content.length() <= LONGEST) {
      box.content.append(c);
    }
    return true;
  }

  private boolean close(Box box) {
    BigInteger index = index(box.content.toString());
    last = index == null ? null : box.odds.reading(index);
    closing = index != null && !thinking && rule.settles(index);
    return closing && rule.when() == VerdictRule.When.AT_BRACE;
  }

  private boolean afterBox(char c) {
    if (c == '>') {
      thinking = endsWith(THINK) || (thinking && !endsWith(THINK_END));
    }
    boolean ended = closing && c == '\n';
    closing = closing && CLOSING.indexOf(c) >= 0;
    return ended;
  }

  private static @Nullable BigInteger index(String content) {
    String bare = content.strip();
    if (bare.startsWith(TEXT) && bare.endsWith("}")) {
      bare = bare.substring(TEXT.length(), bare.length() - 1).strip();
    }
    int from = bare.startsWith("-") || bare.startsWith("+") ? 1 : 0;
    boolean digits =
        bare.length() > from
            && bare.length() <= LONGEST
            && bare.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    return digits ? new BigInteger(bare) : null;
  }

  /// As much as the longest of what is looked for.
  private void remember(char c) {
    if (recent.length() == THINK_END.length()) {
      recent.deleteCharAt(0);
    }
    recent.append(c);
  }

  private boolean endsWith(String end) {
    int from = recent.length() - end.length();
    return from >= 0 && recent.indexOf(end, from) == from;
  }
}
