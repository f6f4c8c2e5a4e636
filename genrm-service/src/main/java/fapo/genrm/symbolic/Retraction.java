package fapo.genrm.symbolic;

import java.util.Locale;

/// Decides whether a step takes a false statement back: in the rest of the step, at the start of
/// the next one, or in the words before it (`it is not true that 2 + 2 = 5`).
final class Retraction {
  private static final int REACH_BEFORE = 40;
  private static final int REACH_AFTER = 1000;
  private static final int REACH_NEXT = 160;

  private Retraction() {}

  static boolean covers(String step, int start, int end, String following) {
    return Phrases.denies(part(step, start - REACH_BEFORE, start))
        || Phrases.retracts(part(step, end, end + REACH_AFTER))
        || Phrases.retracts(part(following, 0, REACH_NEXT));
  }

  private static String part(String text, int from, int to) {
    int start = Math.clamp(from, 0, text.length());
    return text.substring(start, Math.clamp(to, start, text.length())).toLowerCase(Locale.ROOT);
  }
}
