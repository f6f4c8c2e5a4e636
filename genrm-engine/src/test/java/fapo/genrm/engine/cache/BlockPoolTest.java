package fapo.genrm.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockPoolTest {
  @Test
  void takesFreeBlocksBeforeIdleOnes() {
    BlockPool pool = new BlockPool(3);
    int kept = pool.take();
    pool.drop(kept, true);
    assertThat(List.of(pool.take(), pool.take())).doesNotContain(kept);
    assertThat(pool.take()).isEqualTo(kept);
  }

  @Test
  void takesTheBlockThatIsIdleForLongest() {
    BlockPool pool = new BlockPool(3);
    int first = pool.take();
    int second = pool.take();
    int third = pool.take();
    pool.drop(second, true);
    pool.drop(first, true);
    pool.drop(third, true);
    pool.hold(second);
    pool.drop(second, true);
    assertThat(List.of(pool.take(), pool.take(), pool.take()))
        .containsExactly(first, third, second);
  }

  @Test
  void keepsABlockUntilItsLastHolderDropsIt() {
    BlockPool pool = new BlockPool(1);
    int block = pool.take();
    pool.hold(block);
    pool.drop(block, false);
    assertThat(pool.available()).isZero();
    pool.drop(block, false);
    assertThat(pool.available()).isEqualTo(1);
  }

  @Test
  void refusesWhatWouldLoseCount() {
    BlockPool pool = new BlockPool(1);
    assertThatIllegalStateException().isThrownBy(() -> pool.drop(0, true));
    assertThatIllegalStateException().isThrownBy(() -> pool.hold(0));
    pool.take();
    assertThatIllegalStateException()
        .isThrownBy(pool::take)
        .withMessage("available blocks: 0 (expected: at least 1)");
  }

  /// Against a model made of lists.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void behavesLikeLists(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BlockPool pool = new BlockPool(12);
    Deque<Integer> free = new ArrayDeque<>();
    for (int i = 0; i < 12; i++) {
      free.addLast(i);
    }
    Deque<Integer> idle = new ArrayDeque<>();
    List<Integer> held = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int what = random.nextInt(5);
      if (what <= 1 && !(free.isEmpty() && idle.isEmpty())) {
        int expected = free.isEmpty() ? idle.removeFirst() : free.removeFirst();
        assertThat(pool.take()).isEqualTo(expected);
        held.add(expected);
      } else if (what == 2 && !(idle.isEmpty() && held.isEmpty())) {
        List<Integer> from = new ArrayList<>(held);
        from.addAll(idle);
        Integer block = from.get(random.nextInt(from.size()));
        pool.hold(block);
        idle.remove(block);
        held.add(block);
      } else if (what >= 3 && !held.isEmpty()) {
        Integer block = held.get(random.nextInt(held.size()));
        held.remove((Object) block);
        boolean keep = random.nextBoolean();
        pool.drop(block, keep);
        if (!held.contains(block)) {
          if (keep) {
            idle.addLast(block);
          } else {
            free.addFirst(block);
          }
        }
      }
      assertThat(pool.available()).isEqualTo(free.size() + idle.size());
    }
  }
}
