package fapo.verifier.modular;

/// A chain of primes `p₀, p₁ = (p₀ − 1)/2, …`: values are taken modulo the first, exponents modulo
/// the next, exponents in exponents modulo the one after. The positive elements of each field are a
/// group whose order is the next prime, so that `a^{x + y} = a^x·a^y` holds for images too.
///
/// Every `p₀` is −1 modulo {@link Circle#ORDER}; by the law of reciprocity every prime up to 31 is
/// a square modulo all of them. Primes beyond are squares in some chains.
final class Chain {
  static final int LEVELS = 4;

  private static final long[] PRIMES = {
    2974597666765845119L,
    2761631306958363839L,
    1647432746638398719L,
    4597481809412331839L,
    4197772775002847039L,
    4117253353909375679L,
    4034693029268341439L,
    3969345608132224319L,
    2944272920658189119L,
    2769756413534510399L,
    2250192430223337599L,
    4571508423698536319L,
    4203491155697433599L,
    3985518806056307519L,
    3396718132584416639L,
    2967011666787167999L,
  };
  private static final Chain[] CHAINS = chains();

  final int index;
  final Circle circle;
  private final Field[] fields = new Field[LEVELS];

  private Chain(int index, long prime) {
    this.index = index;
    long p = prime;
    for (int level = 0; level < LEVELS; level++) {
      fields[level] = new Field(p);
      p = (p - 1) / 2;
    }
    this.circle = new Circle(fields[0]);
  }

  private static Chain[] chains() {
    Chain[] chains = new Chain[PRIMES.length];
    for (int i = 0; i < chains.length; i++) {
      chains[i] = new Chain(i, PRIMES[i]);
    }
    return chains;
  }

  static int count() {
    return CHAINS.length;
  }

  static Chain at(int index) {
    return CHAINS[index];
  }

  Field field(int level) {
    return fields[level];
  }
}
