package fapo.verifier.region;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Relation;
import fapo.verifier.expr.Substitution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a chain of inequalities in one unknown holds, for sides that are linear in it or the
/// absolute value of something linear. Nothing else is solved.
final class Inequality {
  private final Expr unknown;
  private final Ends ends;

  Inequality(Expr unknown, Ends ends) {
    this.unknown = unknown;
    this.ends = ends;
  }

  /// The region, or null where a side is of another form.
  @Nullable Region region(Relation chain) {
    Region region = Region.LINE;
    for (int i = 0; i < chain.operators().size(); i++) {
      @Nullable Region part =
          link(chain.sides().get(i), chain.operators().get(i), chain.sides().get(i + 1));
      if (part == null) {
        return null;
      }
      region = region.intersection(part, ends);
    }
    return region;
  }

  private @Nullable Region link(Expr left, String operator, Expr right) {
    if (left instanceof Expr.Call(String name, List<Expr> of) && name.equals("abs")) {
      return absolute(of.getFirst(), operator, right);
    }
    if (right instanceof Expr.Call(String name, List<Expr> of) && name.equals("abs")) {
      return absolute(of.getFirst(), turned(operator), left);
    }
    return linear(new Expr.Sum(List.of(left, Expr.negate(right))), operator);
  }

  // |g| < k is g < k and g > −k; |g| > k is g > k or g < −k.
  private @Nullable Region absolute(Expr of, String operator, Expr bound) {
    if (Unknowns.has(bound, unknown)) {
      return null;
    }
    @Nullable Region above = linear(new Expr.Sum(List.of(of, Expr.negate(bound))), operator);
    @Nullable Region below = linear(new Expr.Sum(List.of(of, bound)), turned(operator));
    if (above == null || below == null) {
      return null;
    }
    boolean within = operator.startsWith("<") || operator.equals("!=");
    return within ? above.intersection(below, ends) : above.union(below, ends);
  }

  // m·u + c against 0
  private @Nullable Region linear(Expr difference, String operator) {
    Expr constant = new Substitution(unknown, Expr.Num.of(0)).apply(difference);
    Expr slope =
        new Expr.Sum(
            List.of(
                new Substitution(unknown, Expr.Num.of(1)).apply(difference),
                Expr.negate(constant)));
    Expr line = new Expr.Sum(List.of(new Expr.Product(List.of(slope, unknown)), constant));
    if (!ends.same(line, difference)) {
      return null;
    }
    int sign = ends.sign(slope);
    if (sign == 0) {
      return null;
    }
    Expr end = Expr.negate(Expr.quotient(constant, slope));
    return side(end, sign > 0 ? operator : turned(operator));
  }

  private @Nullable Region side(Expr end, String operator) {
    return switch (operator) {
      case "<" -> new Region(List.of(new Piece(null, false, end, false)));
      case "<=" -> new Region(List.of(new Piece(null, false, end, true)));
      case ">" -> new Region(List.of(new Piece(end, false, null, false)));
      case ">=" -> new Region(List.of(new Piece(end, true, null, false)));
      case "!=" -> new Region(List.of(Piece.point(end))).complement(ends);
      case "=" -> new Region(List.of(Piece.point(end)));
      default -> null;
    };
  }

  private static String turned(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }
}
