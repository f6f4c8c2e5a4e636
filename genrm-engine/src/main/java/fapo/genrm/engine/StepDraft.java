package fapo.genrm.engine;

import fapo.genrm.engine.StepPlan.Slice;
import java.util.ArrayList;
import java.util.List;

/// A plan in the making: slices until the budget is used up.
final class StepDraft {
  private final List<Slice> slices = new ArrayList<>();
  private int room;

  /// @param budget in tokens
  StepDraft(int budget) {
    room = budget;
  }

  /// Tokens that can still be added.
  int room() {
    return room;
  }

  /// As many of the sequence's pending tokens as there is room for; logits behind the last.
  void add(Sequence sequence) {
    int pending = sequence.pending();
    int count = Math.min(pending, room);
    if (count == 0) {
      return;
    }
    int past = sequence.blocks().filled();
    int[] tokens = sequence.tokens.slice(past, past + count);
    int rows = count == pending ? 1 : 0;
    slices.add(new Slice(sequence.id, tokens, past, sequence.blocks().blocks(), rows));
    room -= count;
  }

  Step step() {
    return slices.isEmpty() ? new Step.Idle() : new Step.Run(new StepPlan(slices));
  }
}
