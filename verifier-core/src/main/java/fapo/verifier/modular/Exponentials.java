package fapo.verifier.modular;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.Rational;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Images of `e^z` and of what is made of it. `e^{a + bi}` is `g^a·h^b` for two positive elements
/// `g` (the image of e) and `h` with exponents modulo the order of their group, times a root of
/// unity for the rational multiples of `iπ`: so all addition theorems hold for images.
final class Exponentials {
  private static final Expr HALF_TURN = new Expr.Const(Constant.PI);

  private final Evaluation at;

  Exponentials(Evaluation at) {
    this.at = at;
  }

  void exp(Expr exponent, int level) {
    exp(exponent, false, level);
  }

  /// `e^z`, or `e^{iz}`.
  private void exp(Expr exponent, boolean turned, int level) {
    Field f = at.field(level);
    if (level + 1 >= Chain.LEVELS) {
      at.random(at.hashed(Point.hash(turned ? "cis" : "exp", 0), exponent, level), level);
      return;
    }
    List<Expr> terms = exponent instanceof Expr.Sum(List<Expr> parts) ? parts : List.of(exponent);
    Field next = at.field(level + 1);
    long factorRe = f.one;
    long factorIm = 0;
    long re = 0;
    long im = 0;
    int outer = at.marks;
    at.marks = 0;
    for (int i = 0; i < terms.size() && !at.stopped(); i++) {
      if (factor(terms.get(i), turned, level)) {
        at.v.times(f, factorRe, factorIm);
        factorRe = at.v.re;
        factorIm = at.v.im;
      } else {
        at.image(terms.get(i), level + 1);
        re = next.add(re, at.v.re);
        im = next.add(im, at.v.im);
      }
    }
    at.v.set(factorRe, factorIm);
    spread(turned ? next.neg(im) : re, turned ? re : im, level);
    at.marks |= outer;
  }

  private void spread(long re, long im, int level) {
    if (at.stopped() || (re | im) == 0) {
      return;
    }
    if (!at.has(Evaluation.VARIABLE)) {
      boolean mixed = at.has(Evaluation.PI | Evaluation.EULER | Evaluation.WEAK);
      at.marks |= Evaluation.EULER | (mixed ? Evaluation.WEAK : 0);
    }
    Field f = at.field(level);
    Field next = at.field(level + 1);
    at.work.step(16);
    if (re != 0) {
      at.v.times(f, f.pow(at.point.positive("#e", level), next.plain(re)), 0);
    }
    if (im != 0) {
      at.v.times(f, f.pow(at.point.positive("#cis", level), next.plain(im)), 0);
    }
  }

  // Leaves e^term, or e^{i·term}, in the register where it is a root of unity or a power of a
  // logarithm's argument.
  private boolean factor(Expr term, boolean turned, int level) {
    Rational halves = turned ? halfTurns(term) : imaginaryHalfTurns(term);
    if (halves != null && level == 0 && halves.fitsLong()) {
      at.v.set(at.field(0).one, 0);
      at.work.step(8);
      return at.point.chain().circle.turn(at.v, halves.above(), halves.below());
    }
    return !turned && ofLogarithm(term, level);
  }

  private boolean ofLogarithm(Expr term, int level) {
    if (term instanceof Expr.Call(String name, List<Expr> arguments) && name.equals("ln")) {
      at.image(arguments.getFirst(), level);
      return true;
    }
    if (!(term instanceof Expr.Product(List<Expr> factors))) {
      return false;
    }
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i) instanceof Expr.Call(String name, List<Expr> arguments)
          && name.equals("ln")) {
        List<Expr> others = new ArrayList<>(factors);
        others.remove(i);
        Expr times = others.size() == 1 ? others.getFirst() : new Expr.Product(others);
        at.powers.power(arguments.getFirst(), times, level);
        return true;
      }
    }
    return false;
  }

  private @Nullable Rational imaginaryHalfTurns(Expr term) {
    if (!(term instanceof Expr.Product(List<Expr> factors))) {
      return null;
    }
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i) instanceof Expr.Const(Constant constant) && constant == Constant.I) {
        List<Expr> others = new ArrayList<>(factors);
        others.remove(i);
        return halfTurns(new Expr.Product(others));
      }
    }
    return null;
  }

  /// The rational `r` where an angle is `r·π`, null where there is none.
  @Nullable Rational halfTurns(Expr angle) {
    return switch (angle) {
      case Expr.Const _ -> angle.equals(HALF_TURN) ? Rational.ONE : null;
      case Expr.Measured(Expr value, String unit) -> {
        Rational degrees = unit.equals("°") ? at.exact.value(value) : null;
        yield degrees == null ? null : degrees.times(Rational.of(1, 180));
      }
      case Expr.Product(List<Expr> factors) -> product(factors);
      case Expr.Sum(List<Expr> terms) -> sum(terms);
      case Expr.Num(Rational value, boolean _) -> value.signum() == 0 ? value : null;
      default -> null;
    };
  }

  private @Nullable Rational sum(List<Expr> terms) {
    Rational total = Rational.ZERO;
    for (Expr term : terms) {
      Rational part = halfTurns(term);
      if (part == null) {
        return null;
      }
      total = total.plus(part);
    }
    return total;
  }

  private @Nullable Rational product(List<Expr> factors) {
    Rational total = Rational.ONE;
    boolean turned = false;
    for (Expr factor : factors) {
      Rational number = at.exact.value(factor);
      if (number == null) {
        number = turned ? null : halfTurns(factor);
        turned = true;
      }
      if (number == null || total.bits() + number.bits() > Rational.MAX_BITS) {
        return null;
      }
      total = total.times(number);
    }
    return turned ? total : null;
  }

  /// sin, cos, tan, cot, sec, csc of an angle, sinh … csch of any number.
  void ratio(String name, Expr of, int level) {
    boolean hyperbolic = name.endsWith("h");
    exp(of, !hyperbolic, level);
    if (at.stopped()) {
      return;
    }
    Field f = at.field(level);
    long re = at.v.re;
    long im = at.v.im;
    at.work.step(16);
    at.v.invert(f);
    long minusRe = f.sub(re, at.v.re);
    long minusIm = f.sub(im, at.v.im);
    long plusRe = f.add(re, at.v.re);
    long plusIm = f.add(im, at.v.im);
    // e^{iz} − e^{−iz} = 2i·sin z
    long sineRe = hyperbolic ? minusRe : minusIm;
    long sineIm = hyperbolic ? minusIm : f.neg(minusRe);
    long two = f.of(2);
    switch (name.charAt(0) == 'a' ? "" : hyperbolic ? name.substring(0, name.length() - 1) : name) {
      case "sin" -> quotient(f, sineRe, sineIm, two, 0);
      case "cos" -> quotient(f, plusRe, plusIm, two, 0);
      case "tan" -> quotient(f, sineRe, sineIm, plusRe, plusIm);
      case "cot" -> quotient(f, plusRe, plusIm, sineRe, sineIm);
      case "sec" -> quotient(f, two, 0, plusRe, plusIm);
      default -> quotient(f, two, 0, sineRe, sineIm);
    }
  }

  private void quotient(Field f, long aboveRe, long aboveIm, long belowRe, long belowIm) {
    at.v.set(belowRe, belowIm);
    if (at.v.zero()) {
      at.illegal();
      return;
    }
    at.v.invert(f);
    at.v.times(f, aboveRe, aboveIm);
  }
}
