package fapo.genrm.measure;

import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepPlan.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What is measured: one prompt, or one token each of several sequences.
///
/// @param batch sequences; 0: a prompt of `context` tokens
/// @param context tokens of each sequence
record Work(int batch, int context) {
  /// How many sequences the cache of a pass has room for.
  static final int SEQUENCES = 16;

  /// Further tokens that a sequence has room for.
  static final int ROOM = 64;

  private static final int TOKENS = 256;

  boolean prompt() {
    return batch == 0;
  }

  /// That come out of one step.
  int tokens() {
    return prompt() ? context : batch;
  }

  String name() {
    return prompt() ? "prompt" : "decode B=" + batch;
  }

  StepPlan plan(ForwardPass pass, int round) {
    if (prompt()) {
      int[] prompt = new SplittableRandom(round).ints(context, 0, TOKENS).toArray();
      return new StepPlan(List.of(new Slice(0, prompt, 0, blocks(pass, round % SEQUENCES), 1)));
    }
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      int[] token = {(round * 31 + i) % TOKENS};
      slices.add(new Slice(i, token, context + round % (ROOM / 2), blocks(pass, i), 1));
    }
    return new StepPlan(slices);
  }

  private static int[] blocks(ForwardPass pass, int sequence) {
    int each = pass.cache().blocks() / SEQUENCES;
    return IntStream.range(sequence * each, (sequence + 1) * each).toArray();
  }
}
