package fapo.verifier.latex;

import fapo.verifier.expr.Expr;

/// What reading an answer ended with. There is no partial reading: a remainder means `Stopped`.
public sealed interface Parsed {
  record Read(Expr expr) implements Parsed {}

  /// @param position 0-based character offset where reading stopped
  /// @param expected what could have stood there, for people
  record Stopped(int position, String expected) implements Parsed {}
}
