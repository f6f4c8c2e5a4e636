package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/// Reads `p = 5, q = 2; p = 7, q = 2` as the points `(5,2), (7,2)`: the same names given values
/// again and again, in the same order.
final class NamedTuples {
  private NamedTuples() {}

  static List<Expr> grouped(List<Expr> items) {
    int period = period(items);
    if (period < 2 || items.size() == period || items.size() % period != 0) {
      return items;
    }
    List<Expr> tuples = new ArrayList<>(items.size() / period);
    for (int i = 0; i < items.size(); i += period) {
      List<Expr> values = new ArrayList<>(period);
      for (int k = i; k < i + period; k++) {
        if (!name(items.get(k)).equals(name(items.get(k - i)))) {
          return items;
        }
        values.add(((Expr.Relation) items.get(k)).sides().getLast());
      }
      tuples.add(new Expr.Bracket('(', values, ')'));
    }
    return tuples;
  }

  // After how many items the first name comes again; 0 where an item is no name with a value.
  private static int period(List<Expr> items) {
    for (Expr item : items) {
      if (!assignment(item)) {
        return 0;
      }
    }
    for (int i = 1; i < items.size(); i++) {
      if (name(items.get(i)).equals(name(items.getFirst()))) {
        return i;
      }
    }
    return 0;
  }

  private static boolean assignment(Expr item) {
    return item instanceof Expr.Relation(List<Expr> sides, List<String> operators)
        && operators.equals(List.of("="))
        && sides.getFirst() instanceof Expr.Sym;
  }

  private static Expr name(Expr assignment) {
    return ((Expr.Relation) assignment).sides().getFirst();
  }
}
