package fapo.genrm.sampling;

/// Finds the loop of a {@link LoopGuard} in one generation, at the very token that completes it.
///
/// For each period it counts how many of the last tokens equal the one a period before: a passage
/// of `p` tokens has stood `r` times in a row when that count reaches `(r − 1) p`.
public final class LoopDetector {
  private final LoopGuard guard;

  /// A ring of as many tokens as the longest passage has.
  private final int[] recent;

  private final int[] matches;
  private int count;
  private int next;

  public LoopDetector(LoopGuard guard) {
    this.guard = guard;
    this.recent = new int[guard.longest()];
    this.matches = new int[guard.longest() + 1];
  }

  /// @return whether the tokens up to this one end in a loop
  public boolean accept(int token) {
    boolean loop = false;
    int at = next;
    for (int period = 1; period <= count; period++) {
      at = (at == 0 ? recent.length : at) - 1;
      boolean same = recent[at] == token;
      matches[period] = same ? matches[period] + 1 : 0;
      loop |= same && isLoop(period);
    }
    recent[next] = token;
    next = next + 1 == recent.length ? 0 : next + 1;
    count = Math.min(count + 1, recent.length);
    return loop;
  }

  private boolean isLoop(int period) {
    int matched = matches[period];
    return matched >= (guard.repeats() - 1) * period && matched + period >= guard.tokens();
  }
}
