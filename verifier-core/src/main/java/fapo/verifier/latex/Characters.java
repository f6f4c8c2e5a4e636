package fapo.verifier.latex;

import java.text.Normalizer;

/// What single characters beyond ASCII stand for: `½`, `²`, `√`, full-width digits.
final class Characters {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  private Characters() {}

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
      case '…' -> "\\ldots ";
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
