package fapo.genrm.checkpoint;

import static fapo.genrm.checkpoint.CheckpointException.Reason.MISMATCH;
import static fapo.genrm.checkpoint.CheckpointException.Reason.MISSING;
import static fapo.genrm.checkpoint.CheckpointException.Reason.UNSUPPORTED;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.Checkpoint.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which tensors a decoder has, by its shape: names as in the files, rows first.
public final class DecoderTensors {
  public static final String EMBEDDING = "model.embed_tokens.weight";
  public static final String FINAL_NORM = "model.norm.weight";
  public static final String OUTPUT = "lm_head.weight";

  /// Frequencies that old Llama checkpoints store and every reader computes anew.
  private static final String STORED_FREQUENCIES = ".self_attn.rotary_emb.inv_freq";

  private DecoderTensors() {}

  /// Every tensor and its shape, in the order a forward pass meets them.
  public static SequencedMap<String, List<Long>> shapes(DecoderSpec spec) {
    SequencedMap<String, List<Long>> shapes = new LinkedHashMap<>();
    shapes.put(EMBEDDING, shape(spec.vocabulary(), spec.hidden()));
    for (int layer = 0; layer < spec.layers(); layer++) {
      putAttention(shapes, "model.layers." + layer + ".", spec);
      putFeedForward(shapes, "model.layers." + layer + ".", spec);
    }
    shapes.put(FINAL_NORM, shape(spec.hidden()));
    if (!spec.tied()) {
      shapes.put(OUTPUT, shape(spec.vocabulary(), spec.hidden()));
    }
    return Collections.unmodifiableSequencedMap(shapes);
  }

  private static void putAttention(Map<String, List<Long>> shapes, String layer, DecoderSpec spec) {
    int query = spec.heads() * spec.headSize();
    int shared = spec.keyValueHeads() * spec.headSize();
    String attention = layer + "self_attn.";
    shapes.put(layer + "input_layernorm.weight", shape(spec.hidden()));
    shapes.put(attention + "q_proj.weight", shape(query, spec.hidden()));
    shapes.put(attention + "k_proj.weight", shape(shared, spec.hidden()));
    shapes.put(attention + "v_proj.weight", shape(shared, spec.hidden()));
    if (spec.attentionBias()) {
      shapes.put(attention + "q_proj.bias", shape(query));
      shapes.put(attention + "k_proj.bias", shape(shared));
      shapes.put(attention + "v_proj.bias", shape(shared));
    }
    if (spec.headNorms()) {
      shapes.put(attention + "q_norm.weight", shape(spec.headSize()));
      shapes.put(attention + "k_norm.weight", shape(spec.headSize()));
    }
    shapes.put(attention + "o_proj.weight", shape(spec.hidden(), query));
  }

  private static void putFeedForward(
      Map<String, List<Long>> shapes, String layer, DecoderSpec spec) {
    shapes.put(layer + "post_attention_layernorm.weight", shape(spec.hidden()));
    shapes.put(layer + "mlp.gate_proj.weight", shape(spec.intermediate(), spec.hidden()));
    shapes.put(layer + "mlp.up_proj.weight", shape(spec.intermediate(), spec.hidden()));
    shapes.put(layer + "mlp.down_proj.weight", shape(spec.hidden(), spec.intermediate()));
  }

  /// The decoder's tensors among those of the files: each there, of its shape, all of one element
  /// type, and nothing beside them that the computation would miss.
  static SortedMap<String, Tensor> match(DecoderSpec spec, WeightFiles files) {
    Map<String, List<Long>> shapes = shapes(spec);
    SortedMap<String, Tensor> matched = new TreeMap<>();
    shapes.forEach((name, shape) -> matched.put(name, expected(files, name, shape)));
    Tensor embedding = expected(files, EMBEDDING, shape(spec.vocabulary(), spec.hidden()));
    for (Tensor tensor : files.tensors().values()) {
      if (spec.tied() && tensor.name().equals(OUTPUT)) {
        requireSameBytes(files, tensor, embedding);
      } else if (shapes.containsKey(tensor.name())) {
        requireType(tensor, embedding.type());
      } else if (!tensor.name().endsWith(STORED_FREQUENCIES)) {
        throw new CheckpointException(
            UNSUPPORTED,
            tensor.file(),
            tensor.name(),
            "a tensor of shape " + tensor.shape(),
            "none, by config.json");
      }
    }
    return matched;
  }

  private static Tensor expected(WeightFiles files, String name, List<Long> shape) {
    Tensor tensor = files.tensors().get(name);
    if (tensor == null) {
      throw new CheckpointException(
          MISSING, files.listing(), name, "absent", "a tensor of shape " + shape);
    }
    if (!tensor.shape().equals(shape)) {
      throw refusal(tensor, tensor.shape(), shape + ", by config.json");
    }
    return tensor;
  }

  private static void requireType(Tensor tensor, ElementType type) {
    if (tensor.type() != type) {
      throw refusal(tensor, tensor.type(), type + ", as " + EMBEDDING);
    }
  }

  private static void requireSameBytes(WeightFiles files, Tensor output, Tensor embedding) {
    if (files.bytes(output).mismatch(files.bytes(embedding)) >= 0) {
      throw refusal(output, "other values", EMBEDDING + "'s, since tie_word_embeddings is true");
    }
  }

  private static CheckpointException refusal(Tensor tensor, Object value, String expected) {
    return new CheckpointException(MISMATCH, tensor.file(), tensor.name(), value, expected);
  }

  private static List<Long> shape(int... sizes) {
    return Arrays.stream(sizes).asLongStream().boxed().toList();
  }
}
