package fapo.verifier.modular;

/// The images of `e^{iπ·a/b}`: roots of unity on the unit circle of `GF(p)[i]`, whose order is
/// `p + 1`, chosen such that `√2, √3, √5 …` written by roots of unity (Gauss sums) are the square
/// roots that {@link Field} gives.
final class Circle {
  /// The order of the root of unity kept: `p + 1` is a multiple of it.
  static final long ORDER = 64L * 9 * 5 * 7 * 11 * 13 * 17 * 19 * 23 * 29 * 31;

  private static final int[] PRIMES = {3, 5, 7, 11, 13, 17, 19, 23, 29, 31};
  private static final int COMMON = 24;

  private final Field f;
  private final Register root = new Register();
  private final long[] commonRe = new long[COMMON];
  private final long[] commonIm = new long[COMMON];

  Circle(Field f) {
    this.f = f;
    root.set(f.one, 0);
    multiplyBy(evenRoot(), 64);
    for (int prime : PRIMES) {
      int order = prime == 3 ? 9 : prime;
      multiplyBy(oddRoot(prime, order), order);
    }
    Register step = power(root, ORDER / COMMON);
    Register at = new Register();
    at.set(f.one, 0);
    for (int i = 0; i < COMMON; i++) {
      commonRe[i] = at.re;
      commonIm[i] = at.im;
      at.times(f, step.re, step.im);
    }
  }

  /// Multiplies by `e^{iπ·a/b}`; false where b does not divide half the {@link #ORDER}.
  boolean turn(Register by, long a, long b) {
    if (b <= 0 || (ORDER / 2) % b != 0) {
      return false;
    }
    long turns = Math.floorMod(a, 2 * b);
    if (COMMON % (2 * b) == 0) {
      int index = (int) (turns * (COMMON / (2 * b)));
      by.times(f, commonRe[index], commonIm[index]);
      return true;
    }
    Register power = power(root, turns * (ORDER / (2 * b)));
    by.times(f, power.re, power.im);
    return true;
  }

  private void multiplyBy(Register part, long order) {
    long others = ORDER / order;
    long exponent = 1;
    while (exponent * (others % order) % order != 1) {
      exponent++;
    }
    Register power = power(part, exponent);
    root.times(f, power.re, power.im);
  }

  // Of order 64, with ζ^16 = i and ζ^8 = (1 + i)/√2.
  private Register evenRoot() {
    Register any = primitive(2, 64);
    long half = f.mul(f.rootOf(2), f.inverseOf(2));
    for (int odd = 1; odd < 64; odd += 2) {
      Register candidate = power(any, odd);
      Register eighth = power(candidate, 8);
      if (eighth.re == half && eighth.im == half) {
        return candidate;
      }
    }
    throw new IllegalStateException("no eighth root of unity modulo " + f.p);
  }

  private Register oddRoot(int prime, int order) {
    Register any = primitive(prime, order);
    for (int exponent = 1; exponent < prime; exponent++) {
      Register candidate = power(any, exponent);
      Register sum = gaussSum(power(candidate, order / prime), prime);
      boolean right =
          prime % 4 == 1
              ? sum.re == f.rootOf(prime) && sum.im == 0
              : sum.im == f.rootOf(prime) && sum.re == 0;
      if (right) {
        return candidate;
      }
    }
    throw new IllegalStateException("no root of unity of order " + order + " modulo " + f.p);
  }

  private Register gaussSum(Register unity, int prime) {
    Register sum = new Register();
    for (int a = 1; a < prime; a++) {
      Register term = power(unity, a);
      boolean square = false;
      for (int x = 1; x < prime; x++) {
        square |= x * x % prime == a;
      }
      sum.plus(f, square ? term.re : f.neg(term.re), square ? term.im : f.neg(term.im));
    }
    return sum;
  }

  // z/z̄ lies on the circle; its power has an order that divides the given one.
  private Register primitive(int prime, int order) {
    for (int seed = 2; ; seed++) {
      Register z = new Register();
      z.set(f.of(seed), f.one);
      Register conjugate = new Register();
      conjugate.set(z.re, f.neg(z.im));
      conjugate.invert(f);
      z.times(f, conjugate.re, conjugate.im);
      z.raise(f, (f.p + 1) / order);
      Register below = power(z, order / prime);
      if (below.re != f.one || below.im != 0) {
        return z;
      }
    }
  }

  private Register power(Register of, long exponent) {
    Register power = new Register();
    power.set(of.re, of.im);
    power.raise(f, exponent);
    return power;
  }
}
