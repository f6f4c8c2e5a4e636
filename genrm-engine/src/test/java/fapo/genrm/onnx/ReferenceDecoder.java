package fapo.genrm.onnx;

import fapo.genrm.checkpoint.Checkpoint;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;
import fapo.genrm.onnx.graph.TensorFloats;
import java.util.HashMap;
import java.util.Map;

/// The decoder in plain loops and float64: what every other way of computing it is held to.
final class ReferenceDecoder {
  private final DecoderSpec spec;
  private final Map<String, float[]> weights = new HashMap<>();

  ReferenceDecoder(Checkpoint checkpoint) {
    this.spec = checkpoint.spec();
    for (String name : checkpoint.tensorNames()) {
      weights.put(name, TensorFloats.read(checkpoint, name));
    }
  }

  /// @return logits `[tokens.length, vocabulary]`
  double[][] logits(int... tokens) {
    double[][] stream = new double[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      stream[t] = row("model.embed_tokens.weight", tokens[t], spec.hidden());
    }
    for (int layer = 0; layer < spec.layers(); layer++) {
      String prefix = "model.layers." + layer + ".";
      addAttention(stream, prefix);
      addFeedForward(stream, prefix);
    }
    String head = spec.tied() ? "model.embed_tokens.weight" : "lm_head.weight";
    double[][] logits = new double[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      logits[t] = project(head, norm("model.norm.weight", stream[t]));
    }
    return logits;
  }

  private void addAttention(double[][] stream, String prefix) {
    int length = stream.length;
    double[][] queries = new double[length][];
    double[][] keys = new double[length][];
    double[][] values = new double[length][];
    for (int t = 0; t < length; t++) {
      double[] normed = norm(prefix + "input_layernorm.weight", stream[t]);
      queries[t] = biased(prefix + "self_attn.q_proj", normed);
      keys[t] = biased(prefix + "self_attn.k_proj", normed);
      values[t] = biased(prefix + "self_attn.v_proj", normed);
      rotateHeads(queries[t], prefix + "self_attn.q_norm.weight", t);
      rotateHeads(keys[t], prefix + "self_attn.k_norm.weight", t);
    }
    for (int t = length - 1; t >= 0; t--) {
      double[] attended = attended(queries[t], keys, values, t);
      addTo(stream[t], project(prefix + "self_attn.o_proj.weight", attended));
    }
  }

  private double[] attended(double[] query, double[][] keys, double[][] values, int position) {
    int size = spec.headSize();
    double[] result = new double[spec.heads() * size];
    for (int head = 0; head < spec.heads(); head++) {
      int shared = head / (spec.heads() / spec.keyValueHeads());
      double[] weights = new double[position + 1];
      double sum = 0;
      for (int key = 0; key <= position; key++) {
        double score = 0;
        for (int d = 0; d < size; d++) {
          score += query[head * size + d] * keys[key][shared * size + d];
        }
        weights[key] = Math.exp(score / Math.sqrt(size));
        sum += weights[key];
      }
      for (int key = 0; key <= position; key++) {
        for (int d = 0; d < size; d++) {
          result[head * size + d] += weights[key] / sum * values[key][shared * size + d];
        }
      }
    }
    return result;
  }

  private void rotateHeads(double[] heads, String normName, int position) {
    int size = spec.headSize();
    for (int head = 0; head < heads.length / size; head++) {
      double[] one = new double[size];
      System.arraycopy(heads, head * size, one, 0, size);
      if (spec.headNorms()) {
        one = norm(normName, one);
      }
      for (int i = 0; i < size / 2; i++) {
        double angle = position * frequency(i);
        double low = one[i];
        double high = one[i + size / 2];
        heads[head * size + i] = low * Math.cos(angle) - high * Math.sin(angle);
        heads[head * size + i + size / 2] = high * Math.cos(angle) + low * Math.sin(angle);
      }
    }
  }

  /// The frequencies as their papers and configurations define them, by wavelength.
  private double frequency(int i) {
    double frequency = Math.pow(spec.rope().theta(), -2.0 * i / spec.headSize());
    return switch (spec.rope().scaling()) {
      case Scaling.None() -> frequency;
      case Scaling.Linear(double factor) -> frequency / factor;
      case Scaling.Llama3(double factor, double low, double high, int original) -> {
        double wavelength = 2 * Math.PI / frequency;
        if (wavelength < original / high) {
          yield frequency;
        }
        if (wavelength > original / low) {
          yield frequency / factor;
        }
        double smooth = (original / wavelength - low) / (high - low);
        yield (1 - smooth) * frequency / factor + smooth * frequency;
      }
    };
  }

  private void addFeedForward(double[][] stream, String prefix) {
    for (double[] token : stream) {
      double[] normed = norm(prefix + "post_attention_layernorm.weight", token);
      double[] gate = project(prefix + "mlp.gate_proj.weight", normed);
      double[] up = project(prefix + "mlp.up_proj.weight", normed);
      for (int i = 0; i < gate.length; i++) {
        gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
      }
      addTo(token, project(prefix + "mlp.down_proj.weight", gate));
    }
  }

  private double[] biased(String name, double[] x) {
    double[] result = project(name + ".weight", x);
    if (spec.attentionBias()) {
      addTo(result, row(name + ".bias", 0, result.length));
    }
    return result;
  }

  private double[] norm(String name, double[] x) {
    double squares = 0;
    for (double value : x) {
      squares += value * value;
    }
    double factor = 1 / Math.sqrt(squares / x.length + spec.normEpsilon());
    double[] result = row(name, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      result[i] *= x[i] * factor;
    }
    return result;
  }

  private double[] project(String name, double[] x) {
    float[] weight = weights.get(name);
    double[] result = new double[weight.length / x.length];
    for (int out = 0; out < result.length; out++) {
      for (int in = 0; in < x.length; in++) {
        result[out] += weight[out * x.length + in] * x[in];
      }
    }
    return result;
  }

  private double[] row(String name, int row, int width) {
    double[] result = new double[width];
    for (int i = 0; i < width; i++) {
      result[i] = weights.get(name)[row * width + i];
    }
    return result;
  }

  private static void addTo(double[] sum, double[] term) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += term[i];
    }
  }
}
