package fapo.verifier.enclosure;

import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.tree.Reading;
import fapo.verifier.enclosure.value.Value;
import java.util.List;

/// Where names are put: at points that follow from the name alone, so that the order of two
/// expressions and of their parts does not matter and a verdict never changes.
///
/// Real names get random fractions, of 48 bits in doubles and 110 in higher precision, so that no
/// polynomial with a root at one of them is shorter than that: first positive ones below and
/// above 1, then negative and mixed ones, then positive ones of other sizes. Integer names get
// integers from 1 on.
final class Points {
  /// Attempts; the first {@link #POSITIVE} have all names positive.
  static final int ATTEMPTS = 24;

  static final int POSITIVE = 4;

  /// Attempts that are always made; the others only where too few of these are legal.
  static final int FIRST = 8;

  private static final int INTEGERS = 24;

  private Points() {}

  /// Puts every free name of a reading in its place.
  ///
  /// @param whole every name gets an integer
  static <R> void put(Reading reading, int attempt, boolean whole, Evaluation<R> evaluation) {
    evaluation.clear();
    List<String> names = reading.names();
    for (int slot = 0; slot < names.size(); slot++) {
      String name = names.get(slot);
      if (!name.isEmpty()) {
        evaluation.at(
            slot,
            whole || reading.integer(slot)
                ? evaluation.arithmetic().integer(integer(name, attempt))
                : real(name, attempt, evaluation.arithmetic().reals()));
      }
    }
  }

  private static long integer(String name, int attempt) {
    long hash = mixed(name, attempt, 0) >>> 1;
    return 1 + (hash % INTEGERS + attempt * 5L) % INTEGERS;
  }

  // A multiple of 2^−50 below 64, and a tail of 62 further bits that doubles do not see.
  private static <R> Value<R> real(String name, int attempt, Reals<R> reals) {
    double unit = (mixed(name, attempt, 1) >>> 14) * 0x1p-50;
    double size =
        switch (attempt % 4) {
          case 0 -> 0.0625 + unit * 0.875;
          case 1 -> 1.0625 + unit * 3;
          case 2 -> 0.125 + unit * (attempt < FIRST ? 2 : 40);
          default -> 0.03125 + unit * (attempt < FIRST ? 5 : 1);
        };
    boolean negative =
        attempt == POSITIVE
            || (attempt > POSITIVE && attempt < FIRST && (mixed(name, attempt, 3) & 4096) != 0);
    double cut = Math.rint(size * 0x1p46) * 0x1p-46;
    return new Value.Real<>(reals.near(negative ? -cut : cut, mixed(name, attempt, 2) >> 2));
  }

  // The finalizer of splitmix64 over the name's characters.
  private static long mixed(String name, int attempt, int part) {
    long state = 0x9E3779B97F4A7C15L * (attempt * 4L + part + 1);
    for (int i = 0; i < name.length(); i++) {
      state = (state ^ name.charAt(i)) * 0xBF58476D1CE4E5B9L;
      state ^= state >>> 29;
    }
    state = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    state = (state ^ (state >>> 27)) * 0x94D049BB133111EBL;
    return state ^ (state >>> 31);
  }
}
