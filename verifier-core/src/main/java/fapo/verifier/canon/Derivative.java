package fapo.verifier.canon;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The derivative of an elementary function, written out by the rules and not simplified.
public final class Derivative {
  private static final Expr ZERO = Expr.Num.of(0);
  private static final Expr ONE = Expr.Num.of(1);
  private static final Expr TWO = Expr.Num.of(2);

  private final Work work;
  private final String name;

  private Derivative(Work work, String name) {
    this.work = work;
    this.name = name;
  }

  /// The derivative by a name, or null where no rule is known.
  public static @Nullable Expr of(Expr expr, String name, Work work) {
    return new Derivative(work, name).by(expr);
  }

  private @Nullable Expr by(Expr expr) {
    work.step(2);
    return switch (expr) {
      case Expr.Num _, Expr.Const _ -> ZERO;
      case Expr.Sym(String other) -> other.equals(name) ? ONE : ZERO;
      case Expr.Sum(List<Expr> terms) -> sum(terms);
      case Expr.Product(List<Expr> factors) -> product(factors);
      case Expr.Power(Expr base, Expr exponent) -> power(base, exponent);
      case Expr.Call(String function, List<Expr> arguments) when arguments.size() == 1 ->
          chain(function, arguments.getFirst());
      case Expr.Percent(Expr value) -> {
        Expr inner = by(value);
        yield inner == null ? null : new Expr.Percent(inner);
      }
      default -> null;
    };
  }

  private @Nullable Expr sum(List<Expr> terms) {
    List<Expr> derivatives = new ArrayList<>();
    for (Expr term : terms) {
      Expr derivative = by(term);
      if (derivative == null) {
        return null;
      }
      if (!derivative.equals(ZERO)) {
        derivatives.add(derivative);
      }
    }
    return new Expr.Sum(derivatives);
  }

  private @Nullable Expr product(List<Expr> factors) {
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      Expr derivative = by(factors.get(i));
      if (derivative == null) {
        return null;
      }
      if (!derivative.equals(ZERO)) {
        work.step(factors.size());
        List<Expr> parts = new ArrayList<>(factors);
        parts.set(i, derivative);
        terms.add(new Expr.Product(parts));
      }
    }
    return new Expr.Sum(terms);
  }

  // (f^g)' = f^g·(g'·ln f + g·f'/f)
  private @Nullable Expr power(Expr base, Expr exponent) {
    Expr below = by(base);
    Expr above = by(exponent);
    if (below == null || above == null) {
      return null;
    }
    if (above.equals(ZERO)) {
      Expr less = new Expr.Sum(List.of(exponent, Expr.Num.of(-1)));
      return times(exponent, new Expr.Power(base, less), below);
    }
    Expr logarithm = new Expr.Call("ln", List.of(base));
    return times(
        new Expr.Power(base, exponent),
        new Expr.Sum(List.of(times(above, logarithm), times(exponent, below, inverse(base)))));
  }

  private @Nullable Expr chain(String function, Expr of) {
    Expr inner = by(of);
    Expr outer = inner == null ? null : outer(function, of);
    return outer == null || inner == null ? null : times(outer, inner);
  }

  private static @Nullable Expr outer(String function, Expr x) {
    Expr square = new Expr.Power(x, TWO);
    return switch (function) {
      case "exp" -> call("exp", x);
      case "ln" -> inverse(x);
      case "sin" -> call("cos", x);
      case "cos" -> Expr.negate(call("sin", x));
      case "tan" -> inverse(new Expr.Power(call("cos", x), TWO));
      case "cot" -> Expr.negate(inverse(new Expr.Power(call("sin", x), TWO)));
      case "sec" -> times(call("sec", x), call("tan", x));
      case "csc" -> Expr.negate(times(call("csc", x), call("cot", x)));
      case "sinh" -> call("cosh", x);
      case "cosh" -> call("sinh", x);
      case "tanh" -> inverse(new Expr.Power(call("cosh", x), TWO));
      case "arctan" -> inverse(new Expr.Sum(List.of(ONE, square)));
      case "arcsin" -> inverse(root(new Expr.Sum(List.of(ONE, Expr.negate(square)))));
      case "arccos" -> Expr.negate(inverse(root(new Expr.Sum(List.of(ONE, Expr.negate(square))))));
      default -> null;
    };
  }

  private static Expr call(String name, Expr x) {
    return new Expr.Call(name, List.of(x));
  }

  private static Expr inverse(Expr of) {
    return new Expr.Power(of, Expr.Num.of(-1));
  }

  private static Expr root(Expr of) {
    return Expr.root(of, TWO);
  }

  private static Expr times(Expr... factors) {
    return new Expr.Product(List.of(factors));
  }
}
