package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.latex.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads combinations written with a letter: `C_n^k`, `C^k_n`, `{}_nC_k`, `^nC_k`.
final class Combinations {
  private Combinations() {}

  /// Whether the subscript that stands here is one of a combination: `n`, `2n`, `m+n`, `10`.
  static boolean starts(Cursor cursor) {
    if (!cursor.peek().is("_")) {
      return false;
    }
    if (!cursor.peek(1).is("{")) {
      return part(cursor.peek(1));
    }
    int ahead = 2;
    while (part(cursor.peek(ahead)) || cursor.peek(ahead).is("+") || cursor.peek(ahead).is("-")) {
      ahead++;
    }
    return ahead > 2 && cursor.peek(ahead).is("}");
  }

  private static boolean part(Token token) {
    return token.kind() == Kind.NUMBER
        || (token.kind() == Kind.SYMBOL && "nmkrN".contains(token.text()));
  }

  /// `C_n^k`; null, and nothing taken, where no exponent follows the subscript.
  static @Nullable Expr upward(Cursor cursor, Primaries primaries) {
    int ahead = 2;
    if (cursor.peek(1).is("{")) {
      while (!cursor.peek(ahead).is("}")) {
        ahead++;
      }
      ahead++;
    }
    boolean one = cursor.peek(1).kind() != Kind.NUMBER || cursor.peek(1).text().length() == 1;
    if (!one || !cursor.peek(ahead).is("^") || !counts(cursor.peek(ahead + 1))) {
      return null;
    }
    cursor.take();
    Expr of = primaries.below();
    cursor.take();
    return new Expr.Call("binom", List.of(of, primaries.exponent()));
  }

  private static boolean counts(Token exponent) {
    return part(exponent) || exponent.is("{");
  }

  /// `_nC_k` or `^nC_k`, where the sub- or superscript stands before the letter.
  static Expr before(Cursor cursor, Primaries primaries) {
    Token mark = cursor.take();
    if (!mark.is("_") && !mark.is("^")) {
      throw new SyntaxException(mark.start(), "a value");
    }
    Expr of = primaries.below();
    Token letter = cursor.take();
    boolean combination = letter.text().equals("C") && cursor.peek().is("_");
    if (!combination) {
      throw new SyntaxException(letter.start(), "'C'");
    }
    cursor.take();
    return new Expr.Call("binom", List.of(of, primaries.below()));
  }
}
