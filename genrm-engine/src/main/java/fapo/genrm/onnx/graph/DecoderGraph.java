package fapo.genrm.onnx.graph;

import fapo.genrm.checkpoint.Checkpoint;
import fapo.genrm.checkpoint.DecoderSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Emits the decoder as ONNX: embedding, layers of attention and gated feed-forward with a running
/// residual, and a head that returns candidates and the log-sum-exp of the wanted rows only.
///
/// Inputs and outputs are those of {@link GraphNames}.
public final class DecoderGraph {
  /// Domain of this project's own operators.
  public static final String OWN_DOMAIN = Op.OWN_DOMAIN;

  /// Name of the own attention operator: query, key and value in, what was attended to out, its
  /// layer as an attribute.
  public static final String OWN_ATTENTION = Op.OWN_PAGED_ATTENTION.name();

  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String HEAD = "lm_head.weight";

  private final DecoderSpec spec;
  private final ModelWriter writer = new ModelWriter();
  private final Weights weights;
  private final AttentionNode attention;
  private final TensorType computed;
  private final Settings settings;

  /// Who computes attention, and where.
  public enum Variant {
    /// This project's own operator, on the CPU, over pages: float32.
    JAVA_PAGED,
    /// ONNX Runtime's `GroupQueryAttention`, on the CPU, over one contiguous cache per sequence:
    /// float32.
    GROUP_QUERY,
    /// ONNX Runtime's `PagedAttention`, on CUDA: bfloat16.
    CUDA_PAGED
  }

  /// @param positions how far the tables of the rotary embedding reach; the own operator brings its
  ///     own tables
  /// @param candidates how many each row returns, at most the vocabulary
  /// @param quantized copies of projections to use in place of the checkpoint's own, on the CPU
  public record Settings(
      Variant variant, int positions, int candidates, Optional<QuantizedCopy> quantized) {}

  /// An ONNX model in memory.
  ///
  /// @param bytes the `ModelProto`
  /// @param weightsFolder what the locations of its external data are relative to
  @SuppressWarnings("ArrayRecordComponent") // handed to ONNX Runtime once
  public record Model(byte[] bytes, Path weightsFolder) {}

  private DecoderGraph(Checkpoint checkpoint, Settings settings) {
    this.spec = checkpoint.spec();
    this.settings = settings;
    this.computed =
        settings.variant() == Variant.CUDA_PAGED ? TensorType.BFLOAT16 : TensorType.FLOAT;
    this.weights = new Weights(checkpoint, writer, computed, settings.quantized());
    int positions = settings.positions();
    this.attention =
        switch (settings.variant()) {
          case JAVA_PAGED -> new JavaPagedAttention(writer);
          case GROUP_QUERY -> new GroupQueryAttention(writer, spec, weights, positions);
          case CUDA_PAGED -> new CudaPagedAttention(writer, spec, weights, positions);
        };
  }

  /// @throws IllegalArgumentException where a tensor is missing, has another shape than the spec
  ///     says, or lies outside the folder of the embedding
  public static Model emit(Checkpoint checkpoint, Settings settings) {
    DecoderGraph graph = new DecoderGraph(checkpoint, settings);
    graph.build();
    return new Model(graph.writer.toBytes(), graph.weights.folder());
  }

  /// Name of the RMS norm's weight on each query head of a layer, `[headSize]`.
  public static String queryNorm(int layer) {
    return layer(layer) + "self_attn.q_norm.weight";
  }

  /// Name of the RMS norm's weight on each key head of a layer, `[headSize]`.
  public static String keyNorm(int layer) {
    return layer(layer) + "self_attn.k_norm.weight";
  }

  static Attribute[] normAttributes(DecoderSpec spec) {
    return new Attribute[] {
      Attribute.of("axis", -1L),
      Attribute.of("epsilon", spec.normEpsilon()),
      Attribute.of("stash_type", 1L)
    };
  }

  private static String layer(int layer) {
    return "model.layers." + layer + ".";
  }

  private void build() {
    declare();
    String embedding = weights.tensor(EMBEDDING, (long) spec.vocabulary(), (long) spec.hidden());
    String residual = writer.apply(Op.GATHER, "embedded", List.of(embedding, GraphNames.INPUT_IDS));
    String normed =
        writer.apply(
            Op.RMS_NORM,
            "normed.0",
            List.of(residual, hiddenNorm(layer(0) + "input_layernorm.weight")),
            normAttributes(spec));
    Stream stream = new Stream(residual, normed);
    for (int layer = 0; layer < spec.layers(); layer++) {
      stream = feedForward(layer, attend(layer, stream));
    }
    head(stream.normed());
  }

  private void declare() {
    Dimension tokens = Dimension.of("T");
    if (settings.variant() == Variant.GROUP_QUERY) {
      writer.input(GraphNames.INPUT_IDS, TensorType.INT64, Dimension.of("S"), tokens);
    } else {
      writer.input(GraphNames.INPUT_IDS, TensorType.INT64, tokens);
    }
    Dimension rows = Dimension.of("R");
    Dimension candidates = Dimension.of(settings.candidates());
    writer.input(GraphNames.LOGIT_ROWS, TensorType.INT64, rows);
    writer.output(GraphNames.TOP_LOGITS, TensorType.FLOAT, rows, candidates);
    writer.output(GraphNames.TOP_IDS, TensorType.INT64, rows, candidates);
    writer.output(GraphNames.LOG_SUM_EXP, TensorType.FLOAT, rows);
    attention.declare();
  }

  private Stream attend(int layer, Stream stream) {
    String prefix = layer(layer) + "self_attn.";
    long queries = (long) spec.heads() * spec.headSize();
    long keys = (long) spec.keyValueHeads() * spec.headSize();
    String attended =
        attention.attend(
            layer,
            new AttentionNode.Projections(
                biased(stream.normed(), prefix + "q_proj", queries),
                biased(stream.normed(), prefix + "k_proj", keys),
                biased(stream.normed(), prefix + "v_proj", keys)));
    String output =
        weights.project(
            attended, prefix + "o_proj.weight", prefix + "output", spec.hidden(), queries);
    return advance(stream, output, layer(layer) + "post_attention_layernorm.weight");
  }

  private String biased(String x, String name, long out) {
    String projected = weights.project(x, name + ".weight", name, out, spec.hidden());
    if (!spec.attentionBias()) {
      return projected;
    }
    String bias = weights.tensor(name + ".bias", out);
    return writer.apply(Op.ADD, name + ".biased", List.of(projected, bias));
  }

  private Stream feedForward(int layer, Stream stream) {
    String prefix = layer(layer) + "mlp.";
    long wide = spec.intermediate();
    long hidden = spec.hidden();
    String gate =
        weights.project(
            stream.normed(), prefix + "gate_proj.weight", prefix + "gate", wide, hidden);
    String up =
        weights.project(stream.normed(), prefix + "up_proj.weight", prefix + "up", wide, hidden);
    // With factor 1 this is x · sigmoid(x), and it has kernels in every type.
    String silu =
        writer.apply(Op.QUICK_GELU, prefix + "silu", List.of(gate), Attribute.of("alpha", 1.0));
    String gated = writer.apply(Op.MUL, prefix + "gated", List.of(silu, up));
    String down =
        weights.project(gated, prefix + "down_proj.weight", prefix + "down", hidden, wide);
    return advance(stream, down, nextNorm(layer));
  }

  private String nextNorm(int layer) {
    return layer + 1 < spec.layers()
        ? layer(layer + 1) + "input_layernorm.weight"
        : "model.norm.weight";
  }

  /// Adds to the residual and normalises the sum, in one node.
  private Stream advance(Stream stream, String added, String norm) {
    Stream next = new Stream(norm + ".residual", norm + ".normed");
    writer.node(
        Op.SKIP_RMS_NORM,
        List.of(stream.residual(), added, hiddenNorm(norm)),
        List.of(next.normed(), "", "", next.residual()),
        Attribute.of("epsilon", spec.normEpsilon()));
    return next;
  }

  private String hiddenNorm(String name) {
    return weights.tensor(name, (long) spec.hidden());
  }

  private void head(String normed) {
    String packed =
        settings.variant() == Variant.GROUP_QUERY
            ? writer.apply(
                Op.RESHAPE,
                "packed",
                List.of(normed, writer.constant("packed.shape", -1, spec.hidden())))
            : normed;
    String rows = writer.apply(Op.GATHER, "rows", List.of(packed, GraphNames.LOGIT_ROWS));
    String projected =
        weights.project(
            rows, spec.tied() ? EMBEDDING : HEAD, "projected", spec.vocabulary(), spec.hidden());
    String logits =
        computed == TensorType.FLOAT
            ? projected
            : writer.apply(
                Op.CAST,
                "logits",
                List.of(projected),
                Attribute.of("to", (long) TensorType.FLOAT.code()));
    writer.node(
        Op.TOP_K,
        List.of(logits, writer.constant("candidates", settings.candidates())),
        List.of(GraphNames.TOP_LOGITS, GraphNames.TOP_IDS));
    writer.apply(
        Op.REDUCE_LOG_SUM_EXP,
        GraphNames.LOG_SUM_EXP,
        List.of(logits, writer.constant("vocabulary.axis", -1)),
        Attribute.of("keepdims", 0L));
  }

  /// The running state between blocks.
  ///
  /// @param residual name of the sum so far
  /// @param normed name of its RMS norm, input of the next block
  private record Stream(String residual, String normed) {}
}
