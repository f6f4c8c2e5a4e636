package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Compares equations and inequalities. A name given a value unwraps to the value where the other
/// side
/// has none; an equation is another one multiplied by a constant; nothing is solved.
final class Relations {
  private final Structures structures;
  private final Rules rules;

  Relations(Structures structures, Rules rules) {
    this.structures = structures;
    this.rules = rules;
  }

  Match compare(Expr candidate, Expr reference) {
    if (candidate instanceof Expr.Relation left && reference instanceof Expr.Relation right) {
      return both(left, right);
    }
    if (candidate instanceof Expr.Relation relation) {
      return one(relation, reference, Rule.ACCEPT_SOLVED_INEQUALITY)
          .map(value -> structures.compare(value, reference))
          .orElse(Match.UNKNOWN);
    }
    if (reference instanceof Expr.Relation relation) {
      return one(relation, candidate, Rule.RELATION_FOR_INTERVAL)
          .map(value -> structures.compare(candidate, value))
          .orElse(Match.UNKNOWN);
    }
    return Match.UNKNOWN;
  }

  // The value a relation stands for beside something that is no relation.
  private Optional<Expr> one(Expr.Relation relation, Expr other, Rule setForRelation) {
    List<Expr> sides = relation.sides();
    boolean equations =
        relation.operators().stream()
            .allMatch(operator -> operator.equals("=") || operator.equals("~="));
    if (equations
        && (Traits.named(sides.getFirst()) || sides.size() > 2)
        && (sides.size() == 2 || rules.has(Rule.CHAIN_LAST_VALUE))) {
      return Optional.of(
          exact(relation).filter(exact -> !rounded(exact, other, sides)).orElse(sides.getLast()));
    }
    if (equations && sides.getLast() instanceof Expr.Sym && Traits.constant(sides.getFirst())) {
      return Optional.of(sides.getFirst());
    }
    if (relation.operators().equals(List.of("in")) && Traits.named(sides.getFirst())) {
      return Optional.of(sides.getLast());
    }
    boolean set =
        other instanceof Expr.Bracket || other instanceof Expr.Call || other instanceof Expr.Const;
    return set && rules.has(setForRelation) ? interval(relation) : Optional.empty();
  }

  // What `≈` follows: `x = 1/3 ≈ 0.33` says 1/3.
  private static Optional<Expr> exact(Expr.Relation relation) {
    int approximate = relation.operators().indexOf("~=");
    return approximate > 0 ? Optional.of(relation.sides().get(approximate)) : Optional.empty();
  }

  // The other side may be the rounded value, where it is one of the exact value.
  private boolean rounded(Expr exact, Expr other, List<Expr> sides) {
    return structures.rounded(sides.getLast(), exact)
        && structures.compare(other, exact) != Match.SAME;
  }

  private Match both(Expr.Relation candidate, Expr.Relation reference) {
    Expr.Relation left = upward(candidate);
    Expr.Relation right = upward(reference);
    if (left.operators().equals(right.operators()) && left.sides().size() == right.sides().size()) {
      if (structures.ordered(left.sides(), right.sides()) == Match.SAME) {
        return Match.SAME;
      }
      return left.sides().size() == 2 ? scaled(left, right) : Match.UNKNOWN;
    }
    Optional<Expr> given = membership(left).or(() -> interval(left));
    Optional<Expr> expected = membership(right).or(() -> interval(right));
    boolean sameName = variable(left).isPresent() && variable(left).equals(variable(right));
    return sameName && given.isPresent() && expected.isPresent()
        ? structures.compare(given.get(), expected.get())
        : Match.UNKNOWN;
  }

  // Written with < and ≤ only.
  private static Expr.Relation upward(Expr.Relation relation) {
    boolean down = relation.operators().stream().allMatch(operator -> operator.startsWith(">"));
    if (!down) {
      return relation;
    }
    List<Expr> sides = new ArrayList<>(relation.sides());
    List<String> operators = new ArrayList<>(relation.operators());
    Collections.reverse(sides);
    Collections.reverse(operators);
    return new Expr.Relation(
        sides, operators.stream().map(operator -> operator.replace('>', '<')).toList());
  }

  private Match scaled(Expr.Relation left, Expr.Relation right) {
    String operator = left.operators().getFirst();
    Expr a = difference(left);
    Expr b = difference(right);
    boolean comparable = operator.equals("=") || operator.equals("!=") || operator.startsWith("<");
    if (!comparable || Traits.structured(a) || Traits.structured(b)) {
      return assignments(left, right);
    }
    if (Traits.constant(a) && Traits.constant(b)) {
      // statements about numbers, true or not, are the same where each side is
      return structures.ordered(left.sides(), right.sides());
    }
    boolean same =
        operator.startsWith("<")
            ? Proportion.sign(a, b, structures.work()) > 0
            : Proportion.holds(a, b, structures.work());
    if (same) {
      return Match.SAME;
    }
    boolean linear = Traits.linear(a) && Traits.linear(b);
    Match assigned = assignments(left, right);
    return linear && assigned == Match.UNKNOWN ? Match.DIFFERENT : assigned;
  }

  // Two names given values: the values decide where the names are the same, or one is a function.
  private Match assignments(Expr.Relation left, Expr.Relation right) {
    Expr name = left.sides().getFirst();
    Expr other = right.sides().getFirst();
    if (!left.operators().getFirst().equals("=") || !Traits.named(name) || !Traits.named(other)) {
      return Match.UNKNOWN;
    }
    Match values = structures.compare(left.sides().getLast(), right.sides().getLast());
    boolean function = name instanceof Expr.Call != other instanceof Expr.Call;
    if (name.equals(other) || (function && !Traits.constant(left.sides().getLast()))) {
      return values;
    }
    return values == Match.SAME ? Match.UNKNOWN : values;
  }

  private static Expr difference(Expr.Relation relation) {
    return new Expr.Sum(
        List.of(relation.sides().getFirst(), Expr.negate(relation.sides().getLast())));
  }

  private static Optional<Expr> membership(Expr.Relation relation) {
    return relation.operators().equals(List.of("in"))
        ? Optional.of(relation.sides().getLast())
        : Optional.empty();
  }

  private static Optional<Expr> variable(Expr.Relation relation) {
    return relation.sides().stream().filter(side -> side instanceof Expr.Sym).findFirst();
  }

  // `x > 2` is (2, ∞); `1 < x ≤ 2` is (1, 2].
  private static Optional<Expr> interval(Expr.Relation written) {
    Expr.Relation relation = upward(written);
    List<Expr> sides = relation.sides();
    List<String> operators = relation.operators();
    if (!operators.stream().allMatch(operator -> operator.startsWith("<"))) {
      return Optional.empty();
    }
    Expr infinity = new Expr.Const(Constant.INFINITY);
    char open = operators.getFirst().equals("<") ? '(' : '[';
    char close = operators.getLast().equals("<") ? ')' : ']';
    if (sides.size() == 3 && sides.get(1) instanceof Expr.Sym) {
      return Optional.of(new Expr.Bracket(open, List.of(sides.getFirst(), sides.getLast()), close));
    }
    if (sides.size() == 2 && sides.getFirst() instanceof Expr.Sym) {
      return Optional.of(
          new Expr.Bracket('(', List.of(Expr.negate(infinity), sides.getLast()), close));
    }
    if (sides.size() == 2 && sides.getLast() instanceof Expr.Sym) {
      return Optional.of(new Expr.Bracket(open, List.of(sides.getFirst(), infinity), ')'));
    }
    return Optional.empty();
  }
}
