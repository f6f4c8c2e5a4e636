package fapo.genrm.symbolic;

import java.math.BigDecimal;

/// Decides where a number ends, and what it is worth.
///
/// Reads `12`, `1,200`, `1{,}200`, `17 500`, `.5` and `3.25`. Times, versions, lists without spaces
/// and decimal commas are not numbers but [Kind#ODD]; ordinals and the like are words.
final class NumberLexer {
  private static final int LONGEST = 400;

  private final Tokens tokens;
  private String text = "";

  NumberLexer(Tokens tokens) {
    this.tokens = tokens;
  }

  /// Adds one token and returns where it ends.
  int read(String newText, int start) {
    text = newText;
    int end = integer(start);
    if (end == start || !spaced(start, end)) {
      end = grouped(start, end);
    } else {
      end = spacedGroups(end);
    }
    if (at(end) == '.' && Lexer.digit(at(end + 1))) {
      end = integer(end + 1);
    }
    int odd = oddTail(end);
    if (odd > end || end - start > LONGEST) {
      tokens.add(Kind.ODD, start, odd);
      return odd;
    }
    if (ordinal(end)) {
      tokens.add(Kind.WORD, start, end + 2);
      return end + 2;
    }
    tokens.add(Kind.NUMBER, start, end);
    return end;
  }

  private char at(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private int integer(int from) {
    int i = from;
    while (Lexer.digit(at(i))) {
      i++;
    }
    return i;
  }

  private boolean threeDigits(int from) {
    return integer(from) - from == 3;
  }

  private int grouped(int start, int firstEnd) {
    int end = firstEnd;
    if (firstEnd - start > 3) {
      return end;
    }
    while (true) {
      if (at(end) == ',' && threeDigits(end + 1)) {
        end += 4;
      } else if (text.startsWith("{,}", end) && threeDigits(end + 3)) {
        end += 6;
      } else {
        return end;
      }
    }
  }

  /// `17 500` is one number, `100 2020` is not.
  private boolean spaced(int start, int end) {
    return end - start <= 3 && at(start) != '0' && at(end) == ' ' && threeDigits(end + 1);
  }

  private int spacedGroups(int firstEnd) {
    int end = firstEnd;
    while (at(end) == ' ' && threeDigits(end + 1)) {
      end += 4;
    }
    return end;
  }

  private int oddTail(int end) {
    int i = end;
    while ((at(i) == ',' || at(i) == ':' || at(i) == '.') && Lexer.digit(at(i + 1))) {
      i = integer(i + 1);
    }
    boolean scientific = (at(i) == 'e' || at(i) == 'E') && Lexer.digit(at(i + 1));
    return scientific ? integer(i + 1) : i;
  }

  private boolean ordinal(int end) {
    return (text.startsWith("st", end)
            || text.startsWith("nd", end)
            || text.startsWith("rd", end)
            || text.startsWith("th", end))
        && !Character.isLetterOrDigit(at(end + 2));
  }

  /// Digits after the point.
  static int places(Tokens tokens, int index) {
    int point = tokens.text().indexOf('.', tokens.start(index), tokens.end(index));
    return point < 0 ? 0 : tokens.end(index) - point - 1;
  }

  static ExactValue value(Tokens tokens, int index) {
    String text = tokens.text();
    int start = tokens.start(index);
    int end = tokens.end(index);
    long digits = 0;
    int places = -1;
    boolean plain = end - start <= 18;
    for (int i = start; plain && i < end; i++) {
      char c = text.charAt(i);
      if (Lexer.digit(c)) {
        digits = digits * 10 + (c - '0');
        places += places < 0 ? 0 : 1;
      } else if (c == '.') {
        places = 0;
      } else {
        plain = c == ',' || c == ' ';
      }
    }
    if (plain) {
      return places <= 0 ? ExactValue.of(digits) : ExactValue.ofDecimal(digits, places);
    }
    char first = text.charAt(start);
    if (first == '²' || first == '³') {
      return ExactValue.of(first == '²' ? 2 : 3);
    }
    StringBuilder decimal = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Lexer.digit(c) || c == '.') {
        decimal.append(c);
      }
    }
    return ExactValue.ofDecimal(new BigDecimal(decimal.toString()));
  }
}
