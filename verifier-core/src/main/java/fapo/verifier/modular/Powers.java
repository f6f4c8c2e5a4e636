package fapo.verifier.modular;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Images of powers. A rational exponent is a power and a root, a symbolic or gigantic one is taken
/// modulo the order of the group of positive elements; nothing is ever built.
final class Powers {
  private final Evaluation at;
  private final ConstantRoots roots;

  Powers(Evaluation at) {
    this.at = at;
    this.roots = new ConstantRoots(at);
  }

  void power(Expr base, Expr exponent, int level) {
    if (base instanceof Expr.Const(Constant constant) && constant == Constant.E) {
      at.exponentials.exp(exponent, level);
      return;
    }
    Rational rational = at.exact.value(exponent);
    if (rational == null) {
      symbolic(base, exponent, level);
    } else if (rational.whole()) {
      at.image(base, level);
      whole(rational, level);
    } else {
      fraction(base, rational, level);
    }
  }

  /// Raises what is in the register to a whole power.
  void whole(Rational exponent, int level) {
    Field f = at.field(level);
    if (at.v.zero()) {
      if (exponent.signum() < 0) {
        at.undefined();
      } else if (exponent.signum() == 0) {
        at.v.set(f.one, 0);
      }
      return;
    }
    if (!exponent.fitsLong()) {
      gigantic(exponent.numerator(), f);
      return;
    }
    long times = exponent.above();
    if (times == 2) {
      at.v.times(f, at.v.re, at.v.im);
    } else if (times != 1) {
      at.work.step(times < 0 ? 48 : 2 + (64 - Long.numberOfLeadingZeros(times)) / 4);
      at.v.raise(f, Math.abs(times));
      if (times < 0) {
        at.v.invert(f);
      }
    }
  }

  private void gigantic(BigInteger exponent, Field f) {
    at.work.step(64);
    BigInteger order = BigInteger.valueOf(f.p);
    if (at.v.real()) {
      BigInteger reduced = exponent.mod(order.subtract(BigInteger.ONE));
      at.v.raise(f, reduced.longValue());
      return;
    }
    BigInteger reduced = exponent.mod(order.multiply(order).subtract(BigInteger.ONE));
    long re = at.v.re;
    long im = at.v.im;
    at.v.set(f.one, 0);
    for (int bit = reduced.bitLength() - 1; bit >= 0; bit--) {
      at.v.times(f, at.v.re, at.v.im);
      if (reduced.testBit(bit)) {
        at.v.times(f, re, im);
      }
    }
  }

  private void fraction(Expr base, Rational exponent, int level) {
    Rational constant = at.exact.value(base);
    if (constant != null && constant.signum() != 0) {
      roots.power(constant, exponent, level);
      return;
    }
    int outer = at.marks;
    at.marks = 0;
    at.image(base, level);
    boolean variable = at.has(Evaluation.VARIABLE);
    at.marks |= outer;
    if (at.stopped()) {
      return;
    }
    if (at.v.zero()) {
      if (exponent.signum() < 0) {
        at.illegal();
      }
      return;
    }
    if (!at.v.real()) {
      unknown(base, new Expr.Num(exponent, false), level);
    } else if (exponent.denominator().testBit(0)) {
      raise(exponent, level);
    } else {
      evenRoot(base, exponent, variable, level);
    }
  }

  private void evenRoot(Expr base, Rational exponent, boolean variable, int level) {
    Field f = at.field(level);
    boolean certain = at.monomial(base);
    at.marks |= (variable ? Evaluation.SIGNED : 0) | (certain ? 0 : Evaluation.AMBIGUOUS);
    at.work.step(16);
    if (f.positive(at.v.re)) {
      raise(exponent, level);
    } else if (variable || !certain) {
      at.illegal();
    } else {
      roots.ofNegative(exponent, level);
    }
  }

  /// Raises a positive element, or any where the denominator is odd: there the sign stays where the
  /// numerator is odd.
  void raise(Rational exponent, int level) {
    if (level + 1 >= Chain.LEVELS) {
      at.unsupported();
      return;
    }
    Field f = at.field(level);
    Field next = at.field(level + 1);
    int outer = at.marks;
    long base = at.v.re;
    at.rational(exponent, level + 1);
    at.marks = outer;
    long times = next.plain(at.v.re);
    boolean odd = exponent.numerator().testBit(0);
    if (exponent.denominator().testBit(0) && (times & 1) != (odd ? 1 : 0)) {
      times += next.p;
    }
    at.work.step(16);
    at.v.set(f.pow(base, times), 0);
  }

  private void symbolic(Expr base, Expr exponent, int level) {
    int outer = at.marks;
    at.marks = 0;
    at.image(base, level);
    boolean variable = at.has(Evaluation.VARIABLE);
    int inBase = at.marks;
    if (at.stopped()) {
      return;
    }
    if (!at.v.real() || at.v.zero() || level + 1 >= Chain.LEVELS) {
      at.marks |= outer;
      unknown(base, exponent, level);
      return;
    }
    long re = at.v.re;
    at.marks = 0;
    at.image(exponent, level + 1);
    if (at.stopped()) {
      return;
    }
    boolean free = at.has(Evaluation.VARIABLE);
    boolean weak = !free && !whole(exponent);
    boolean real = at.v.real();
    at.marks |= outer | inBase | (weak ? Evaluation.WEAK : 0) | (variable ? Evaluation.SIGNED : 0);
    if (real) {
      signed(re, at.field(level + 1).plain(at.v.re), exponent, level);
    } else {
      unknown(base, exponent, level);
    }
  }

  /// A power of an element with a symbolic exponent.
  void raised(long base, Expr exponent, int level) {
    at.image(exponent, level + 1);
    if (!at.stopped() && at.v.real()) {
      signed(base, at.field(level + 1).plain(at.v.re), exponent, level);
    } else {
      at.unsupported();
    }
  }

  private void signed(long base, long times, Expr exponent, int level) {
    Field f = at.field(level);
    at.work.step(40);
    if (f.positive(base)) {
      at.v.set(f.pow(base, times), 0);
      return;
    }
    int parity = parity(exponent);
    if (parity < 0) {
      at.illegal();
      return;
    }
    long size = f.pow(f.neg(base), times);
    at.v.set(parity == 0 ? size : f.neg(size), 0);
  }

  private void unknown(Expr base, Expr exponent, int level) {
    int below = Math.min(level + 1, Chain.LEVELS - 1);
    at.random(at.hashed(at.hashed(Point.hash("^", 0), base, level), exponent, below), level);
  }

  /// Whether a constant is surely an integer, however long.
  private static boolean whole(Expr expr) {
    return switch (expr) {
      case Expr.Num(Rational value, boolean _) -> value.whole();
      case Expr.Sum(List<Expr> terms) -> allWhole(terms);
      case Expr.Product(List<Expr> factors) -> allWhole(factors);
      case Expr.Power(Expr base, Expr exponent) -> whole(base) && natural(exponent);
      case Expr.Call(String name, List<Expr> arguments) ->
          name.equals("factorial") && natural(arguments.getFirst());
      default -> false;
    };
  }

  private static boolean allWhole(List<Expr> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (!whole(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean natural(Expr expr) {
    return switch (expr) {
      case Expr.Num(Rational value, boolean _) -> value.whole() && value.signum() > 0;
      case Expr.Sum(List<Expr> terms) -> terms.stream().allMatch(Powers::natural);
      case Expr.Product(List<Expr> factors) -> factors.stream().allMatch(Powers::natural);
      case Expr.Power(Expr base, Expr exponent) -> natural(base) && natural(exponent);
      case Expr.Call(String name, List<Expr> arguments) ->
          name.equals("factorial") && natural(arguments.getFirst());
      default -> false;
    };
  }

  // 0 or 1; −1 where the exponent need not be an integer. A variable counts as one.
  private int parity(Expr expr) {
    return switch (expr) {
      case Expr.Num(Rational value, boolean _) -> parity(value);
      case Expr.Sym(String name) -> {
        Rational bound = at.exact.of(name);
        yield bound == null ? at.point.parity(name) : parity(bound);
      }
      case Expr.Sum(List<Expr> terms) -> {
        int parity = 0;
        for (Expr term : terms) {
          int next = parity(term);
          parity = parity < 0 || next < 0 ? -1 : parity ^ next;
        }
        yield parity;
      }
      case Expr.Product(List<Expr> factors) -> {
        int parity = 1;
        for (Expr factor : factors) {
          int next = parity(factor);
          parity = parity < 0 || next < 0 ? -1 : parity & next;
        }
        yield parity;
      }
      case Expr.Power(Expr base, Expr exponent) -> natural(exponent) ? parity(base) : -1;
      default -> -1;
    };
  }

  private static int parity(@Nullable Rational value) {
    return value == null || !value.whole() ? -1 : value.numerator().testBit(0) ? 1 : 0;
  }
}
