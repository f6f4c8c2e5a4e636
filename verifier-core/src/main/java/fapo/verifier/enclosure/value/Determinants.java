package fapo.verifier.enclosure.value;

import java.util.List;

/// Determinants by expansion over subsets of columns: no division, so no pivot to be sure of.
public final class Determinants {
  private Determinants() {}

  public static <R> Value<R> of(List<List<Value<R>>> rows, Arithmetic<R> arithmetic) {
    int size = rows.size();
    @SuppressWarnings({"unchecked", "rawtypes"})
    Value<R>[] minors = new Value[1 << size];
    minors[0] = arithmetic.integer(1);
    for (int columns = 1; columns < 1 << size; columns++) {
      int row = Integer.bitCount(columns) - 1;
      Value<R> sum = arithmetic.integer(0);
      boolean negative = row % 2 == 1;
      for (int column = 0; column < size; column++) {
        if ((columns & 1 << column) != 0) {
          Value<R> term =
              arithmetic.times(rows.get(row).get(column), minors[columns ^ 1 << column]);
          sum = arithmetic.plus(sum, negative ? arithmetic.negate(term) : term);
          negative = !negative;
        }
      }
      minors[columns] = sum;
    }
    return minors[(1 << size) - 1];
  }
}
