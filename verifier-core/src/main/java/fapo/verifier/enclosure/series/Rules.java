package fapo.verifier.enclosure.series;

import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.expr.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The quadrature rules of one precision, each computed once.
///
/// @param <R> a real ball
public final class Rules<R> {
  private final Reals<R> reals;
  private final Work work;
  private final Map<Integer, List<Legendre.Point<R>>> known = new HashMap<>();

  public Rules(Reals<R> reals, Work work) {
    this.reals = reals;
    this.work = work;
  }

  List<Legendre.Point<R>> points(int n) {
    return known.computeIfAbsent(n, count -> new Legendre<>(reals, work, count).points());
  }
}
