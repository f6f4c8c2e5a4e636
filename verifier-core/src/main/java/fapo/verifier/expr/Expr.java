package fapo.verifier.expr;

import java.util.List;

/// What an answer says, as written: nothing is computed here.
public sealed interface Expr {
  /// @param decimal written with a decimal point, so it may stand for a rounded value
  record Num(Rational value, boolean decimal) implements Expr {
    public static Num of(long value) {
      return new Num(Rational.of(value), false);
    }
  }

  /// A variable, with its subscript: `x`, `x_1`.
  record Sym(String name) implements Expr {}

  record Const(Constant constant) implements Expr {}

  record Sum(List<Expr> terms) implements Expr {
    public Sum {
      terms = List.copyOf(terms);
    }
  }

  record Product(List<Expr> factors) implements Expr {
    public Product {
      factors = List.copyOf(factors);
    }
  }

  record Power(Expr base, Expr exponent) implements Expr {}

  /// A function of its arguments, or a set operation: `sin`, `log`, `union`.
  record Call(String name, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// `a ± b`; both signs of one expression are the same sign.
  record PlusMinus(Expr left, Expr right, boolean minusFirst) implements Expr {}

  record Percent(Expr value) implements Expr {}

  /// A value and its unit: `10 cm`, `30°`.
  record Measured(Expr value, String unit) implements Expr {}

  /// Items between brackets; the brackets say whether they are a set, a tuple or an interval.
  record Bracket(char open, List<Expr> items, char close) implements Expr {
    public Bracket {
      items = List.copyOf(items);
    }
  }

  /// Items without brackets: `1, 2 and 3`.
  record Series(List<Expr> items) implements Expr {
    public Series {
      items = List.copyOf(items);
    }
  }

  /// `a = b`, `1 < x ≤ 2`; one operator fewer than sides.
  record Relation(List<Expr> sides, List<String> operators) implements Expr {
    public Relation {
      sides = List.copyOf(sides);
      operators = List.copyOf(operators);
    }
  }

  record Matrix(List<List<Expr>> rows) implements Expr {
    public Matrix {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  record Words(String text) implements Expr {}

  /// A body under an operator that binds a name: `\sum_{k=1}^{n} k`, `\int_0^1 x^2 dx`,
  /// `\lim_{x \to 0} …`, `\bigcup_k …`. Equal up to the name bound.
  ///
  /// @param lower where the name starts; the point approached for a limit; the empty text
  ///     (`Words("")`) where none is written
  /// @param upper where it ends; `+` or `-` (`Words`) for a limit from one side; the empty text
  ///     where none is written
  record Bound(Binder binder, Expr body, String name, Expr lower, Expr upper) implements Expr {}

  /// Values under conditions: `\begin{cases} … \end{cases}`.
  record Piecewise(List<Branch> branches) implements Expr {
    public Piecewise {
      branches = List.copyOf(branches);
    }
  }

  /// @param condition the empty text (`Words("")`) for "otherwise"
  record Branch(Expr value, Expr condition) {}

  /// Operators that bind a name.
  enum Binder {
    SUM("sum"),
    PRODUCT("prod"),
    INTEGRAL("int"),
    LIMIT("lim"),
    UNION("bigcup"),
    INTERSECTION("bigcap"),
    DERIVATIVE("diff");

    private final String symbol;

    Binder(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /// Names with one meaning.
  enum Constant {
    PI("pi"),
    E("e"),
    I("i"),
    INFINITY("inf"),
    EMPTY_SET("empty"),
    REALS("R");

    private final String symbol;

    Constant(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  static Expr negate(Expr of) {
    return of instanceof Num(Rational value, boolean decimal)
        ? new Num(value.negate(), decimal)
        : new Product(List.of(Num.of(-1), of));
  }

  static Expr quotient(Expr numerator, Expr denominator) {
    return new Product(List.of(numerator, new Power(denominator, Num.of(-1))));
  }

  static Expr root(Expr of, Expr degree) {
    return new Power(of, quotient(Num.of(1), degree));
  }
}
