package fapo.verifier.fuzz;

/// Texts that look like answers: pieces at random, or expressions that are well formed.
final class Grammar {
  private static final int DEEPEST = 6;
  private static final String[] ATOMS = {
    "1",
    "2",
    "3",
    "7",
    "10",
    "0",
    "0.5",
    "12345",
    "1.5e3",
    "x",
    "y",
    "n",
    "a_1",
    "\\pi",
    "e",
    "i",
    "\\infty",
    "50\\%",
    "3\\text{ cm}",
    "30^\\circ",
    "\\emptyset",
    "\\mathbb{R}",
    "1{,}234",
    "½",
    "0.\\overline{3}",
    "1011_2",
    "\\text{yes}",
    "\\ldots",
    "C",
    "2\\frac12"
  };
  private static final String[][] AROUND = {
    {"(", ")"},
    {"\\left(", "\\right)"},
    {"{", "}"},
    {"|", "|"},
    {"\\sqrt{", "}"},
    {"\\sqrt[3]{", "}"},
    {"\\sin(", ")"},
    {"\\cos ", ""},
    {"\\tan(", ")"},
    {"\\arctan(", ")"},
    {"\\ln(", ")"},
    {"\\log_{2}(", ")"},
    {"e^{", "}"},
    {"\\lfloor ", "\\rfloor"},
    {"-", ""},
    {"", "!"},
    {"", "^2"},
    {"", "^{-1}"},
    {"\\{", "\\}"},
    {"[", "]"},
    {"\\boxed{", "}"},
    {"\\text{", "}"},
    {"\\mathrm{", "}"},
    {"$", "$"},
    {"\\sum_{k=1}^{5} ", ""},
    {"\\prod_{k=1}^{3}(", ")"},
    {"\\int_0^1 ", "\\,dx"},
    {"\\lim_{x\\to 0} ", ""},
    {"\\overline{", "}"},
    {"\\begin{pmatrix}", "\\end{pmatrix}"}
  };
  private static final String[] BETWEEN = {
    "+",
    "-",
    "\\cdot ",
    "*",
    "/",
    "",
    " ",
    "^",
    "_",
    ",",
    ", ",
    "=",
    "<",
    "\\le ",
    "\\ne ",
    "\\pm ",
    "\\cup ",
    "\\cap ",
    "\\setminus ",
    "\\in ",
    " and ",
    " or ",
    ":",
    "\\times ",
    "\\bmod ",
    "&",
    "\\\\",
    ";",
    "\\to ",
    "\\equiv ",
    "\\choose "
  };
  private static final String[] PIECES = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\\{",
    "\\}",
    "|",
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\\",
    "\\\\",
    "&",
    "^",
    "_",
    "'",
    "\"",
    "\\frac",
    "\\frac{",
    "\\sqrt",
    "\\boxed{",
    "\\fbox{",
    "\\text{",
    "\\begin{cases}",
    "\\end{cases}",
    "\\begin{vmatrix}",
    "\\end{vmatrix}",
    "\\left",
    "\\right.",
    "\\displaystyle ",
    "\\,",
    "\\!",
    "~",
    "\n",
    "\t",
    " ",
    "\u00A0",
    "９",
    "√",
    "−",
    "×",
    "≤",
    "∪",
    "²",
    "\uFDFA",
    "\u0301",
    "\u200B",
    "\uD835\uDFD9",
    "\uD800",
    "\uDC00",
    "\u0000",
    "answer is ",
    "The final answer is ",
    "Answer: ",
    "A:",
    "#### ",
    "<think>",
    "</think>",
    "<answer>",
    "</answer>",
    "**",
    "(A)",
    "B.",
    "option ",
    "答案",
    "Réponse : ",
    "الإجابة",
    "not ",
    "if ",
    "otherwise",
    "\\operatorname{lcm}",
    "\\binom{5}{2}",
    "\\dfrac{1}{2}",
    "d/dx",
    "\\partial",
    "\\vec{v}",
    "f(x)",
    "P(A|B)",
    "12:30",
    "pm",
    "1st",
    "%",
    "°",
    "\\$",
    "€",
    "kg",
    "999999999999"
  };

  private Grammar() {}

  /// Pieces in any order, up to the byte 255.
  static String pieces(Bytes bytes) {
    StringBuilder text = new StringBuilder();
    for (int next = bytes.take(); next != 255 && !bytes.empty(); next = bytes.take()) {
      text.append(piece(next));
    }
    return text.toString();
  }

  private static String piece(int index) {
    if (index < ATOMS.length) {
      return ATOMS[index];
    }
    int rest = index - ATOMS.length;
    return rest < BETWEEN.length ? BETWEEN[rest] : PIECES[(rest - BETWEEN.length) % PIECES.length];
  }

  /// One expression, well formed but for what its atoms and joints make of it.
  static String expression(Bytes bytes) {
    StringBuilder text = new StringBuilder();
    expression(bytes, text, 0);
    return text.toString();
  }

  private static void expression(Bytes bytes, StringBuilder text, int depth) {
    int kind = bytes.take(8);
    if (depth >= DEEPEST || kind < 2) {
      text.append(ATOMS[bytes.take(ATOMS.length)]);
    } else if (kind < 4) {
      String[] around = AROUND[bytes.take(AROUND.length)];
      text.append(around[0]);
      expression(bytes, text, depth + 1);
      text.append(around[1]);
    } else if (kind < 5) {
      text.append("\\frac{");
      expression(bytes, text, depth + 1);
      text.append("}{");
      expression(bytes, text, depth + 1);
      text.append('}');
    } else {
      expression(bytes, text, depth + 1);
      String between = BETWEEN[bytes.take(BETWEEN.length)];
      text.append(between);
      text.append(between.equals("^") || between.equals("_") ? "{" : "");
      expression(bytes, text, depth + 1);
      text.append(between.equals("^") || between.equals("_") ? "}" : "");
    }
  }
}
