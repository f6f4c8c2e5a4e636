package fapo.genrm.symbolic;

import java.util.Arrays;

/// The tokens of one step: kind and place in the text. Mutable, reused from step to step, confined
/// to one examination.
final class Tokens {
  private static final int NO_PARTNER = -1;

  private String text = "";
  private int size;
  private Kind[] kinds = new Kind[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] partners = new int[64];
  private int[] stack = new int[16];

  void clear(String newText) {
    text = newText;
    size = 0;
  }

  void add(Kind kind, int start, int end) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      partners = Arrays.copyOf(partners, 2 * size);
    }
    kinds[size] = kind;
    starts[size] = start;
    ends[size] = end;
    partners[size] = NO_PARTNER;
    size++;
  }

  /// A relation at the start of a line goes on with the line before.
  void addRelation(Kind kind, int start, int end) {
    if (last() == Kind.BREAK && size > 0 && "\n\\".indexOf(first(size - 1)) >= 0) {
      size--;
    }
    add(kind, start, end);
  }

  void dropLast() {
    size--;
  }

  void setLast(Kind kind) {
    kinds[size - 1] = kind;
  }

  int size() {
    return size;
  }

  String text() {
    return text;
  }

  /// The kind at an index; [Kind#BREAK] outside the text.
  Kind kind(int index) {
    return index < 0 || index >= size ? Kind.BREAK : kinds[index];
  }

  Kind last() {
    return kind(size - 1);
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  char first(int index) {
    return text.charAt(starts[index]);
  }

  int length(int index) {
    return ends[index] - starts[index];
  }

  /// Whether the token touches the one before it.
  boolean glued(int index) {
    return index > 0 && index < size && starts[index] == ends[index - 1];
  }

  Word word(int index) {
    return Word.at(text, starts[index], ends[index]);
  }

  String name(int index) {
    return text.substring(starts[index], ends[index]);
  }

  /// The index of the bracket that closes the one at `index`, or -1.
  int partner(int index) {
    return partners[index];
  }

  /// Pairs the brackets. Brackets around a relation are punctuation: `(4 + 2 = 6 pets)` is an
  /// aside with a statement of its own, not a factor.
  void pairBrackets() {
    int depth = 0;
    int lastRelation = NO_PARTNER;
    for (int i = 0; i < size; i++) {
      if (kinds[i].relates()) {
        lastRelation = i;
      } else if (kinds[i] == Kind.OPEN) {
        if (depth == stack.length) {
          stack = Arrays.copyOf(stack, 2 * depth);
        }
        stack[depth++] = i;
      } else if (kinds[i] == Kind.CLOSE && depth > 0 && pairs(stack[depth - 1], i)) {
        int open = stack[--depth];
        if (lastRelation > open) {
          kinds[open] = Kind.BREAK;
          kinds[i] = Kind.BREAK;
        } else {
          partners[open] = i;
        }
      }
    }
  }

  private boolean pairs(int open, int close) {
    return switch (first(open)) {
      case '(' -> first(close) == ')';
      case '[' -> first(close) == ']';
      default -> first(close) == '}';
    };
  }
}
