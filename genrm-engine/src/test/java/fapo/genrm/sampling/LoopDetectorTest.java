package fapo.genrm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LoopDetectorTest {
  private final LoopDetector detector = new LoopDetector(new LoopGuard(8, 3, 6));

  /// @return after how many of the tokens it ends; -1 for never
  private static int end(LoopDetector detector, int... tokens) {
    for (int i = 0; i < tokens.length; i++) {
      if (detector.accept(tokens[i])) {
        return i + 1;
      }
    }
    return -1;
  }

  @Test
  void endsWithTheLastTokenOfTheLastRepeat() {
    assertThat(end(detector, 5, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1)).isEqualTo(10);
  }

  @Test
  void letsRunsBeThatAreTooShort() {
    assertThat(end(detector, 7, 7, 7, 7, 7, 1, 2, 1, 2, 3)).isEqualTo(-1);
    assertThat(end(detector, 7, 7, 7, 7, 7, 7)).isEqualTo(6);
  }

  @Test
  void letsPassagesBeThatAreTooLong() {
    int[] tokens = new int[45];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = i % 9;
    }
    assertThat(end(detector, tokens)).isEqualTo(-1);
  }

  /// The same as looking at all tokens anew each time.
  @Test
  void agreesWithTheDefinition() {
    Random random = new Random(2);
    LoopGuard guard = new LoopGuard(4, 3, 5);
    for (int round = 0; round < 2000; round++) {
      LoopDetector each = new LoopDetector(guard);
      int[] tokens = random.ints(30, 0, 2).toArray();
      for (int count = 1; count <= tokens.length; count++) {
        assertThat(each.accept(tokens[count - 1])).isEqualTo(loops(guard, tokens, count));
      }
    }
  }

  private static boolean loops(LoopGuard guard, int[] tokens, int count) {
    for (int period = 1; period <= guard.longest(); period++) {
      int span = Math.max(guard.repeats() * period, guard.tokens());
      boolean same = span <= count;
      for (int i = count - 1; same && i >= count - span + period; i--) {
        same = tokens[i] == tokens[i - period];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  @Test
  void refusesGuardsThatEndEverything() {
    assertThatThrownBy(() -> new LoopGuard(8, 1, 6)).hasMessage("repeats: 1 (expected: >= 2)");
  }
}
