package fapo.genrm.sampling;

/// A counter-based random generator: the number at a place is a function of the seed and the place
/// alone, so nothing has to be kept between draws, whoever else draws in between.
///
/// Philox4x32-10 (Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011, §4.3), with
/// the seed as key and the place in the two low words of the counter.
final class Philox {
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final long LOW = 0xFFFFFFFFL;

  private Philox() {}

  /// Evenly distributed over the multiples of 2⁻⁵³ in [0, 1).
  static double uniform(long seed, long place) {
    int[] words = block(new int[] {(int) place, (int) (place >>> 32), 0, 0}, seed);
    long bits = ((words[0] & LOW) << 32) | (words[1] & LOW);
    return (bits >>> 11) * 0x1p-53;
  }

  /// Four words for four words; overwrites `counter` and returns it.
  static int[] block(int[] counter, long key) {
    int key0 = (int) key;
    int key1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (counter[0] & LOW);
      long product1 = MULTIPLIER_1 * (counter[2] & LOW);
      counter[0] = (int) (product1 >>> 32) ^ counter[1] ^ key0;
      counter[1] = (int) product1;
      counter[2] = (int) (product0 >>> 32) ^ counter[3] ^ key1;
      counter[3] = (int) product0;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    return counter;
  }
}
