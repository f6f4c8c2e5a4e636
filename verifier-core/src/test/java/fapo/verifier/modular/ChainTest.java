package fapo.verifier.modular;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChainTest {
  @Test
  void isMadeOfPrimesHalfTheOneBefore() {
    for (int i = 0; i < Chain.count(); i++) {
      BigInteger above = BigInteger.ZERO;
      for (int level = 0; level < Chain.LEVELS; level++) {
        BigInteger p = BigInteger.valueOf(Chain.at(i).field(level).p);
        assertThat(p.isProbablePrime(100)).isTrue();
        assertThat(p.mod(BigInteger.valueOf(8))).isEqualTo(BigInteger.valueOf(7));
        assertThat(p.bitLength()).isBetween(57, 62);
        if (level > 0) {
          assertThat(p).isEqualTo(above.shiftRight(1));
        }
        above = p;
      }
    }
  }

  @Test
  void hasRootsOfUnityAndRootsOfSmallPrimes() {
    for (int i = 0; i < Chain.count(); i++) {
      assertThat((Chain.at(i).field(0).p + 1) % Circle.ORDER).isZero();
      for (int level = 0; level < Chain.LEVELS; level++) {
        for (int prime : new int[] {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31}) {
          assertThat(Chain.at(i).field(level).rootOf(prime)).isNotZero();
        }
      }
    }
  }

  @Test
  void letsOddRootsBeUnique() {
    for (int i = 0; i < Chain.count(); i++) {
      for (int level = 0; level < Chain.LEVELS; level++) {
        for (long odd : new long[] {3, 5, 7, 11, 13}) {
          assertThat((Chain.at(i).field(level).p - 1) % odd).isNotZero();
        }
      }
    }
  }

  @Test
  void computesAsBigIntegersDo() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      Field f = Chain.at(i % Chain.count()).field(i % Chain.LEVELS);
      BigInteger p = BigInteger.valueOf(f.p);
      long a = random.nextLong();
      long b = random.nextLong();
      BigInteger x = BigInteger.valueOf(a);
      BigInteger y = BigInteger.valueOf(b);
      assertThat(f.plain(f.mul(f.of(a), f.of(b)))).isEqualTo(x.multiply(y).mod(p).longValue());
      assertThat(f.plain(f.add(f.of(a), f.of(b)))).isEqualTo(x.add(y).mod(p).longValue());
      assertThat(f.plain(f.sub(f.of(a), f.of(b)))).isEqualTo(x.subtract(y).mod(p).longValue());
      long exponent = Math.abs(b >> (i % 60));
      assertThat(f.plain(f.pow(f.of(a), exponent)))
          .isEqualTo(x.mod(p).modPow(BigInteger.valueOf(exponent), p).longValue());
    }
  }

  @Test
  void turnsByTheAnglesOfTheRegularPolygons() {
    for (int i = 0; i < Chain.count(); i++) {
      Field f = Chain.at(i).field(0);
      // 2 cos(π/5) = (1 + √5)/2, cos(π/6) = √3/2, sin(π/4) = √2/2, cos 36° − sin 18° = 1/2
      assertThat(cosine(i, 1, 5)).isEqualTo(f.mul(f.add(f.one, f.rootOf(5)), f.inverseOf(4)));
      assertThat(cosine(i, 1, 6)).isEqualTo(f.mul(f.rootOf(3), f.inverseOf(2)));
      assertThat(cosine(i, 1, 4)).isEqualTo(f.mul(f.rootOf(2), f.inverseOf(2)));
      assertThat(f.sub(cosine(i, 1, 5), cosine(i, 2, 5))).isEqualTo(f.inverseOf(2));
      assertThat(f.mul(f.mul(cosine(i, 1, 9), cosine(i, 2, 9)), cosine(i, 4, 9)))
          .isEqualTo(f.inverseOf(8));
      assertThat(cosine(i, 7, 3)).isEqualTo(f.inverseOf(2));
      assertThat(cosine(i, -1, 1)).isEqualTo(f.neg(f.one));
    }
  }

  private static long cosine(int chain, long a, long b) {
    Field f = Chain.at(chain).field(0);
    Register z = new Register();
    z.set(f.one, 0);
    assertThat(Chain.at(chain).circle.turn(z, a, b)).isTrue();
    assertThat(f.add(f.mul(z.re, z.re), f.mul(z.im, z.im))).isEqualTo(f.one);
    return z.re;
  }
}
