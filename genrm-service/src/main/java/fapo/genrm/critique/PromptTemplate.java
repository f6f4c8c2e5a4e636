package fapo.genrm.critique;

import fapo.genrm.critique.Judged.Passage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The texts a generative critic is asked with. A text never changes under its id.
public enum PromptTemplate {
  /// Steps in `<paragraph_i>` tags: what FAPO-GenRM was trained and evaluated on (arXiv 2510.22543,
  /// App. F). Its index is a place, so it must be -1 or a step of the solution.
  FAPO_PARAGRAPH_V1("fapo-paragraph-v1", true, true),
  /// The same without a reference answer: how the paper measures on ProcessBench, which has none.
  FAPO_PARAGRAPH_NOREF_V1("fapo-paragraph-noref-v1", true, false),
  /// The solution as one untagged text: what the published recipe sends while training the policy.
  /// Its index is a flag only, any integer but -1.
  FAPO_RECIPE_V1("fapo-recipe-v1", false, true);

  private final String id;
  private final boolean hasSteps;
  private final boolean hasReference;
  private final String text;

  PromptTemplate(String id, boolean hasSteps, boolean hasReference) {
    this.id = id;
    this.hasSteps = hasSteps;
    this.hasReference = hasReference;
    this.text = resource(id + ".txt");
  }

  public String id() {
    return id;
  }

  /// Whether an index read from the critique names a step.
  public boolean hasSteps() {
    return hasSteps;
  }

  /// Whether the prompt shows the reference answer.
  public boolean hasReference() {
    return hasReference;
  }

  /// The template with this id.
  public static Optional<PromptTemplate> byId(String id) {
    return Arrays.stream(values()).filter(template -> template.id.equals(id)).findFirst();
  }

  /// Every id, for messages.
  public static String ids() {
    return Arrays.stream(values()).map(PromptTemplate::id).collect(Collectors.joining(", "));
  }

  /// The prompt as the single user message. Braces inside the arguments are text, never a slot.
  public String render(String problem, String reference, Judged judged) {
    String solution = hasSteps ? tagged(judged) : judged.whole();
    StringBuilder prompt =
        new StringBuilder(
            text.length() + problem.length() + reference.length() + solution.length());
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      prompt.append(text, at, open);
      switch (text.substring(open + 1, close)) {
        case "problem" -> prompt.append(problem);
        case "ground_truth" -> prompt.append(reference);
        case "solution" -> prompt.append(solution);
        case String other -> prompt.append('{').append(other).append('}');
      }
      at = close + 1;
    }
    return prompt.append(text, at, text.length()).toString();
  }

  /// `<paragraph_i>` blocks joined by a blank line; context stands untagged between them.
  private static String tagged(Judged judged) {
    StringBuilder blocks = new StringBuilder();
    int index = 0;
    for (Passage passage : judged.passages()) {
      if (!blocks.isEmpty()) {
        blocks.append("\n\n");
      }
      switch (passage) {
        case Judged.Step(String step) -> {
          blocks.append("<paragraph_").append(index).append(">\n").append(step);
          blocks.append("\n</paragraph_").append(index).append('>');
          index++;
        }
        case Judged.Context(String speaker, String said) ->
            blocks.append('[').append(speaker).append("]\n").append(said);
      }
    }
    return blocks.toString();
  }

  private static String resource(String name) {
    try (InputStream in = PromptTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": absent (expected: a resource of this package)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
