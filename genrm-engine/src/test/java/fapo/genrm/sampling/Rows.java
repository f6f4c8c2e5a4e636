package fapo.genrm.sampling;

import fapo.genrm.engine.StepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// Rows of logits for tests.
final class Rows {
  private Rows() {}

  /// One row with all of the vocabulary: token `i` has probability `probabilities[i]`.
  static StepResult of(double... probabilities) {
    return top(probabilities.length, probabilities);
  }

  /// One row with the likeliest tokens only; `logSumExp` is over all, with logits shifted by 3.
  static StepResult top(int width, double... probabilities) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble((Integer i) -> -probabilities[i]));
    int[] ids = new int[width];
    float[] logits = new float[width];
    for (int i = 0; i < width; i++) {
      ids[i] = order.get(i);
      logits[i] = (float) (Math.log(probabilities[ids[i]]) + 3);
    }
    return new StepResult(width, ids, logits, new float[] {3});
  }

  static StepResult raw(float logSumExp, float... logits) {
    int[] ids = new int[logits.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i;
    }
    return new StepResult(ids.length, ids, logits, new float[] {logSumExp});
  }

  /// Several rows as one result.
  static StepResult stack(List<StepResult> rows) {
    int width = rows.getFirst().width();
    int[] ids = new int[width * rows.size()];
    float[] logits = new float[ids.length];
    float[] sums = new float[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i).ids(), 0, ids, i * width, width);
      System.arraycopy(rows.get(i).logits(), 0, logits, i * width, width);
      sums[i] = rows.get(i).logSumExp()[0];
    }
    return new StepResult(width, ids, logits, sums);
  }

  static double[] random(RandomGenerator random, int vocabulary) {
    double[] weights = new double[vocabulary];
    double sum = 0;
    for (int i = 0; i < vocabulary; i++) {
      weights[i] = Math.exp(3 * random.nextGaussian());
      sum += weights[i];
    }
    for (int i = 0; i < vocabulary; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
