package fapo.genrm.checkpoint;

import static fapo.genrm.checkpoint.CheckpointException.Reason.MISMATCH;
import static fapo.genrm.checkpoint.CheckpointException.Reason.MISSING;
import static fapo.genrm.checkpoint.CheckpointException.Reason.UNSUPPORTED;

import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import java.util.List;

/// Reads `config.json` as transformers does: the same defaults where a field is absent, and a
/// refusal for each field whose value would change the computation and is not run here.
final class DecoderConfig {
  private static final int MOST_WIDTH = 1 << 20;
  private static final int MOST_LAYERS = 1 << 12;
  private static final int MOST_ROWS = 1 << 24;

  /// What transformers' `Qwen3Config` takes where `head_dim` is absent.
  private static final int QWEN3_HEAD = 128;

  private final JsonFields config;

  private DecoderConfig(JsonFields config) {
    this.config = config;
  }

  static DecoderSpec read(JsonFields config) {
    return new DecoderConfig(config).spec();
  }

  private DecoderSpec spec() {
    Architecture architecture = architecture();
    refuseWhatIsNotRun();
    int hidden = config.integer("hidden_size", 1, MOST_WIDTH);
    int heads = config.integer("num_attention_heads", 1, MOST_WIDTH);
    return new DecoderSpec(
        architecture,
        config.integer("vocab_size", 1, MOST_ROWS),
        hidden,
        config.integer("intermediate_size", 1, MOST_WIDTH),
        config.integer("num_hidden_layers", 1, MOST_LAYERS),
        heads,
        keyValueHeads(architecture, heads),
        headSize(architecture, hidden, heads),
        config.integer("max_position_embeddings", 1, Integer.MAX_VALUE),
        config.number("rms_norm_eps", eps -> eps > 0 && eps < 1, "above 0, below 1", 1e-6),
        RopeFields.read(config),
        architecture == Architecture.QWEN3,
        architecture == Architecture.QWEN2,
        config.flag("tie_word_embeddings", false));
  }

  private Architecture architecture() {
    String type = config.text("model_type");
    return switch (type) {
      case "qwen3" -> of(Architecture.QWEN3, "Qwen3ForCausalLM");
      case "qwen2" -> of(Architecture.QWEN2, "Qwen2ForCausalLM");
      case "llama" -> of(Architecture.LLAMA, "LlamaForCausalLM");
      default -> {
        String why = type.contains("moe") ? "; mixtures of experts are not run" : "";
        throw config.refusal(UNSUPPORTED, "model_type", "qwen3, qwen2 or llama" + why);
      }
    };
  }

  /// The same body with another head, a classifier say, has another class name.
  private Architecture of(Architecture architecture, String className) {
    List<String> classes = config.texts("architectures");
    if (!classes.isEmpty() && !classes.equals(List.of(className))) {
      throw config.refusal(UNSUPPORTED, "architectures", className);
    }
    return architecture;
  }

  private void refuseWhatIsNotRun() {
    if (config.has("hidden_act") && !config.text("hidden_act").equals("silu")) {
      throw config.refusal(UNSUPPORTED, "hidden_act", "silu");
    }
    for (String flag : List.of("attention_bias", "mlp_bias", "use_sliding_window")) {
      if (config.flag(flag, false)) {
        throw config.refusal(UNSUPPORTED, flag, "false");
      }
    }
    for (String field : List.of("quantization_config", "num_experts", "num_local_experts")) {
      if (config.has(field)) {
        throw config.refusal(UNSUPPORTED, field, "absent: dense weights in F32, F16 or BF16");
      }
    }
    if (!config.texts("layer_types").stream().allMatch("full_attention"::equals)) {
      throw config.refusal(UNSUPPORTED, "layer_types", "full_attention in every layer");
    }
  }

  private int keyValueHeads(Architecture architecture, int heads) {
    String name = "num_key_value_heads";
    // Llama checkpoints from before grouped heads leave it out; Qwen's never do.
    int shared =
        architecture == Architecture.LLAMA
            ? config.integer(name, 1, heads, heads)
            : config.integer(name, 1, heads);
    if (heads % shared != 0) {
      throw config.refusal(MISMATCH, name, "a divisor of num_attention_heads, " + heads);
    }
    return shared;
  }

  private int headSize(Architecture architecture, int hidden, int heads) {
    boolean derived = !config.has("head_dim") && architecture != Architecture.QWEN3;
    if (derived && hidden % heads != 0) {
      throw config.refusal(
          MISSING, "head_dim", "a value where hidden_size is no multiple of num_attention_heads");
    }
    int size = derived ? hidden / heads : config.integer("head_dim", 1, MOST_WIDTH, QWEN3_HEAD);
    if (size % 2 != 0 || (long) size * heads > MOST_WIDTH) {
      throw config.refusal(
          MISMATCH,
          "head_dim",
          "an even number, at most %d over all heads; it came to %d".formatted(MOST_WIDTH, size));
    }
    return size;
  }
}
