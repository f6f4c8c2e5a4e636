package fapo.verifier.latex;

import java.text.Normalizer;

/// What single characters beyond ASCII stand for: `½`, `²`, `√`, full-width digits.
final class Characters {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  private Characters() {}

  /// Where a run of superscripts that starts here ends.
  static int superscripts(String text, int from) {
    int at = from;
    while (at < text.length() && raised(text.charAt(at)) != 0) {
      at++;
    }
    return at;
  }

  static void appendRaised(StringBuilder out, String text, int from, int to) {
    out.append("^{");
    for (int i = from; i < to; i++) {
      out.append(raised(text.charAt(i)));
    }
    out.append('}');
  }

  private static char raised(char c) {
    int digit = SUPERSCRIPTS.indexOf(c);
    if (digit >= 0) {
      return (char) ('0' + digit);
    }
    return switch (c) {
      case '⁺' -> '+';
      case '⁻' -> '-';
      case '⁽' -> '(';
      case '⁾' -> ')';
      case 'ⁿ' -> 'n';
      case 'ⁱ' -> 'i';
      case 'ˣ' -> 'x';
      default -> 0;
    };
  }

  static String plain(char c) {
    int superscript = SUPERSCRIPTS.indexOf(c);
    if (superscript >= 0) {
      return "^{" + superscript + "}";
    }
    int subscript = SUBSCRIPTS.indexOf(c);
    if (subscript >= 0) {
      return "_{" + subscript + "}";
    }
    return switch (c) {
      case '√' -> "\\sqrt ";
      case '∑' -> "\\sum ";
      case '∏' -> "\\prod ";
      case '∫' -> "\\int ";
      case '∂' -> "\\partial ";
      case '⟨' -> "\\langle ";
      case '⟩' -> "\\rangle ";
      case '…', '⋯' -> "\\ldots ";
      case '°', '∘', 'º' -> "\\degree ";
      case '⌊' -> "\\lfloor ";
      case '⌋' -> "\\rfloor ";
      case '⌈' -> "\\lceil ";
      case '⌉' -> "\\rceil ";
      case 'α' -> "\\alpha ";
      case 'β' -> "\\beta ";
      case 'γ' -> "\\gamma ";
      case 'θ' -> "\\theta ";
      case 'λ' -> "\\lambda ";
      case 'μ' -> "\\mu ";
      case 'φ' -> "\\phi ";
      case 'ω' -> "\\omega ";
      default -> compatible(c);
    };
  }

  private static String compatible(char c) {
    if (Character.isDigit(c)) {
      return String.valueOf((char) ('0' + Character.digit(c, 10)));
    }
    if (Character.isSurrogate(c) || Names.OPERATORS.containsKey(String.valueOf(c))) {
      return String.valueOf(c);
    }
    String folded = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
    int bar = folded.indexOf('\u2044');
    return bar < 0
        ? folded
        : "\\frac{" + folded.substring(0, bar) + "}{" + folded.substring(bar + 1) + "}";
  }
}
