package fapo.verifier.canon;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.util.Map;

/// Gives scalar expressions a canonical form, for people to read. Exact: what has no exact form
/// stays a named atom, so that equal forms mean equal values.
///
/// One instance serves one comparison; its work is counted.
public final class Canonicalizer {
  private static final Rational DEGREE = Rational.of(1, 180);

  private final Algebra algebra;
  private final Functions functions;
  private final boolean decimalLog;

  /// @param decimalLog whether `log` without a base is the decimal logarithm; else the natural one
  public Canonicalizer(Work work, boolean decimalLog) {
    this.algebra = new Algebra(work);
    this.functions = new Functions(this, algebra);
    this.decimalLog = decimalLog;
  }

  boolean decimalLog() {
    return decimalLog;
  }

  /// @throws NoFormException where the expression is not a scalar
  /// @throws fapo.verifier.expr.LimitException over a counted limit
  public Form form(Expr expr) {
    return switch (expr) {
      case Expr.Num(Rational value, boolean _) -> new Form(Poly.of(value), Poly.ONE);
      case Expr.Sym(String name) -> atom(Character.isDigit(name.charAt(0)) ? "#" + name : name);
      case Expr.Const(Constant constant) -> constant(constant);
      case Expr.Sum sum -> sum(sum);
      case Expr.Product product -> product(product);
      case Expr.Power(Expr base, Expr exponent) -> power(base, exponent);
      case Expr.Call call -> functions.call(call);
      case Expr.Percent(Expr value) ->
          algebra.times(form(value), new Form(Poly.of(Rational.of(1, 100)), Poly.ONE));
      case Expr.Measured(Expr value, String unit) -> measured(value, unit);
      case Expr.PlusMinus _,
          Expr.Bracket _,
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Words _ ->
          throw new NoFormException("not a scalar");
    };
  }

  static Form atom(String name) {
    return new Form(Poly.term(Monomial.of(name, Rational.ONE), Rational.ONE), Poly.ONE);
  }

  private static Form constant(Constant constant) {
    return switch (constant) {
      case PI -> atom("#pi");
      case E -> atom("#e");
      case I -> atom(Algebra.I);
      case INFINITY, EMPTY_SET, REALS -> throw new NoFormException("not a number");
    };
  }

  private Form sum(Expr.Sum sum) {
    Form total = Form.ZERO;
    for (Expr term : sum.terms()) {
      total = algebra.plus(total, form(term));
    }
    return total;
  }

  private Form product(Expr.Product product) {
    Form total = Form.ONE;
    for (Expr factor : product.factors()) {
      total = algebra.times(total, form(factor));
    }
    return total;
  }

  private Form measured(Expr value, String unit) {
    if (!unit.equals("°")) {
      throw new NoFormException("a unit");
    }
    return algebra.times(
        form(value), new Form(Poly.term(Monomial.of("#pi", Rational.ONE), DEGREE), Poly.ONE));
  }

  private Form power(Expr base, Expr exponent) {
    Form raised = form(exponent);
    if (raised.rational()) {
      return algebra.power(form(base), raised.value());
    }
    if (!raised.denominator().equals(Poly.ONE)) {
      return atom("(^ " + form(base) + " " + raised + ")");
    }
    return symbolicPower(form(base), raised.numerator());
  }

  // a^(2x + 1) is (a^x)^2 · a; for a product of atoms, each has its own powers.
  Form symbolicPower(Form base, Poly exponent) {
    Form result = Form.ONE;
    for (Map.Entry<Monomial, Rational> term : exponent.terms().entrySet()) {
      Form factor =
          term.getKey().one()
              ? algebra.power(base, term.getValue())
              : symbolicTerm(base, term.getKey(), term.getValue());
      result = algebra.times(result, factor);
    }
    return result;
  }

  private Form symbolicTerm(Form base, Monomial exponent, Rational times) {
    boolean euler = base.equals(atom("#e"));
    if (euler
        && exponent.equals(
            Monomial.of(Algebra.I, Rational.ONE).times(Monomial.of("#pi", Rational.ONE)))) {
      return algebra.power(atom(Algebra.I), times.times(Rational.of(2)));
    }
    String label = Poly.term(exponent, Rational.ONE).toString();
    if (!base.single() || base.numerator().value().signum() < 0) {
      return new Form(
          algebra.settled(Monomial.of("(^ " + base + " " + label + ")", times), Rational.ONE),
          Poly.ONE);
    }
    Monomial result = integers(base.numerator().value(), label, times);
    for (Map.Entry<String, Rational> power :
        base.numerator().terms().firstKey().powers().entrySet()) {
      result =
          result.times(
              Monomial.of(
                  "(^ " + power.getKey() + " " + label + ")", power.getValue().times(times)));
    }
    return new Form(Poly.term(result, Rational.ONE), Poly.ONE);
  }

  private Monomial integers(Rational value, String label, Rational times) {
    Monomial result = Monomial.ONE;
    for (var prime : algebra.factors(value.numerator()).entrySet()) {
      result =
          result.times(
              Monomial.of(
                  "(^ " + prime.getKey() + " " + label + ")",
                  times.times(Rational.of(prime.getValue()))));
    }
    for (var prime : algebra.factors(value.denominator()).entrySet()) {
      result =
          result.times(
              Monomial.of(
                  "(^ " + prime.getKey() + " " + label + ")",
                  times.times(Rational.of(-prime.getValue()))));
    }
    return result;
  }
}
