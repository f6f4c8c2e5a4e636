package fapo.verifier.modular;

/// Where an expression is evaluated: a chain of primes and, for every name, a value that depends on
/// the name and the point alone, so that both sides of a comparison meet the same one.
final class Point {
  /// The first points have positive values only; beyond, half of the values are negative.
  static final int POSITIVE = 4;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private Chain chain = Chain.at(0);
  private long seed;
  private boolean signed;

  void move(int number) {
    chain = Chain.at(number % Chain.count());
    seed = mix(number + 1L);
    signed = number >= POSITIVE;
  }

  Chain chain() {
    return chain;
  }

  Field field(int level) {
    return chain.field(level);
  }

  boolean signed() {
    return signed;
  }

  /// The value of a variable.
  long variable(String name, int level) {
    long hash = hash(name, seed);
    long value = square(hash, level);
    return signed && (hash & 1) == 1 ? field(level).neg(value) : value;
  }

  /// The value of a name that is positive.
  long positive(String name, int level) {
    return square(hash(name, seed), level);
  }

  /// Whether the whole number a variable stands for in a power of −1 is odd: 0 or 1.
  int parity(String name) {
    return (int) (hash(name, seed) >>> 1) & 1;
  }

  /// Any element, by a hash.
  long element(long hash, int level) {
    return field(level).from(mix(hash ^ seed));
  }

  private long square(long hash, int level) {
    Field f = field(level);
    long root = f.from(mix(hash + level));
    return f.mul(root, root);
  }

  static long hash(String name, long seed) {
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    return mix(hash);
  }

  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /// Takes a further value into a hash.
  static long mix(long hash, long value) {
    return mix(hash * MULTIPLIER + value);
  }
}
