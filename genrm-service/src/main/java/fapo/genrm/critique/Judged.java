package fapo.genrm.critique;

import java.util.ArrayList;
import java.util.List;

/// The part of a solution that is judged: its steps, among the context they answer to.
///
/// @param passages in the order of the solution; the n-th {@link Step} is step n, 0-based
/// @param whole the judged text unsplit, for templates without steps
public record Judged(List<Passage> passages, String whole) {
  public Judged {
    passages = List.copyOf(passages);
  }

  /// A piece of a solution.
  public sealed interface Passage {}

  /// A step the policy wrote.
  public record Step(String text) implements Passage {}

  /// Something said to the policy between its steps, such as the result of a tool.
  public record Context(String speaker, String text) implements Passage {}

  /// The steps alone, in order.
  public List<String> steps() {
    List<String> steps = new ArrayList<>(passages.size());
    for (Passage passage : passages) {
      if (passage instanceof Step(String text)) {
        steps.add(text);
      }
    }
    return steps;
  }

  /// How many steps are judged.
  public int stepCount() {
    int count = 0;
    for (Passage passage : passages) {
      count += passage instanceof Step ? 1 : 0;
    }
    return count;
  }
}
