package fapo.verifier.latex;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The operator table: what every known command, word and character means. One table for LaTeX,
/// plain
/// text and Unicode.
final class Names {
  static final Set<String> FUNCTIONS =
      Set.of(
          "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "asin", "acos",
          "atan", "arccot", "arcsec", "arccsc", "acot", "asec", "acsc", "sinh", "cosh", "tanh",
          "coth", "sech", "csch", "arcsinh", "arccosh", "arctanh", "arsinh", "arcosh", "artanh",
          "asinh", "acosh", "atanh", "arccoth", "arcoth", "acoth", "arcsech", "arsech", "asech",
          "arccsch", "arcsch", "acsch", "tg", "ctg", "cotg", "cosec", "arctg", "arcctg", "ln",
          "log", "lg", "exp", "gcd", "lcm", "min", "max", "sup", "inf", "floor", "ceil", "det",
          "arg", "Re", "Im", "abs", "sgn", "sign", "dim", "ker", "deg", "Pr", "hom");

  /// Commands dropped with their argument.
  static final Set<String> DROPPED =
      Set.of(
          "hspace",
          "vspace",
          "phantom",
          "hphantom",
          "vphantom",
          "label",
          "tag",
          "color",
          "textcolor",
          "hline",
          "notag",
          "nonumber",
          "mkern",
          "colorbox",
          "hskip",
          "noindent",
          "rule");

  static final Set<String> SPACES =
      Set.of(
          "left",
          "right",
          "big",
          "Big",
          "bigg",
          "Bigg",
          "bigl",
          "bigr",
          "Bigl",
          "Bigr",
          "biggl",
          "biggr",
          "Biggl",
          "Biggr",
          "mleft",
          "mright",
          "displaystyle",
          "textstyle",
          "scriptstyle",
          "limits",
          "quad",
          "qquad",
          "thinspace",
          "medspace",
          "thickspace",
          "enspace",
          "hfill",
          "nolimits",
          "middle",
          "mathstrut",
          "strut",
          "!",
          ",",
          ";",
          ":",
          " ",
          ">",
          "$",
          "\"",
          "'");

  static final Set<String> TEXTS =
      Set.of(
          "text",
          "textbf",
          "textit",
          "textrm",
          "mbox",
          "hbox",
          "texttt",
          "textsf",
          "textnormal",
          "mathrm",
          "rm",
          "operatorname",
          "textup",
          "textsc",
          "emph",
          "bf");

  static final Set<String> STYLES =
      Set.of(
          "mathbf",
          "mathit",
          "mathsf",
          "mathcal",
          "mathbb",
          "mathfrak",
          "boldsymbol",
          "bm",
          "vec",
          "hat",
          "widehat",
          "boxed",
          "beginboxed",
          "framebox",
          "oxed",
          "fbox",
          "mathbin",
          "mathop",
          "cancel",
          "bcancel",
          "xcancel",
          "mathrel",
          "mathord",
          "underline",
          "overbrace",
          "underbrace",
          "uline",
          "mathnormal",
          "pmb");

  static final Set<String> FRACTIONS =
      Set.of("frac", "dfrac", "tfrac", "cfrac", "xfrac", "sfrac", "nicefrac", "flatfrac");

  /// Command or word to operator.
  static final Map<String, String> OPERATORS = new HashMap<>();

  static final Map<String, String> CONSTANTS = new HashMap<>();
  private static final Set<String> GREEK =
      Set.of(
          "alpha",
          "beta",
          "gamma",
          "delta",
          "epsilon",
          "varepsilon",
          "zeta",
          "eta",
          "theta",
          "vartheta",
          "iota",
          "kappa",
          "lambda",
          "mu",
          "nu",
          "xi",
          "rho",
          "varrho",
          "sigma",
          "tau",
          "upsilon",
          "phi",
          "varphi",
          "chi",
          "psi",
          "omega",
          "Gamma",
          "Delta",
          "Theta",
          "Lambda",
          "Xi",
          "Pi",
          "Sigma",
          "Upsilon",
          "Phi",
          "Psi",
          "Omega",
          "ell",
          "hbar",
          "partial",
          "nabla",
          "aleph");
  private static final String[] CHARACTERS = {
    "−",
    "-",
    "–",
    "-",
    "⁻",
    "-",
    "×",
    "*",
    "·",
    "*",
    "∙",
    "*",
    "⋅",
    "*",
    "∗",
    "*",
    "÷",
    "/",
    "⁄",
    "/",
    "∕",
    "/",
    "≤",
    "<=",
    "≥",
    ">=",
    "⩽",
    "<=",
    "⩾",
    ">=",
    "≠",
    "!=",
    "±",
    "±",
    "∓",
    "∓",
    "∪",
    "union",
    "∩",
    "intersect",
    "∖",
    "setminus",
    "∈",
    "in",
    "（",
    "(",
    "）",
    ")",
    "，",
    ",",
    "：",
    ":",
    "＝",
    "=",
    "＋",
    "+",
    "；",
    ";",
    "｜",
    "|",
    "％",
    "%",
    "、",
    ","
  };

  static {
    put("*", "cdot", "times", "ast", "cdotp", "bullet", "star");
    put("/", "div");
    put("<=", "le", "leq", "leqslant", "leqq");
    put(">=", "ge", "geq", "geqslant", "geqq");
    put("<", "lt");
    put(">", "gt");
    put("!=", "ne", "neq");
    put("≡", "equiv", "≡");
    put("⇔", "Leftrightarrow", "Longleftrightarrow", "iff", "⇔", "⟺");
    put("⇒", "implies", "Rightarrow", "Longrightarrow", "⇒", "⟹");
    put("→", "to", "rightarrow", "longrightarrow", "→");
    put("↦", "mapsto", "longmapsto", "↦");
    put("~=", "approx", "sim", "simeq", "cong", "approxeq", "≈", "≃", "∼", "doteq");
    put("∝", "propto", "∝", "varpropto");
    put("⟂", "perp", "bot", "⟂", "⊥");
    put("∥", "parallel", "∥");
    put("⊂", "subset", "subsetneq", "⊂", "⊊");
    put("⊆", "subseteq", "⊆");
    put("⊃", "supset", "supsetneq", "⊃");
    put("⊇", "supseteq", "⊇");
    put("∉", "notin", "∉");
    put("≪", "ll");
    put("≫", "gg");
    put("∣", "mid", "∣");
    put("in", "in");
    put("union", "cup");
    put("intersect", "cap");
    put("setminus", "setminus", "backslash");
    put("±", "pm");
    put("∓", "mp");
    put("%", "%");
    put("°", "degree", "circ");
    put("|", "vert", "lvert", "rvert", "Vert", "lVert", "rVert", "‖");
    put("'", "’", "′");
    put("&", "＆");
    put(":", "colon");
    for (int i = 0; i < CHARACTERS.length; i += 2) {
      OPERATORS.put(CHARACTERS[i], CHARACTERS[i + 1]);
    }
    CONSTANTS.put("pi", "pi");
    CONSTANTS.put("π", "pi");
    CONSTANTS.put("infty", "inf");
    CONSTANTS.put("infinity", "inf");
    CONSTANTS.put("oo", "inf");
    CONSTANTS.put("∞", "inf");
    CONSTANTS.put("emptyset", "empty");
    CONSTANTS.put("varnothing", "empty");
    CONSTANTS.put("∅", "empty");
    CONSTANTS.put("ℝ", "R");
  }

  private Names() {}

  static boolean greek(String name) {
    return GREEK.contains(name);
  }

  private static void put(String operator, String... names) {
    for (String name : names) {
      OPERATORS.put(name, operator);
    }
  }
}
