package fapo.verifier.modular;

import fapo.verifier.canon.Exact;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.math.BigInteger;
import java.util.List;

/// Takes the image of a scalar expression at one point. The image is left in {@link #v}; what was
/// met on the way in {@link #marks}.
final class Evaluation {
  /// A variable occurs.
  static final int VARIABLE = 1;

  /// Something whose image is random: different images prove nothing.
  static final int WEAK = 2;

  /// The sign of a sum was asked for: its image may have the other one.
  static final int AMBIGUOUS = 4;

  /// The sign of something with variables mattered: one choice of signs is not enough.
  static final int SIGNED = 8;

  static final int PI = 16;
  static final int EULER = 32;

  final Register v = new Register();
  final Point point = new Point();
  final Work work;
  final boolean decimalLog;
  final Exact exact;
  final Powers powers = new Powers(this);
  final Exponentials exponentials = new Exponentials(this);
  final Counting counting = new Counting(this);
  private final Functions functions = new Functions(this);
  private final Sums sums = new Sums(this);
  int marks;
  private boolean illegal;
  private boolean undefined;
  private boolean unsupported;

  Evaluation(Work work, boolean decimalLog) {
    this.work = work;
    this.decimalLog = decimalLog;
    this.exact = new Exact(work);
  }

  void move(int number) {
    point.move(number);
    counting.clear();
    marks = 0;
    illegal = false;
    undefined = false;
    unsupported = false;
  }

  Field field(int level) {
    return point.field(level);
  }

  boolean has(int mark) {
    return (marks & mark) != 0;
  }

  /// A division by zero.
  void undefined() {
    undefined |= !stopped();
    illegal();
  }

  boolean dividedByZero() {
    return undefined;
  }

  /// Nothing is defined at this point: a division by zero, a root of a negative number.
  void illegal() {
    illegal = true;
    v.set(0, 0);
  }

  /// No image exists at any point.
  void unsupported() {
    unsupported = true;
    v.set(0, 0);
  }

  boolean stopped() {
    return illegal || unsupported;
  }

  boolean hasNoImage() {
    return unsupported;
  }

  /// The image modulo the prime of a level: 0 for values, 1 for exponents.
  void image(Expr expr, int level) {
    if (stopped()) {
      return;
    }
    work.step(3);
    switch (expr) {
      case Expr.Num(Rational value, boolean _) -> rational(value, level);
      case Expr.Sym(String name) -> symbol(name, level);
      case Expr.Const(Constant constant) -> constant(constant, level);
      case Expr.Sum(List<Expr> terms) -> sum(terms, level);
      case Expr.Product(List<Expr> factors) -> product(factors, level);
      case Expr.Power(Expr base, Expr exponent) -> powers.power(base, exponent, level);
      case Expr.Call call -> functions.call(call, level);
      case Expr.Percent(Expr value) -> {
        image(value, level);
        v.times(field(level), field(level).inverseOf(100), 0);
      }
      case Expr.Measured(Expr value, String unit) -> measured(value, unit, level);
      case Expr.Bound bound -> sums.bound(bound, level);
      case Expr.PlusMinus _,
          Expr.Bracket _,
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Piecewise _,
          Expr.Words _ ->
          unsupported();
    }
  }

  void rational(Rational value, int level) {
    Field f = field(level);
    if (value.fitsLong()) {
      long image = f.of(value.above());
      v.set(value.below() == 1 ? image : f.mul(image, f.inverseOf(value.below())), 0);
      return;
    }
    long below = integer(value.denominator(), f);
    if (below == 0) {
      undefined();
      return;
    }
    work.step(12);
    v.set(f.mul(integer(value.numerator(), f), f.inverse(below)), 0);
  }

  private static long integer(BigInteger value, Field f) {
    return f.of(value.mod(BigInteger.valueOf(f.p)).longValue());
  }

  private void symbol(String name, int level) {
    Rational bound = exact.of(name);
    if (bound == null) {
      marks |= VARIABLE;
      v.set(point.variable(name, level), 0);
    } else {
      rational(bound, level);
    }
  }

  private void constant(Constant constant, int level) {
    switch (constant) {
      case PI -> pi(level);
      case E -> {
        marks |= EULER;
        v.set(point.positive("#e", level), 0);
      }
      case I -> v.set(0, field(level).one);
      case INFINITY, EMPTY_SET, REALS -> unsupported();
    }
  }

  void pi(int level) {
    marks |= PI;
    v.set(point.positive("#pi", level), 0);
  }

  private void sum(List<Expr> terms, int level) {
    Field f = field(level);
    long re = 0;
    long im = 0;
    for (int i = 0; i < terms.size() && !stopped(); i++) {
      image(terms.get(i), level);
      re = f.add(re, v.re);
      im = f.add(im, v.im);
    }
    v.set(re, im);
  }

  private void product(List<Expr> factors, int level) {
    Field f = field(level);
    long re = f.one;
    long im = 0;
    for (int i = 0; i < factors.size() && !stopped(); i++) {
      image(factors.get(i), level);
      v.times(f, re, im);
      re = v.re;
      im = v.im;
    }
    v.set(re, im);
  }

  private void measured(Expr value, String unit, int level) {
    if (!unit.equals("°")) {
      unsupported();
      return;
    }
    image(value, level);
    long re = v.re;
    long im = v.im;
    pi(level);
    v.times(field(level), re, im);
    v.times(field(level), field(level).inverseOf(180), 0);
  }

  /// An element that stands for an unknown function's value, by the hash of its name and
  /// arguments.
  void random(long hash, int level) {
    marks |= WEAK;
    v.set(point.element(hash, level), 0);
  }

  /// Takes the image of an argument into a hash.
  long hashed(long hash, Expr argument, int level) {
    image(argument, level);
    return Point.mix(Point.mix(hash, v.re), v.im);
  }

  /// Whether the image's sign is the value's: of products and powers of variables and numbers.
  boolean monomial(Expr expr) {
    return switch (expr) {
      case Expr.Num _, Expr.Sym _ -> true;
      case Expr.Const(Constant constant) -> constant == Constant.PI || constant == Constant.E;
      case Expr.Product(List<Expr> factors) -> {
        boolean all = true;
        for (int i = 0; i < factors.size() && all; i++) {
          all = monomial(factors.get(i));
        }
        yield all;
      }
      case Expr.Power(Expr base, Expr exponent) -> exponent instanceof Expr.Num && monomial(base);
      case Expr.Percent(Expr value) -> monomial(value);
      case Expr.Call(String name, List<Expr> arguments) ->
          name.equals("abs") && arguments.size() == 1;
      case Expr.Sum _,
          Expr.Measured _,
          Expr.Bound _,
          Expr.PlusMinus _,
          Expr.Bracket _,
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Piecewise _,
          Expr.Words _ ->
          false;
    };
  }
}
