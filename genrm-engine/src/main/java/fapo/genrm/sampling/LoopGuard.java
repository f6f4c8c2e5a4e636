package fapo.genrm.sampling;

/// When a generation counts as a runaway: its last tokens are one passage over and over.
///
/// It ends there, since what follows is more of the same up to the last token allowed. The
/// distribution itself is left as it is: a penalty on repeated tokens would change what a critique
/// says of a solution it quotes, and could not be applied to tokens that are not among the known
/// candidates.
///
/// @param longest passage that is looked for, in tokens, at least 1; each token costs as many
///     comparisons
/// @param repeats of the passage in a row, at least 2
/// @param tokens that all repeats have together at least, so that `0000` or a row of a table is
///     none
public record LoopGuard(int longest, int repeats, int tokens) {
  /// A passage of up to 128 tokens, four times, 256 tokens in all.
  public static final LoopGuard DEFAULT = new LoopGuard(128, 4, 256);

  public LoopGuard {
    atLeast("longest", longest, 1);
    atLeast("repeats", repeats, 2);
    atLeast("tokens", tokens, 2);
  }

  private static void atLeast(String field, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException("%s: %d (expected: >= %d)".formatted(field, value, least));
    }
  }
}
