package fapo.verifier.modular;

/// The integers modulo a prime `p ≡ 7 (mod 8)` below 2^62, in Montgomery form: an element `x` is
/// held as `x·2^64 mod p`, in `[0, p)`.
///
/// `−1` is no square here and 2 is one, so every `x ≠ 0` is a square or minus a square: the squares
/// stand for the positive numbers. The squares form a group of the odd order `(p − 1)/2`, in which
/// every element has exactly one square root.
final class Field {
  private static final int TABLE = 256;

  final long p;
  final long one;
  private final long inverseOfP;
  private final long square;
  private final long[] inverses = new long[TABLE];
  private final long[] roots = new long[TABLE];

  Field(long p) {
    this.p = p;
    long inverse = p;
    for (int i = 0; i < 6; i++) {
      inverse *= 2 - p * inverse;
    }
    this.inverseOfP = inverse;
    long power = 1;
    for (int i = 0; i < 128; i++) {
      power = add(power, power);
    }
    this.square = power;
    this.one = of(1);
    for (int i = 1; i < TABLE; i++) {
      inverses[i] = pow(of(i), p - 2);
      long root = pow(of(i), (p + 1) / 4);
      roots[i] = mul(root, root) == of(i) && smooth(i) ? root : 0;
    }
  }

  // Whether every prime that divides is a square.
  private boolean smooth(int value) {
    int rest = value;
    for (int prime = 2; prime <= rest; prime++) {
      while (rest % prime == 0) {
        if (pow(of(prime), (p - 1) / 2) != one) {
          return false;
        }
        rest /= prime;
      }
    }
    return true;
  }

  /// The image of any integer.
  long of(long value) {
    return mul(Math.floorMod(value, p), square);
  }

  /// An element as good as random from 64 random bits.
  long from(long bits) {
    long value = bits >>> 2;
    return value >= p ? value % p : value;
  }

  long add(long a, long b) {
    long sum = a + b - p;
    return sum + ((sum >> 63) & p);
  }

  long sub(long a, long b) {
    long difference = a - b;
    return difference + ((difference >> 63) & p);
  }

  long neg(long a) {
    return a == 0 ? 0 : p - a;
  }

  long mul(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    long difference = high - Math.unsignedMultiplyHigh(low * inverseOfP, p);
    return difference + ((difference >> 63) & p);
  }

  /// @param exponent at least 0
  long pow(long base, long exponent) {
    if (exponent == 0) {
      return one;
    }
    long second = mul(base, base);
    long third = mul(second, base);
    int at = (64 - Long.numberOfLeadingZeros(exponent) + 1) & ~1;
    long result = one;
    for (at -= 2; at >= 0; at -= 2) {
      result = mul(result, result);
      result = mul(result, result);
      int digit = (int) (exponent >>> at) & 3;
      if (digit != 0) {
        result = mul(result, digit == 1 ? base : digit == 2 ? second : third);
      }
    }
    return result;
  }

  /// @param a not 0
  long inverse(long a) {
    return pow(a, p - 2);
  }

  /// The inverse of a positive integer no multiple of p.
  long inverseOf(long integer) {
    return integer < TABLE ? inverses[(int) integer] : inverse(of(integer));
  }

  /// Whether `a`, not 0, is a square.
  boolean positive(long a) {
    return pow(a, (p - 1) / 2) == one;
  }

  /// The square root among the squares of an integer in `[1, 255]`, 0 where one of its primes is
  /// no square.
  long rootOf(int integer) {
    return roots[integer];
  }

  static boolean tabled(long integer) {
    return integer > 0 && integer < TABLE;
  }

  /// The integer in `[0, p)` that `a` stands for.
  long plain(long a) {
    return mul(a, 1);
  }
}
