package fapo.genrm.oracle;

import fapo.genrm.checkpoint.Checkpoint;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.checkpoint.DecoderTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The decoder as its equations stand, one position at a time, in float64 throughout: what the
/// engine's logits are compared with. Slow and plain on purpose: 100 million weights take about a
/// quarter of a second a token.
///
/// ```
/// x  = embedding[token]
/// each layer:  x += O · attention(rope(norm(Q·h)), rope(norm(K·h)), V·h)     h = rms(x)
///              x += Down · (silu(Gate·h) ⊙ Up·h)                             h = rms(x)
/// logits = Output · rms(x)
/// ```
public final class ReferenceDecoder {
  private final DecoderSpec spec;
  private final Table embedding;
  private final List<Layer> layers = new ArrayList<>();
  private final double[] finalNorm;
  private final Table output;
  private final RotaryEmbedding rotary;

  /// Takes a copy of the weights; the checkpoint may be closed afterwards.
  public ReferenceDecoder(Checkpoint checkpoint) {
    this.spec = checkpoint.spec();
    this.embedding = Table.read(checkpoint, DecoderTensors.EMBEDDING);
    for (int layer = 0; layer < spec.layers(); layer++) {
      layers.add(Layer.read(checkpoint, "model.layers." + layer + "."));
    }
    this.finalNorm = Table.vector(checkpoint, DecoderTensors.FINAL_NORM);
    this.output = spec.tied() ? embedding : Table.read(checkpoint, DecoderTensors.OUTPUT);
    this.rotary = new RotaryEmbedding(spec.rope(), spec.headSize());
  }

  /// A sequence without tokens.
  public Sequence begin() {
    return new Sequence();
  }

  /// The logits after each token of a whole prompt.
  ///
  /// @return `[tokens, vocabulary]`
  public double[][] logits(int... tokens) {
    return logitsAt(tokens, IntStream.range(0, tokens.length).toArray());
  }

  /// The logits after some tokens of a whole prompt.
  ///
  /// @param positions of those tokens, 0-based, rising
  /// @return `[positions, vocabulary]`
  public double[][] logitsAt(int[] tokens, int... positions) {
    Sequence sequence = begin();
    double[][] logits = new double[positions.length][];
    for (int i = 0; i < positions.length; i++) {
      while (sequence.length() <= positions[i]) {
        sequence.append(tokens[sequence.length()]);
      }
      logits[i] = sequence.logits();
    }
    return logits;
  }

  /// Continues a prompt with the likeliest token, the lower id among equals, so many times.
  public int[] greedy(int[] prompt, int count) {
    Sequence sequence = begin();
    for (int token : prompt) {
      sequence.append(token);
    }
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = argMax(sequence.logits());
      sequence.append(tokens[i]);
    }
    return tokens;
  }

  /// The index of the largest, the lowest among equals.
  public static int argMax(double... values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /// One sequence and the keys and values of its tokens so far.
  public final class Sequence {
    /// `[layer][position][keyValueHeads * headSize]`
    private final List<List<double[]>> keys = new ArrayList<>();

    private final List<List<double[]>> values = new ArrayList<>();

    /// `[hidden]`, of the last token, after the last layer
    private double[] last = new double[spec.hidden()];

    private Sequence() {
      for (int layer = 0; layer < spec.layers(); layer++) {
        keys.add(new ArrayList<>());
        values.add(new ArrayList<>());
      }
    }

    /// How many tokens it has.
    public int length() {
      return keys.getFirst().size();
    }

    /// Appends a token: computes its key and value in each layer, and what leaves the last one.
    public void append(int token) {
      int position = length();
      last = embedding.row(token);
      for (int layer = 0; layer < spec.layers(); layer++) {
        addAttention(last, layer, position);
        addFeedForward(last, layers.get(layer));
      }
    }

    /// The logits of the token to come; of no use before the first one.
    ///
    /// @return `[vocabulary]`
    public double[] logits() {
      return output.times(rms(last, finalNorm));
    }

    /// Appends a token and gives the logits of the one to come.
    public double[] next(int token) {
      append(token);
      return logits();
    }

    private void addAttention(double[] x, int layer, int position) {
      Layer weights = layers.get(layer);
      double[] h = rms(x, weights.attentionNorm());
      double[] query = weights.query().apply(h);
      double[] key = weights.key().apply(h);
      weights.queryNorm().ifPresent(norm -> normalizeHeads(query, norm));
      weights.keyNorm().ifPresent(norm -> normalizeHeads(key, norm));
      rotary.rotate(query, position);
      rotary.rotate(key, position);
      keys.get(layer).add(key);
      values.get(layer).add(weights.value().apply(h));
      add(x, weights.attentionOutput().times(attention(query, keys.get(layer), values.get(layer))));
    }

    private double[] attention(double[] query, List<double[]> keys, List<double[]> values) {
      int size = spec.headSize();
      int group = spec.heads() / spec.keyValueHeads();
      double[] mixed = new double[query.length];
      for (int head = 0; head < spec.heads(); head++) {
        int shared = head / group * size;
        double[] scores = new double[keys.size()];
        for (int past = 0; past < scores.length; past++) {
          scores[past] = dot(query, head * size, keys.get(past), shared, size) / Math.sqrt(size);
        }
        softmax(scores);
        for (int past = 0; past < scores.length; past++) {
          for (int i = 0; i < size; i++) {
            mixed[head * size + i] += scores[past] * values.get(past)[shared + i];
          }
        }
      }
      return mixed;
    }
  }

  private void addFeedForward(double[] x, Layer weights) {
    double[] h = rms(x, weights.feedForwardNorm());
    double[] gate = weights.gate().times(h);
    double[] up = weights.up().times(h);
    for (int i = 0; i < gate.length; i++) {
      gate[i] = silu(gate[i]) * up[i];
    }
    add(x, weights.down().times(gate));
  }

  private void normalizeHeads(double[] heads, double[] norm) {
    for (int from = 0; from < heads.length; from += norm.length) {
      double[] head = Arrays.copyOfRange(heads, from, from + norm.length);
      System.arraycopy(rms(head, norm), 0, heads, from, norm.length);
    }
  }

  /// `x / √(mean(x²) + ε) ⊙ weight`
  private double[] rms(double[] x, double[] weight) {
    double scale = 1 / Math.sqrt(dot(x, 0, x, 0, x.length) / x.length + spec.normEpsilon());
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * scale * weight[i];
    }
    return y;
  }

  private static double silu(double x) {
    return x / (1 + Math.exp(-x));
  }

  private static void softmax(double[] scores) {
    double most = scores[argMax(scores)];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - most);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
  }

  private static double dot(double[] a, int fromA, double[] b, int fromB, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[fromA + i] * b[fromB + i];
    }
    return sum;
  }

  private static void add(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }
}
