package fapo.genrm.measure;

import fapo.genrm.engine.StepResult;
import fapo.genrm.sampling.Sampler;
import fapo.genrm.sampling.SamplingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How long it takes to draw the tokens of a step of many sequences, from 64 candidates each.
///
/// ```
/// [ROWS] [STEPS]
/// ```
final class DrawingSpeed {
  private static final int WIDTH = 64;
  private static final double[] TEMPERATURES = {0, 0.6, 1};

  private DrawingSpeed() {}

  public static void main(String[] arguments) {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 256;
    int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
    System.out.println(Machine.describe());
    StepResult result = result(rows);
    Sampler sampler = new Sampler();
    for (double temperature : TEMPERATURES) {
      Medians seconds = new Medians();
      for (int step = -steps; step < steps; step++) {
        int position = step;
        List<Sampler.Draw> draws =
            IntStream.range(0, rows)
                .mapToObj(row -> new SamplingParameters(temperature, 0, 0.95, 0, row))
                .map(parameters -> new Sampler.Draw(parameters, position))
                .toList();
        long start = System.nanoTime();
        var _ = sampler.sample(result, draws);
        if (step >= 0) {
          seconds.add((System.nanoTime() - start) / 1e9);
        }
      }
      System.out.printf(
          "%d rows of %d candidates, temperature %.1f, top-p 0.95: %.0f µs a step%n",
          rows, WIDTH, temperature, seconds.median() * 1e6);
    }
  }

  /// Logits that fall as those of text do: the first few hold most.
  private static StepResult result(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    int[] ids = new int[rows * WIDTH];
    float[] logits = new float[rows * WIDTH];
    float[] sums = new float[rows];
    for (int row = 0; row < rows; row++) {
      List<Double> falling = new ArrayList<>();
      for (int i = 0; i < WIDTH; i++) {
        falling.add(20 - 2.5 * Math.log(i + 1.0) - random.nextDouble());
      }
      falling.sort((a, b) -> Double.compare(b, a));
      double sum = 0;
      for (int i = 0; i < WIDTH; i++) {
        ids[row * WIDTH + i] = random.nextInt(100_000);
        logits[row * WIDTH + i] = falling.get(i).floatValue();
        sum += Math.exp(falling.get(i));
      }
      sums[row] = (float) Math.log(sum * 1.02);
    }
    return new StepResult(WIDTH, ids, logits, sums);
  }
}
