package fapo.genrm.sampling;

/// Finds the loop of a {@link LoopGuard} in one generation, at the very token that completes it.
///
/// For each period it counts how many of the last tokens equal the one a period before: a passage
/// of `p` tokens has stood `r` times in a row when that count reaches `(r − 1) p`.
public final class LoopDetector {
  private final LoopGuard guard;
  private final int[] recent;
  private final int[] matches;
  private int count;

  public LoopDetector(LoopGuard guard) {
    this.guard = guard;
    this.recent = new int[guard.longest()];
    this.matches = new int[guard.longest() + 1];
  }

  /// @return whether the tokens up to this one end in a loop
  public boolean accept(int token) {
    boolean loop = false;
    int periods = Math.min(count, guard.longest());
    for (int period = 1; period <= periods; period++) {
      boolean same = recent[(count - period) % recent.length] == token;
      matches[period] = same ? matches[period] + 1 : 0;
      loop |= same && isLoop(period);
    }
    recent[count % recent.length] = token;
    count++;
    return loop;
  }

  private boolean isLoop(int period) {
    int matched = matches[period];
    return matched >= (guard.repeats() - 1) * period && matched + period >= guard.tokens();
  }
}
