package fapo.verifier.latex;

import fapo.verifier.expr.LimitException;
import java.util.List;

/// Whether two answers are written alike: the same tokens in the same order, whatever their
/// spacing, sizing and font commands. The one rule for texts that no grammar reads whole; it never
/// looks at a part of a text.
public final class Notation {
  private Notation() {}

  public static boolean same(String a, String b) {
    try {
      List<Token> left = Lexer.tokens(a);
      List<Token> right = Lexer.tokens(b);
      if (left.size() != right.size() || left.size() == 1) {
        return false;
      }
      for (int i = 0; i < left.size(); i++) {
        Token one = left.get(i);
        Token other = right.get(i);
        if (one.kind() != other.kind() || !one.text().equals(other.text())) {
          return false;
        }
      }
      return true;
    } catch (SyntaxException | LimitException _) {
      return false;
    }
  }
}
