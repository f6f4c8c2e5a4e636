package fapo.evaluation.stat;

/// McNemar's test in its exact form: of the pairs where just one of two is right, is either right
/// more often than chance?
///
/// @param both pairs where both are right
/// @param first pairs where the first alone is right
/// @param second pairs where the second alone is right
/// @param neither pairs where both are wrong
public record McNemar(long both, long first, long second, long neither) {

  /// Two-sided: `min(1, 2 · P(X ≤ min(first, second)))` with `X ~ Binomial(first + second, 1/2)`;
  /// 1 where no pair differs. Error below 1e-10.
  public double p() {
    long n = first + second;
    long least = Math.min(first, second);
    double logTerm = -n * Math.log(2); // log of C(n, 0) / 2^n
    double tail = 0;
    for (long k = 0; k <= least; k++) {
      tail += Math.exp(logTerm);
      logTerm += Math.log((double) (n - k) / (k + 1));
    }
    return Math.min(1, 2 * tail);
  }
}
