package fapo.genrm.generation;

import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepPlan.Slice;
import fapo.genrm.engine.StepResult;

/// A model that says one text again and again, whatever it is asked: after a prompt of one token it
/// knows by its position how far it is. Says the end after each.
final class ScriptedModel implements ForwardPass {
  private final int[] script;

  /// @param script tokens
  ScriptedModel(int... script) {
    this.script = script.clone();
  }

  @Override
  public CacheShape cache() {
    return new CacheShape(64, 16);
  }

  @Override
  public StepResult run(StepPlan plan) {
    int[] ids = new int[plan.rows() * 2];
    float[] logits = new float[ids.length];
    float[] sums = new float[plan.rows()];
    int row = 0;
    for (Slice slice : plan.slices()) {
      if (slice.rows() > 0) {
        int at = slice.past() + slice.tokens().length - 1;
        ids[2 * row] = at < script.length ? script[at] : CacheModel.END;
        ids[2 * row + 1] = CacheModel.PLAIN + 10;
        logits[2 * row] = (float) Math.log(0.75);
        logits[2 * row + 1] = (float) Math.log(0.25);
        row++;
      }
    }
    return new StepResult(2, ids, logits, sums);
  }
}
