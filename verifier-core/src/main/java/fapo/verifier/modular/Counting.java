package fapo.verifier.modular;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import java.util.List;

/// Images of factorials, binomials and the gamma function. Those of integers are multiplied out,
/// counted; those of symbols are random elements that differ by the factors between them, so that
/// `(n + 1)! = (n + 1)·n!`.
final class Counting {
  private static final int MOST_FACTORS = 50_000;
  private static final int LARGEST_SHIFT = 64;
  private static final int MOST_KNOWN = 16;
  private static final long[] NONE = {};

  private final Evaluation at;
  private long[] arguments = NONE;
  private long[] factorials = NONE;
  private int known;

  Counting(Evaluation at) {
    this.at = at;
  }

  void clear() {
    known = 0;
  }

  void call(Expr.Call call, int level) {
    List<Expr> of = call.arguments();
    if (level > 0) {
      exponent(call, level);
      return;
    }
    if (call.name().equals("binom")) {
      binomial(of.getFirst(), of.getLast());
      return;
    }
    Rational number = at.exact.value(of.getFirst());
    boolean factorial = call.name().equals("factorial");
    if (number != null && number.fitsInt() && number.signum() >= 0) {
      integer(number.above() - (factorial ? 0 : 1));
      return;
    }
    at.image(of.getFirst(), 0);
    Field f = at.field(0);
    symbolic(factorial ? at.v.re : f.sub(at.v.re, f.one), at.v.im);
  }

  private void exponent(Expr.Call call, int level) {
    Rational value = at.exact.value(call);
    if (value != null) {
      at.rational(value, level);
      return;
    }
    long hash = Point.hash(call.name(), call.arguments().size());
    for (Expr argument : call.arguments()) {
      hash = at.hashed(hash, argument, level);
    }
    at.random(hash, level);
  }

  private void integer(long n) {
    if (n < 0) {
      at.illegal();
    } else if (n > MOST_FACTORS) {
      symbolic(at.field(0).of(n), 0);
    } else {
      at.v.set(product(1, n), 0);
    }
  }

  private long product(long from, long to) {
    Field f = at.field(0);
    at.work.step(1 + Math.max(0, to - from) / 4);
    long factor = f.of(from);
    long product = f.one;
    for (long i = from; i <= to; i++) {
      product = f.mul(product, factor);
      factor = f.add(factor, f.one);
    }
    return product;
  }

  private void binomial(Expr n, Expr k) {
    Rational top = at.exact.value(n);
    Rational chosen = at.exact.value(k);
    Field f = at.field(0);
    if (chosen != null && chosen.fitsInt() && chosen.above() <= MOST_FACTORS) {
      if (chosen.signum() < 0) {
        at.v.set(0, 0);
        return;
      }
      long least = chosen.above();
      if (top != null && top.fitsInt() && top.signum() >= 0) {
        long other = top.above() - least;
        least = other < 0 ? least : Math.min(least, other);
      }
      at.image(n, 0);
      falling(least);
      at.v.times(f, f.inverse(product(1, least)), 0);
      return;
    }
    at.image(n, 0);
    long above = at.v.re;
    long imaginary = at.v.im;
    at.image(k, 0);
    if (at.stopped()) {
      return;
    }
    if ((imaginary | at.v.im) != 0) {
      at.unsupported();
      return;
    }
    long below = at.v.re;
    symbolic(f.sub(above, below), 0);
    long rest = at.v.re;
    symbolic(below, 0);
    long down = f.mul(rest, at.v.re);
    symbolic(above, 0);
    at.work.step(16);
    at.v.times(f, f.inverse(down), 0);
  }

  // n(n − 1)…(n − count + 1) of the n in the register.
  private void falling(long count) {
    Field f = at.field(0);
    at.work.step(1 + count / 4);
    long re = at.v.re;
    long im = at.v.im;
    at.v.set(f.one, 0);
    for (long i = 0; i < count; i++) {
      at.v.times(f, re, im);
      re = f.sub(re, f.one);
    }
  }

  // The factorial of any element: known ones are multiplied by the factors in between.
  private void symbolic(long re, long im) {
    if (at.stopped()) {
      return;
    }
    if (im != 0) {
      at.random(Point.mix(Point.mix(Point.hash("factorial", 0), re), im), 0);
      return;
    }
    Field f = at.field(0);
    long plain = f.plain(re);
    if (plain <= LARGEST_SHIFT) {
      at.v.set(product(1, plain), 0);
      return;
    }
    at.marks |= Evaluation.WEAK;
    for (int i = 0; i < known; i++) {
      long up = f.plain(f.sub(re, arguments[i]));
      long down = f.plain(f.sub(arguments[i], re));
      if (up <= LARGEST_SHIFT) {
        at.v.set(f.mul(factorials[i], rising(arguments[i], up)), 0);
        return;
      }
      if (down <= LARGEST_SHIFT) {
        long between = rising(re, down);
        at.v.set(between == 0 ? 0 : f.mul(factorials[i], f.inverse(between)), 0);
        return;
      }
    }
    long value = at.point.element(Point.mix(Point.hash("factorial", 0), re), 0);
    if (arguments.length == 0) {
      arguments = new long[MOST_KNOWN];
      factorials = new long[MOST_KNOWN];
    }
    if (known < MOST_KNOWN) {
      arguments[known] = re;
      factorials[known++] = value;
    }
    at.v.set(value, 0);
  }

  // (x + 1)…(x + count)
  private long rising(long x, long count) {
    Field f = at.field(0);
    long factor = x;
    long product = f.one;
    for (long i = 0; i < count; i++) {
      factor = f.add(factor, f.one);
      product = f.mul(product, factor);
    }
    return product;
  }
}
