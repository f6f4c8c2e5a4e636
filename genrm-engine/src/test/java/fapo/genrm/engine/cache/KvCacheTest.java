package fapo.genrm.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KvCacheTest {
  private static final int BLOCK = 4;

  private final KvCache cache = new KvCache(8, BLOCK);

  @Test
  void sharesTheFullBlocksOfEqualBeginnings() {
    TokenChain first = cache.chain(tokens(0, 10));
    BlockTable held = filled(first);
    TokenChain second = cache.chain(concat(tokens(0, 9), 77, 78));
    Prefix prefix = cache.lookup(second);
    assertThat(prefix.length()).isEqualTo(2);
    BlockTable table = cache.open(second, prefix);
    assertThat(table.blocks()[0]).isEqualTo(held.blocks()[0]);
    assertThat(table.blocks()[1]).isEqualTo(held.blocks()[1]);
    assertThat(table.blocks()[2]).isNotEqualTo(held.blocks()[2]);
    assertThat(table.filled()).isEqualTo(8);
    assertThat(table.own()).isEqualTo(1);
    assertThat(cache.available()).isEqualTo(4);
  }

  /// The last token has to run, so its block is never shared.
  @Test
  void leavesTheLastTokenToRun() {
    cache.close(filled(cache.chain(tokens(0, 8))), cache.chain(tokens(0, 8)));
    assertThat(cache.lookup(cache.chain(tokens(0, 8))).length()).isEqualTo(1);
    assertThat(cache.lookup(cache.chain(tokens(0, 9))).length()).isEqualTo(2);
  }

  @Test
  void sharesNothingThatIsNotFilled() {
    TokenChain chain = cache.chain(tokens(0, 9));
    BlockTable table = cache.open(chain, cache.lookup(chain));
    cache.fill(table, chain, 7);
    assertThat(cache.lookup(cache.chain(tokens(0, 9))).length()).isEqualTo(1);
  }

  @Test
  void promisesWhatARunningSequenceWillCompute() {
    TokenChain first = cache.chain(tokens(0, 9));
    BlockTable table = cache.open(first, cache.lookup(first));
    TokenChain same = cache.chain(tokens(0, 9));
    assertThat(cache.lookup(same).promised()).isTrue();
    assertThat(cache.lookup(cache.chain(tokens(50, 9))).promised()).isFalse();
    cache.fill(table, first, 4);
    assertThat(cache.lookup(same).promised()).isTrue();
    cache.fill(table, first, 4);
    assertThat(cache.lookup(same).promised()).isFalse();
    assertThat(cache.lookup(same).length()).isEqualTo(2);
  }

  @Test
  void withdrawsPromisesOfASequenceThatEndsEarly() {
    TokenChain first = cache.chain(tokens(0, 9));
    BlockTable table = cache.open(first, cache.lookup(first));
    cache.close(table, first);
    assertThat(cache.lookup(cache.chain(tokens(0, 9))).promised()).isFalse();
    assertThat(cache.available()).isEqualTo(8);
  }

  @Test
  void givesUpTheEndOfAPrefixBeforeItsBeginning() {
    TokenChain chain = cache.chain(tokens(0, 29));
    BlockTable old = filled(chain);
    cache.close(old, chain);
    TokenChain other = cache.chain(tokens(100, 8));
    var _ = cache.open(other, cache.lookup(other));
    assertThat(cache.lookup(cache.chain(tokens(0, 29))).length()).isEqualTo(6);
  }

  @Test
  void countsIdleBlocksOfAPrefixAsCost() {
    TokenChain chain = cache.chain(tokens(0, 9));
    cache.close(filled(chain), chain);
    TokenChain again = cache.chain(tokens(0, 9));
    Prefix prefix = cache.lookup(again);
    assertThat(cache.cost(again, prefix)).isEqualTo(3);
    var _ = cache.open(again, prefix);
    TokenChain third = cache.chain(tokens(0, 9));
    assertThat(cache.cost(third, cache.lookup(third))).isEqualTo(1);
  }

  @Test
  void keepsPromptsApartWhoseHashesCollide() {
    KvCache colliding = new KvCache(8, BLOCK, (_, _, _, _) -> 5);
    TokenChain first = colliding.chain(tokens(0, 9));
    BlockTable table = colliding.open(first, colliding.lookup(first));
    colliding.fill(table, first, 9);
    assertThat(colliding.lookup(colliding.chain(tokens(0, 9))).length()).isEqualTo(2);
    assertThat(colliding.lookup(colliding.chain(tokens(1, 9))).length()).isZero();
    // The second block alone, without the first before it, is another content.
    assertThat(colliding.lookup(colliding.chain(tokens(4, 9))).length()).isZero();
  }

  @Test
  void forgetsWhatCannotBeTrusted() {
    TokenChain chain = cache.chain(tokens(0, 9));
    BlockTable table = filled(chain);
    cache.distrust(table);
    assertThat(cache.lookup(cache.chain(tokens(0, 9))).length()).isZero();
    cache.close(table, chain);
    assertThat(cache.available()).isEqualTo(8);
  }

  @Test
  void clearsIdleBlocksOnly() {
    TokenChain first = cache.chain(tokens(0, 9));
    cache.close(filled(first), first);
    var _ = filled(cache.chain(tokens(50, 9)));
    cache.clear();
    assertThat(cache.lookup(cache.chain(tokens(0, 9))).length()).isZero();
    assertThat(cache.lookup(cache.chain(tokens(50, 9))).length()).isEqualTo(2);
  }

  @Test
  void growsAndTrimsByWholeBlocks() {
    TokenChain chain = cache.chain(tokens(0, 4));
    BlockTable table = cache.open(chain, cache.lookup(chain));
    int[] before = table.blocks();
    assertThat(cache.covers(table, 5)).isFalse();
    cache.grow(table);
    assertThat(cache.covers(table, 8)).isTrue();
    assertThat(before).hasSize(1);
    cache.trim(table, 4);
    assertThat(table.blocks()).containsExactly(before);
    assertThat(cache.available()).isEqualTo(7);
  }

  @Test
  void refusesToOpenWithoutBlocks() {
    TokenChain chain = cache.chain(tokens(0, 33));
    Prefix prefix = cache.lookup(chain);
    assertThatIllegalStateException().isThrownBy(() -> cache.open(chain, prefix));
  }

  @Test
  void findsGeneratedTokensAgain() {
    TokenChain chain = cache.chain(tokens(0, 3));
    BlockTable table = cache.open(chain, cache.lookup(chain));
    cache.fill(table, chain, 3);
    chain.add(60);
    cache.fill(table, chain, 1);
    assertThat(cache.lookup(cache.chain(new int[] {0, 1, 2, 60, 1})).length()).isEqualTo(1);
    assertThat(cache.lookup(cache.chain(new int[] {0, 1, 2, 61, 1})).length()).isZero();
  }

  private BlockTable filled(TokenChain chain) {
    BlockTable table = cache.open(chain, cache.lookup(chain));
    cache.fill(table, chain, chain.size() - table.filled());
    return table;
  }

  private static int[] tokens(int first, int count) {
    return IntStream.range(first, first + count).toArray();
  }

  private static int[] concat(int[] tokens, int... more) {
    int[] all = Arrays.copyOf(tokens, tokens.length + more.length);
    System.arraycopy(more, 0, all, tokens.length, more.length);
    return all;
  }
}
