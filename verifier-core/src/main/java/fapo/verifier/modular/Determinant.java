package fapo.verifier.modular;

import fapo.verifier.expr.Expr;
import java.util.List;

/// The image of a determinant, by elimination.
final class Determinant {
  private static final int LARGEST = 16;

  private final Evaluation at;
  private final int size;
  private final long[][] re;
  private final long[][] im;

  private Determinant(Evaluation at, int size) {
    this.at = at;
    this.size = size;
    this.re = new long[size][size];
    this.im = new long[size][size];
  }

  static void of(Evaluation at, Expr expr, int level) {
    if (!(expr instanceof Expr.Matrix(List<List<Expr>> rows))
        || rows.size() > LARGEST
        || rows.stream().anyMatch(row -> row.size() != rows.size())) {
      at.unsupported();
      return;
    }
    Determinant determinant = new Determinant(at, rows.size());
    determinant.fill(rows, level);
    if (!at.stopped()) {
      determinant.eliminate(at.field(level));
    }
  }

  private void fill(List<List<Expr>> rows, int level) {
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size && !at.stopped(); column++) {
        at.image(rows.get(row).get(column), level);
        re[row][column] = at.v.re;
        im[row][column] = at.v.im;
      }
    }
  }

  private void eliminate(Field f) {
    at.work.step(1 + (long) size * size * size / 2);
    long productRe = f.one;
    long productIm = 0;
    for (int column = 0; column < size; column++) {
      int pivot = column;
      while (pivot < size && (re[pivot][column] | im[pivot][column]) == 0) {
        pivot++;
      }
      if (pivot == size) {
        at.v.set(0, 0);
        return;
      }
      at.v.set(pivot == column ? re[pivot][column] : f.neg(re[pivot][column]), 0);
      at.v.im = pivot == column ? im[pivot][column] : f.neg(im[pivot][column]);
      at.v.times(f, productRe, productIm);
      productRe = at.v.re;
      productIm = at.v.im;
      swap(pivot, column);
      clearBelow(column, f);
    }
    at.v.set(productRe, productIm);
  }

  private void swap(int a, int b) {
    long[] real = re[a];
    re[a] = re[b];
    re[b] = real;
    long[] imaginary = im[a];
    im[a] = im[b];
    im[b] = imaginary;
  }

  private void clearBelow(int column, Field f) {
    at.v.set(re[column][column], im[column][column]);
    at.v.invert(f);
    long inverseRe = at.v.re;
    long inverseIm = at.v.im;
    for (int row = column + 1; row < size; row++) {
      at.v.set(re[row][column], im[row][column]);
      at.v.times(f, inverseRe, inverseIm);
      long factorRe = at.v.re;
      long factorIm = at.v.im;
      for (int k = column; k < size; k++) {
        at.v.set(re[column][k], im[column][k]);
        at.v.times(f, factorRe, factorIm);
        re[row][k] = f.sub(re[row][k], at.v.re);
        im[row][k] = f.sub(im[row][k], at.v.im);
      }
    }
  }
}
