package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.latex.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads environments: matrices, cases, systems written in lines.
///
/// ```
/// matrix := row { "\\" row }        row  := item { "&" item }
/// cases  := line { "\\" line }      line := items [ "&" ["if"] items ]
/// lines  := items { "\\" items }    where "&" says nothing
/// ```
final class Environments {
  private static final int MOST_CELLS = 1024;

  private final Cursor cursor;
  private final AnswerParser parser;

  Environments(Cursor cursor, AnswerParser parser) {
    this.cursor = cursor;
    this.parser = parser;
  }

  /// @param opened whether a brace that nothing closes stands before it, so that it lists cases
  Expr read(Token begin, boolean opened) {
    String environment = begin.text().substring("begin:".length());
    cursor.enter();
    int hidden = cursor.hideBars();
    Expr read =
        switch (environment) {
          case "cases", "dcases", "rcases", "numcases" -> cases();
          case "aligned",
              "align",
              "gathered",
              "gather",
              "split",
              "eqnarray",
              "equation",
              "alignedat",
              "multline" ->
              lines();
          default -> {
            boolean matrix = environment.endsWith("matrix") || environment.equals("array");
            if (!matrix) {
              throw new SyntaxException(begin.start(), "a known environment");
            }
            yield opened ? cases() : matrix(environment);
          }
        };
    if (!cursor.takeIfCommand("end:" + environment)) {
      throw new SyntaxException(cursor.peek().start(), "\\end{" + environment + "}");
    }
    cursor.showBars(hidden);
    cursor.leave();
    return read;
  }

  private boolean ends() {
    Token token = cursor.peek();
    return token.kind() == Kind.END
        || (token.kind() == Kind.COMMAND && token.text().startsWith("end:"));
  }

  private Expr matrix(String environment) {
    List<List<Expr>> rows = new ArrayList<>();
    List<Expr> row = new ArrayList<>();
    int cells = 0;
    while (!ends()) {
      if (cursor.takeIf("\\\\")) {
        rows.add(row);
        row = new ArrayList<>();
      } else if (!cursor.takeIf("&")) {
        row.add(parser.item());
        cells++;
        if (cells > MOST_CELLS) {
          throw new SyntaxException(cursor.peek().start(), "at most " + MOST_CELLS + " cells");
        }
      }
    }
    if (!row.isEmpty()) {
      rows.add(row);
    }
    Expr.Matrix matrix = new Expr.Matrix(rows);
    return environment.equals("vmatrix") ? new Expr.Call("det", List.of(matrix)) : matrix;
  }

  private Expr cases() {
    List<Expr> lines = new ArrayList<>();
    List<Expr.Branch> branches = new ArrayList<>();
    while (!ends()) {
      if (cursor.takeIf("\\\\")) {
        continue;
      }
      List<Expr> values = line();
      if (condition()) {
        branches.add(new Expr.Branch(one(values), conditions()));
      } else {
        lines.addAll(values);
      }
    }
    if (branches.isEmpty()) {
      return one(lines);
    }
    // A last line without a condition is what holds otherwise.
    if (lines.size() == 1) {
      branches.add(new Expr.Branch(lines.getFirst(), new Expr.Words("")));
    } else if (!lines.isEmpty()) {
      throw new SyntaxException(cursor.peek().start(), "a condition");
    }
    return new Expr.Piecewise(branches);
  }

  // Whether a condition follows; takes what stands before it.
  private boolean condition() {
    boolean apart = false;
    while (cursor.takeIf("&")) {
      apart = true;
    }
    if (Prose.condition(cursor.peek())) {
      return true;
    }
    return apart && !cursor.peek().is("\\\\") && !ends();
  }

  private Expr conditions() {
    while (cursor.peek().is("&") || Prose.condition(cursor.peek())) {
      Token token = cursor.take();
      if (Prose.otherwise(token)) {
        return new Expr.Words("");
      }
    }
    if (Prose.otherwise(cursor.peek())) {
      cursor.take();
      return new Expr.Words("");
    }
    return one(line());
  }

  // A system in lines; a line that starts with a relation goes on with the line before.
  private Expr lines() {
    List<Expr> all = new ArrayList<>();
    while (!ends()) {
      if (!cursor.takeIf("\\\\") && !cursor.takeIf("&") && !cursor.takeIf(",")) {
        all.addAll(line());
      }
    }
    return one(all);
  }

  private List<Expr> line() {
    return new ArrayList<>(parser.items());
  }

  private static Expr one(List<Expr> items) {
    if (items.isEmpty()) {
      throw new SyntaxException(0, "a line");
    }
    return items.size() == 1 ? items.getFirst() : new Expr.Series(items);
  }
}
