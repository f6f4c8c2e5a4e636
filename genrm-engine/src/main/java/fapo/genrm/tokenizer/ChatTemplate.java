package fapo.genrm.tokenizer;

import fapo.genrm.tokenizer.Message.Role;
import java.util.List;

/// How a checkpoint was trained to see conversations: a form of ChatML.
///
/// Checkpoints bring a Jinja template. It is not executed: it would be code out of a model
/// directory, and what it yields no longer tells what a participant said from markup, which {@link
/// Prompt} must know. {@link #recognize} looks at it only for which of these forms it writes. Tools
/// are not rendered.
public enum ChatTemplate {
  /// Turns as they are, whatever they hold. Qwen3's Instruct-2507 checkpoints too.
  CHATML,
  /// ChatML with a system turn of its own where a conversation begins with none.
  QWEN2_5,
  /// Thinks first where it may. The thoughts in answers before the last question are left out, and
  /// an answer behind it always shows some, if empty.
  QWEN3,
  /// As {@link #QWEN3}, but always thinks: the prompt opens the thought.
  QWEN3_THINKING;

  private static final String TURN = "<|im_start|>";
  private static final String TURN_END = "<|im_end|>\n";
  private static final String THINK = "<think>";
  private static final String THINK_END = "</think>";
  private static final String QWEN2_5_SYSTEM =
      "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.";

  /// What the prompt is for.
  ///
  /// @param answer whether an answer is to follow; else the conversation is complete
  /// @param thinking whether the answer may begin with a thought, where the form leaves the choice
  public record Options(boolean answer, boolean thinking) {}

  /// The form a checkpoint's `chat_template` writes.
  ///
  /// @throws IllegalArgumentException where it is none of these
  public static ChatTemplate recognize(String jinja) {
    if (!jinja.contains(TURN) || !jinja.contains("<|im_end|>")) {
      throw new IllegalArgumentException(
          "chat_template: without <|im_start|> and <|im_end|> (expected: a form of ChatML)");
    }
    if (jinja.contains("enable_thinking")) {
      return QWEN3;
    }
    if (jinja.contains(THINK_END)) {
      return QWEN3_THINKING;
    }
    return jinja.contains(QWEN2_5_SYSTEM) ? QWEN2_5 : CHATML;
  }

  public Prompt render(List<Message> messages, Options options) {
    Prompt.Draft draft = new Prompt.Draft();
    if (this == QWEN2_5 && !startsWithSystem(messages)) {
      draft.markup(TURN + "system\n" + QWEN2_5_SYSTEM + TURN_END);
    }
    int question = lastQuestion(messages);
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      draft.markup(TURN + message.role().label() + "\n");
      if (message.role() == Role.ASSISTANT && splitsThoughts()) {
        answer(draft, message.content(), i > question, i == messages.size() - 1);
      } else {
        draft.content(message.content());
      }
      draft.markup(TURN_END);
    }
    return options.answer() ? open(draft, options.thinking()) : draft.prompt(false);
  }

  private Prompt open(Prompt.Draft draft, boolean thinking) {
    draft.markup(TURN + "assistant\n");
    if (this == QWEN3_THINKING) {
      return draft.markup(THINK + "\n").prompt(true);
    }
    if (this == QWEN3 && !thinking) {
      draft.markup(THINK + "\n\n" + THINK_END + "\n\n");
    }
    return draft.prompt(false);
  }

  private boolean splitsThoughts() {
    return this == QWEN3 || this == QWEN3_THINKING;
  }

  /// @param current whether no question follows
  private static void answer(Prompt.Draft draft, String content, boolean current, boolean last) {
    int end = content.indexOf(THINK_END);
    String thought = end < 0 ? "" : thought(content.substring(0, end));
    String said = end < 0 ? content : withoutLeadingLines(afterThoughts(content));
    if (current && (last || !thought.isEmpty())) {
      draft.markup(THINK + "\n").content(trimLines(thought)).markup("\n" + THINK_END + "\n\n");
      draft.content(withoutLeadingLines(said));
    } else {
      draft.content(said);
    }
  }

  private static String thought(String before) {
    String trimmed = withoutTrailingLines(before);
    int start = trimmed.lastIndexOf(THINK);
    return withoutLeadingLines(start < 0 ? trimmed : trimmed.substring(start + THINK.length()));
  }

  private static String afterThoughts(String content) {
    return content.substring(content.lastIndexOf(THINK_END) + THINK_END.length());
  }

  /// Of the last turn of the user that is no result of a tool; behind the end where there is none.
  private static int lastQuestion(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      Message message = messages.get(i);
      String content = message.content();
      boolean result =
          content.startsWith("<tool_response>") && content.endsWith("</tool_response>");
      if (message.role() == Role.USER && !result) {
        return i;
      }
    }
    return messages.size();
  }

  private static boolean startsWithSystem(List<Message> messages) {
    return !messages.isEmpty() && messages.getFirst().role() == Role.SYSTEM;
  }

  private static String trimLines(String text) {
    return withoutTrailingLines(withoutLeadingLines(text));
  }

  private static String withoutLeadingLines(String text) {
    int from = 0;
    while (from < text.length() && text.charAt(from) == '\n') {
      from++;
    }
    return text.substring(from);
  }

  private static String withoutTrailingLines(String text) {
    int to = text.length();
    while (to > 0 && text.charAt(to - 1) == '\n') {
      to--;
    }
    return text.substring(0, to);
  }
}
