package fapo.verifier.enclosure.tree;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.tree.Node.Function;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Binder;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes expressions ready for evaluation, and counts what is written in them.
public final class Reading {
  static final int DEEPEST = 200;
  // Rows; 8·2⁸ products.
  private static final int LARGEST_DETERMINANT = 8;
  // Rational constants are folded up to this length; longer ones stay as they are written.
  private static final int FOLDED_BITS = 1500;
  private static final Rational HUNDREDTH = Rational.of(1, 100);
  private static final Set<String> INTEGER_FUNCTIONS =
      Set.of("factorial", "binom", "gcd", "lcm", "mod");

  private final boolean decimalLog;
  private final Work work;
  private final Slots slots = new Slots();
  private boolean integral;
  private boolean complex;
  private int depth;
  private double written;
  private double longest;

  public Reading(Work work, boolean decimalLog) {
    this.work = work;
    this.decimalLog = decimalLog;
  }

  /// Names by slot; the empty text for a slot that is bound inside.
  public List<String> names() {
    return slots.names();
  }

  /// How many names are free.
  public int free() {
    int free = 0;
    for (String name : slots.names()) {
      free += name.isEmpty() ? 0 : 1;
    }
    return free;
  }

  /// Whether the name of a slot stands where only integers make sense.
  public boolean integer(int slot) {
    return slots.integer(slot);
  }

  /// Whether an integral is in it, whose digits cost more.
  public boolean integral() {
    return integral;
  }

  public boolean complex() {
    return complex;
  }

  /// Decimal digits of all literals together, and one for every operation.
  public double written() {
    return written;
  }

  /// The largest |log10| of a constant's numerator or denominator, folded ones too.
  public double longest() {
    return longest;
  }

  /// @throws NoEnclosureException unsupported where it is no scalar, or not known here
  public Node read(Expr expr) {
    work.step(2);
    written++;
    if (++depth > DEEPEST) {
      throw new LimitException("nested over " + DEEPEST + " levels");
    }
    Node node =
        switch (expr) {
          case Expr.Num num -> number(num.value());
          case Expr.Sym(String name) -> new Node.Variable(slots.slot(name));
          case Expr.Const(Constant constant) -> constant(constant);
          case Expr.Sum(List<Expr> terms) -> plus(all(terms));
          case Expr.Product(List<Expr> factors) -> times(all(factors));
          case Expr.Power(Expr base, Expr exponent) -> power(base, read(exponent));
          case Expr.Call(String name, List<Expr> arguments) -> call(name, arguments);
          case Expr.Percent(Expr value) ->
              times(List.of(read(value), new Node.Fraction(HUNDREDTH)));
          case Expr.Measured(Expr value, String unit) -> measured(value, unit);
          case Expr.Bound bound -> {
            integral |= bound.binder() == Binder.INTEGRAL;
            yield new Binders(this, slots).read(bound);
          }
          case Expr.PlusMinus _,
              Expr.Bracket _,
              Expr.Series _,
              Expr.Relation _,
              Expr.Matrix _,
              Expr.Piecewise _,
              Expr.Words _ ->
              throw NoEnclosureException.UNSUPPORTED;
        };
    depth--;
    return node;
  }

  private List<Node> all(List<Expr> expressions) {
    List<Node> nodes = new ArrayList<>(expressions.size());
    for (Expr expression : expressions) {
      nodes.add(read(expression));
    }
    return nodes;
  }

  private Node number(Rational value) {
    Node number = folded(value);
    written += digits(value);
    return number;
  }

  private static double digits(Rational value) {
    return (value.numerator().bitLength() + value.denominator().bitLength()) * 0.30103;
  }

  private Node folded(Rational value) {
    double top = value.numerator().bitLength() * 0.30103;
    double bottom = (value.denominator().bitLength() - 1) * 0.30103;
    longest = Math.max(longest, Math.max(top - 0.30103, bottom));
    return new Node.Fraction(value);
  }

  private Node constant(Constant constant) {
    return switch (constant) {
      case PI -> new Node.Pi();
      case E -> apply(Function.EXP, new Node.Fraction(Rational.ONE));
      case I -> {
        complex = true;
        yield new Node.Imaginary();
      }
      case INFINITY, EMPTY_SET, REALS -> throw NoEnclosureException.UNSUPPORTED;
    };
  }

  private Node plus(List<Node> terms) {
    Rational sum = Rational.ZERO;
    for (Node term : terms) {
      if (!(term instanceof Node.Fraction(Rational value))
          || length(sum) + length(value) > FOLDED_BITS) {
        return new Node.Plus(terms);
      }
      sum = sum.plus(value);
    }
    return folded(sum);
  }

  private Node times(List<Node> factors) {
    Rational product = Rational.ONE;
    for (Node factor : factors) {
      if (!(factor instanceof Node.Fraction(Rational value))
          || length(product) + length(value) > FOLDED_BITS) {
        return new Node.Times(factors);
      }
      product = product.times(value);
    }
    return folded(product);
  }

  private static int length(Rational value) {
    return value.numerator().bitLength() + value.denominator().bitLength();
  }

  private Node power(Expr base, Node exponent) {
    if (base instanceof Expr.Const(Constant constant) && constant == Constant.E) {
      return apply(Function.EXP, exponent);
    }
    Node of = read(base);
    if (!(exponent instanceof Node.Fraction(Rational value))) {
      return new Node.Raised(of, exponent);
    }
    boolean folds =
        of instanceof Node.Fraction(Rational number)
            && value.fitsInt()
            && (number.signum() != 0 || value.signum() >= 0)
            && (double) length(number) * Math.abs(value.numerator().intValue()) < FOLDED_BITS;
    return folds && of instanceof Node.Fraction(Rational number)
        ? folded(number.power(value.numerator().intValue()))
        : new Node.Power(of, value);
  }

  private Node measured(Expr value, String unit) {
    if (!unit.equals("°")) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    return times(List.of(read(value), new Node.Pi(), new Node.Fraction(Rational.of(1, 180))));
  }

  private Node call(String name, List<Expr> arguments) {
    if (name.equals("det")) {
      return determinant(arguments);
    }
    boolean before = slots.integers(false);
    slots.integers(before || INTEGER_FUNCTIONS.contains(name));
    List<Node> read = all(arguments);
    slots.integers(before);
    if (name.equals("lg") || name.equals("log") || name.equals("sqrt")) {
      return logarithm(name, read);
    }
    @Nullable Function function = function(name);
    if (function == null || !arity(function, read.size())) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    return new Node.Apply(function, read);
  }

  private Node logarithm(String name, List<Node> read) {
    if (name.equals("sqrt") && read.size() == 1) {
      return new Node.Power(read.getFirst(), Rational.of(1, 2));
    }
    boolean based = name.equals("log") && read.size() == 2;
    if (name.equals("sqrt") || (read.size() != 1 && !based)) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    Node value = apply(Function.LN, read.getFirst());
    if (!based && name.equals("log") && !decimalLog) {
      return value;
    }
    Node base = based ? read.getLast() : new Node.Fraction(Rational.of(10));
    return times(List.of(value, new Node.Power(apply(Function.LN, base), Rational.MINUS_ONE)));
  }

  private static @Nullable Function function(String name) {
    for (Function function : Function.values()) {
      if (function.name().length() == name.length()
          && function.name().toLowerCase(Locale.ROOT).equals(name)) {
        return function;
      }
    }
    return null;
  }

  private static boolean arity(Function function, int arguments) {
    return switch (function) {
      case BINOM, MOD -> arguments == 2;
      case MAX, MIN, GCD, LCM -> arguments >= 1;
      default -> arguments == 1;
    };
  }

  private Node determinant(List<Expr> arguments) {
    if (arguments.size() != 1
        || !(arguments.getFirst() instanceof Expr.Matrix(List<List<Expr>> rows))) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    List<List<Node>> read = new ArrayList<>();
    for (List<Expr> row : rows) {
      if (row.size() != rows.size() || rows.size() > LARGEST_DETERMINANT) {
        throw NoEnclosureException.UNSUPPORTED;
      }
      read.add(all(row));
    }
    return new Node.Determinant(read);
  }

  private static Node apply(Function function, Node of) {
    return new Node.Apply(function, List.of(of));
  }
}
