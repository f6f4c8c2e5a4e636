package fapo.verifier.modular;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import java.util.Arrays;
import java.util.List;

/// Images of function calls. A function with no law here is a random element that depends on its
/// name and the images of its arguments.
final class Functions {
  private static final int TWELFTHS = 12;

  private final Evaluation at;
  private final Logarithms logarithms;

  Functions(Evaluation at) {
    this.at = at;
    this.logarithms = new Logarithms(at);
  }

  void call(Expr.Call call, int level) {
    List<Expr> arguments = call.arguments();
    if (arguments.isEmpty()) {
      at.unsupported();
      return;
    }
    Expr first = arguments.getFirst();
    int count = arguments.size();
    switch (call.name()) {
      case "union", "intersect", "setminus" -> at.unsupported();
      case "exp" -> at.exponentials.exp(first, level);
      case "sin",
          "cos",
          "tan",
          "cot",
          "sec",
          "csc",
          "sinh",
          "cosh",
          "tanh",
          "coth",
          "sech",
          "csch" ->
          at.exponentials.ratio(call.name(), first, level);
      case "ln" -> logarithms.ln(first, level);
      case "lg" -> logarithms.quotient(first, Expr.Num.of(10), level);
      case "log" -> {
        if (count == 2) {
          logarithms.quotient(first, arguments.get(1), level);
        } else if (at.decimalLog) {
          logarithms.quotient(first, Expr.Num.of(10), level);
        } else {
          logarithms.ln(first, level);
        }
      }
      case "abs" -> absolute(call, level);
      case "factorial", "binom", "Gamma", "gamma" -> at.counting.call(call, level);
      case "det" -> Determinant.of(at, first, level);
      case "arcsin", "arccos", "arctan" -> inverse(call.name(), call, level);
      case "max", "min", "gcd", "lcm" -> symmetric(call, level);
      default -> other(call, level);
    }
  }

  // A rational value, or a random element.
  private void other(Expr.Call call, int level) {
    Rational value = at.exact.value(call);
    if (value != null) {
      at.rational(value, level);
      return;
    }
    long hash = Point.hash(call.name(), call.arguments().size());
    for (int i = 0; i < call.arguments().size() && !at.stopped(); i++) {
      hash = at.hashed(hash, call.arguments().get(i), level);
    }
    if (!at.stopped()) {
      at.random(hash, level);
    }
  }

  private void absolute(Expr.Call call, int level) {
    Expr of = call.arguments().getFirst();
    int outer = at.marks;
    at.marks = 0;
    at.image(of, level);
    boolean variable = at.has(Evaluation.VARIABLE);
    at.marks |= outer;
    if (at.stopped() || at.v.zero()) {
      return;
    }
    if (!at.v.real()) {
      at.random(Point.mix(Point.mix(Point.hash("abs", 0), at.v.re), at.v.im), level);
      return;
    }
    boolean certain = at.monomial(of) || at.exact.value(of) != null;
    at.marks |= (variable ? Evaluation.SIGNED : 0) | (certain ? 0 : Evaluation.AMBIGUOUS);
    Rational exact = variable ? null : at.exact.value(of);
    boolean negative = exact == null ? !at.field(level).positive(at.v.re) : exact.signum() < 0;
    at.work.step(16);
    if (negative) {
      at.v.set(at.field(level).neg(at.v.re), 0);
    }
  }

  // Order and repetition of arguments do not matter.
  private void symmetric(Expr.Call call, int level) {
    Rational value = at.exact.value(call);
    if (value != null) {
      at.rational(value, level);
      return;
    }
    List<Expr> arguments = call.arguments();
    long[] hashes = new long[arguments.size()];
    boolean equal = true;
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = at.hashed(0, arguments.get(i), level);
      equal &= hashes[i] == hashes[0];
    }
    if (at.stopped() || (equal && call.name().startsWith("m"))) {
      return;
    }
    if (call.name().equals("lcm") && letters(arguments)) {
      at.image(new Expr.Product(arguments), level);
      return;
    }
    Arrays.sort(hashes);
    long hash = Point.hash(call.name(), 0);
    for (int i = 0; i < hashes.length; i++) {
      hash = i > 0 && hashes[i] == hashes[i - 1] ? hash : Point.mix(hash, hashes[i]);
    }
    at.random(hash, level);
  }

  // Different letters count as coprime, as in other systems.
  private static boolean letters(List<Expr> arguments) {
    return arguments.stream().allMatch(argument -> argument instanceof Expr.Sym)
        && arguments.stream().distinct().count() == arguments.size();
  }

  // Angles that are twelfths of π; arccos x = π/2 − arcsin x everywhere.
  private void inverse(String name, Expr.Call call, int level) {
    Expr of = call.arguments().getFirst();
    if (level > 0) {
      other(call, level);
      return;
    }
    at.image(of, 0);
    if (at.stopped()) {
      return;
    }
    Field f = at.field(0);
    int twelfths = at.v.real() ? twelfths(at.v.re, name.equals("arctan")) : TWELFTHS;
    boolean cosine = name.equals("arccos");
    long hash = Point.hash(cosine ? "arcsin" : name, 0);
    long re = at.v.re;
    long im = at.v.im;
    if (twelfths < TWELFTHS) {
      long turns = f.mul(f.of(cosine ? 6L - twelfths : twelfths), f.inverseOf(TWELFTHS));
      at.pi(0);
      at.v.times(f, turns, 0);
      return;
    }
    at.random(Point.mix(Point.mix(hash, re), im), 0);
    if (cosine) {
      long angle = at.v.re;
      at.pi(0);
      at.v.set(f.sub(f.mul(at.v.re, f.inverseOf(2)), angle), 0);
    }
  }

  // The k with sin(kπ/12), or tan(kπ/12), the given element; 12 where there is none.
  private int twelfths(long element, boolean tangent) {
    Field f = at.field(0);
    Register z = new Register();
    int most = tangent ? 5 : 6;
    for (int k = -most; k <= most; k++) {
      z.set(f.one, 0);
      if (at.point.chain().circle.turn(z, k, TWELFTHS)
          && z.im == (tangent ? f.mul(element, z.re) : element)) {
        return k;
      }
    }
    return TWELFTHS;
  }
}
