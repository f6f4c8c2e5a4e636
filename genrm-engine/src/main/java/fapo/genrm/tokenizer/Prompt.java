package fapo.genrm.tokenizer;

import java.util.ArrayList;
import java.util.List;

/// A conversation as one text, in which it is known who said what.
///
/// Some tokens have a meaning of their own, such as the one that ends a turn. A solution that
/// spells one must not thereby end its turn and go on as the judge. So contents are told apart from
/// markup, and {@link Tokenizer#encode(Prompt)} reads such spellings as plain text in contents.
///
/// @param text all of it
/// @param contents where in it, in order, what participants said stands
/// @param thinking whether it ends inside `<think>`
public record Prompt(String text, List<Range> contents, boolean thinking) {
  public Prompt {
    contents = List.copyOf(contents);
  }

  /// @param from first character
  /// @param to behind the last
  public record Range(int from, int to) {
    boolean overlaps(int otherFrom, int otherTo) {
      return from < otherTo && otherFrom < to;
    }
  }

  /// A prompt in the making.
  static final class Draft {
    private final StringBuilder text = new StringBuilder();
    private final List<Range> contents = new ArrayList<>();

    Draft markup(String markup) {
      text.append(markup);
      return this;
    }

    Draft content(String content) {
      int from = text.length();
      text.append(content);
      contents.add(new Range(from, text.length()));
      return this;
    }

    Prompt prompt(boolean thinking) {
      return new Prompt(text.toString(), contents, thinking);
    }
  }
}
