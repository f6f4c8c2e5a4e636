package fapo.verifier.canon;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values of functions where they are exact; elsewhere the call is an atom named after itself.
final class Functions {
  private static final int LARGEST_FACTORIAL = 500;
  private static final int MOST_BINOMIAL = 2000;

  private final Canonicalizer canonicalizer;
  private final Algebra algebra;

  Functions(Canonicalizer canonicalizer, Algebra algebra) {
    this.canonicalizer = canonicalizer;
    this.algebra = algebra;
  }

  Form call(Expr.Call call) {
    if (call.name().equals("union")
        || call.name().equals("intersect")
        || call.name().equals("setminus")
        || call.name().equals("det")) {
      throw new NoFormException("not a scalar");
    }
    List<Form> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      arguments.add(canonicalizer.form(argument));
    }
    return value(call.name(), arguments).orElseGet(() -> named(call.name(), arguments));
  }

  private Optional<Form> value(String name, List<Form> arguments) {
    Form first = arguments.getFirst();
    return switch (name) {
      case "exp" -> Optional.of(exponential(first));
      case "ln" -> Optional.of(logarithm(first));
      case "lg" ->
          Optional.of(
              algebra.times(logarithm(first), algebra.inverse(logarithm(number(Rational.of(10))))));
      case "log" -> Optional.of(log(arguments));
      case "sin", "cos", "tan", "cot", "sec", "csc" -> Trigonometry.exact(name, first, algebra);
      default ->
          arguments.stream().allMatch(Form::rational)
              ? ofRationals(name, arguments)
              : symbolic(name, first);
    };
  }

  private Form exponential(Form of) {
    if (of.rational()) {
      return algebra.power(Canonicalizer.atom("#e"), of.value());
    }
    return of.denominator().equals(Poly.ONE)
        ? canonicalizer.symbolicPower(Canonicalizer.atom("#e"), of.numerator())
        : Canonicalizer.atom("(^ #e " + of + ")");
  }

  private Optional<Form> symbolic(String name, Form first) {
    boolean sign =
        name.equals("abs")
            && first.single()
            && first.numerator().terms().firstKey().powers().keySet().stream()
                .allMatch(
                    atom ->
                        Character.isDigit(atom.charAt(0))
                            || atom.equals("#pi")
                            || atom.equals("#e"));
    return sign
        ? Optional.of(
            first.numerator().value().signum() < 0
                ? algebra.times(first, number(Rational.MINUS_ONE))
                : first)
        : Optional.empty();
  }

  private Form log(List<Form> arguments) {
    Form value = logarithm(arguments.getFirst());
    if (arguments.size() == 2) {
      return algebra.times(value, algebra.inverse(logarithm(arguments.get(1))));
    }
    return canonicalizer.decimalLog()
        ? algebra.times(value, algebra.inverse(logarithm(number(Rational.of(10)))))
        : value;
  }

  // ln of a positive product is the sum of the logarithms of its atoms.
  private Form logarithm(Form of) {
    if (!of.single() || of.numerator().value().signum() <= 0) {
      return Canonicalizer.atom("(ln " + of + ")");
    }
    Form sum = Form.ZERO;
    Rational value = of.numerator().value();
    for (Map.Entry<BigInteger, Integer> prime : algebra.factors(value.numerator()).entrySet()) {
      sum = algebra.plus(sum, scaledLog(prime.getKey().toString(), Rational.of(prime.getValue())));
    }
    for (Map.Entry<BigInteger, Integer> prime : algebra.factors(value.denominator()).entrySet()) {
      sum = algebra.plus(sum, scaledLog(prime.getKey().toString(), Rational.of(-prime.getValue())));
    }
    for (Map.Entry<String, Rational> power :
        of.numerator().terms().firstKey().powers().entrySet()) {
      Form factor =
          power.getKey().equals("#e")
              ? number(power.getValue())
              : scaledLog(power.getKey(), power.getValue());
      sum = algebra.plus(sum, factor);
    }
    return sum;
  }

  private Form scaledLog(String atom, Rational times) {
    return algebra.times(Canonicalizer.atom("(ln " + atom + ")"), number(times));
  }

  private static Optional<Form> ofRationals(String name, List<Form> arguments) {
    List<Rational> values = arguments.stream().map(Form::value).toList();
    Rational first = values.getFirst();
    return switch (name) {
      case "abs" -> Optional.of(number(first.abs()));
      case "floor" -> Optional.of(number(first.floor()));
      case "ceil" -> Optional.of(number(first.negate().floor().negate()));
      case "max" -> Optional.of(number(values.stream().max(Rational::compareTo).orElse(first)));
      case "min" -> Optional.of(number(values.stream().min(Rational::compareTo).orElse(first)));
      case "gcd", "lcm" -> divisors(name, values);
      case "factorial" -> factorial(first);
      case "binom" -> binomial(first, values.getLast());
      default -> Optional.empty();
    };
  }

  private static Optional<Form> divisors(String name, List<Rational> values) {
    BigInteger result = values.getFirst().numerator().abs();
    for (Rational value : values) {
      if (!value.whole()) {
        return Optional.empty();
      }
      BigInteger divisor = result.gcd(value.numerator());
      boolean multiple = name.equals("lcm") && divisor.signum() != 0;
      result = multiple ? result.divide(divisor).multiply(value.numerator().abs()) : divisor;
    }
    return Optional.of(number(Rational.of(result)));
  }

  private static Optional<Form> factorial(Rational of) {
    if (!of.fitsInt() || of.signum() < 0 || of.compareTo(Rational.of(LARGEST_FACTORIAL)) > 0) {
      return Optional.empty();
    }
    Rational product = Rational.ONE;
    for (int i = 2; i <= of.numerator().intValue(); i++) {
      product = product.times(Rational.of(i));
    }
    return Optional.of(number(product));
  }

  private static Optional<Form> binomial(Rational n, Rational k) {
    if (!n.fitsInt()
        || !k.fitsInt()
        || k.signum() < 0
        || n.compareTo(k) < 0
        || n.compareTo(Rational.of(MOST_BINOMIAL)) > 0) {
      return Optional.empty();
    }
    int top = n.numerator().intValue();
    int chosen = Math.min(k.numerator().intValue(), top - k.numerator().intValue());
    Rational product = Rational.ONE;
    for (int i = 1; i <= chosen; i++) {
      product = product.times(Rational.of(top - chosen + i)).dividedBy(Rational.of(i));
    }
    return Optional.of(number(product));
  }

  private static Form number(Rational value) {
    return new Form(Poly.of(value), Poly.ONE);
  }

  private static Form named(String name, List<Form> arguments) {
    StringBuilder text = new StringBuilder("(").append(name);
    for (Form argument : arguments) {
      text.append(' ').append(argument);
    }
    if (text.length() > Rational.MAX_BITS) {
      throw new LimitException("a name over " + Rational.MAX_BITS + " characters");
    }
    return Canonicalizer.atom(text.append(')').toString());
  }
}
