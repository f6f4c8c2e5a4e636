package fapo.genrm.oracle;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.checkpoint.DecoderSpec.Rope;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;
import fapo.genrm.checkpoint.DecoderTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A checkpoint directory of random weights, the same wherever it is written.
///
/// ```java
/// Path model = RandomCheckpoint.tiny(Architecture.QWEN3).write(folder);
/// try (var checkpoint = HuggingFaceCheckpoint.open(model)) { … }
/// ```
///
/// The tokenizer is byte-level without merges: byte `b` is token `b`, and after the bytes follow
/// `<|endoftext|>`, `<|im_start|>` and `<|im_end|>`: 256 to 258. Further rows have no token.
///
/// @param spec of the decoder; at least 259 tokens where text is to be encoded
/// @param type of every tensor
/// @param seed of the values
public record RandomCheckpoint(DecoderSpec spec, ElementType type, long seed) {
  /// Names in order, so that the same checkpoint has the same bytes.
  static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /// Two layers, four heads over two shared ones, tied but for Llama, F32: about 90,000 weights.
  public static RandomCheckpoint tiny(Architecture architecture) {
    var spec =
        new DecoderSpec(
            architecture,
            320,
            64,
            128,
            2,
            4,
            2,
            16,
            512,
            1e-6,
            new Rope(1e6, new Scaling.None()),
            architecture == Architecture.QWEN3,
            architecture == Architecture.QWEN2,
            architecture != Architecture.LLAMA);
    return new RandomCheckpoint(spec, ElementType.F32, 1);
  }

  /// Qwen3, 100.1 million weights: 12 layers of 768, 12 heads over 4 shared ones, 32,000 tokens.
  public static RandomCheckpoint hundredMillion(ElementType type) {
    var spec =
        new DecoderSpec(
            Architecture.QWEN3,
            32_000,
            768,
            2048,
            12,
            12,
            4,
            64,
            4096,
            1e-6,
            new Rope(1e6, new Scaling.None()),
            true,
            false,
            true);
    return new RandomCheckpoint(spec, type, 1);
  }

  public RandomCheckpoint with(ElementType other) {
    return new RandomCheckpoint(spec, other, seed);
  }

  /// The id of `<|im_end|>`, which `generation_config.json` names as the end.
  public int endToken() {
    return ByteTokenizer.end(spec);
  }

  /// The value element `i` of a tensor has, before it is rounded to the type.
  public float value(String tensor, long i) {
    return RandomWeights.of(seed, tensor, DecoderTensors.shapes(spec).get(tensor)).value(i);
  }

  /// Random token ids.
  public int[] tokens(int count) {
    return RandomWeights.tokens(seed, count, spec.vocabulary());
  }

  /// Writes all files, the weights into one.
  ///
  /// @return the directory
  public Path write(Path directory) {
    writeText(directory);
    var file = directory.resolve("model.safetensors");
    SafetensorsWriter.write(file, DecoderTensors.shapes(spec), type, seed);
    return directory;
  }

  /// Writes all files, the weights into several of at most so many bytes, or of one tensor.
  ///
  /// @return the directory
  public Path writeSharded(Path directory, long bytes) {
    writeText(directory);
    List<SequencedMap<String, List<Long>>> shards = shards(bytes);
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < shards.size(); i++) {
      String file = "model-%05d-of-%05d.safetensors".formatted(i + 1, shards.size());
      SafetensorsWriter.write(directory.resolve(file), shards.get(i), type, seed);
      shards.get(i).keySet().forEach(tensor -> files.put(tensor, file));
    }
    var index = Map.of("metadata", Map.of("total_size", totalBytes()), "weight_map", files);
    writeJson(directory.resolve("model.safetensors.index.json"), index);
    return directory;
  }

  private List<SequencedMap<String, List<Long>>> shards(long most) {
    List<SequencedMap<String, List<Long>>> shards = new ArrayList<>();
    long size = 0;
    for (var tensor : DecoderTensors.shapes(spec).entrySet()) {
      long length = SafetensorsWriter.length(type, tensor.getValue());
      if (shards.isEmpty() || size + length > most) {
        shards.add(new LinkedHashMap<>());
        size = 0;
      }
      shards.getLast().put(tensor.getKey(), tensor.getValue());
      size += length;
    }
    return shards;
  }

  private long totalBytes() {
    return DecoderTensors.shapes(spec).values().stream()
        .mapToLong(shape -> SafetensorsWriter.length(type, shape))
        .sum();
  }

  private void writeText(Path directory) {
    try {
      var _ = Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writeJson(directory.resolve("config.json"), config());
    writeJson(directory.resolve("tokenizer.json"), ByteTokenizer.json(spec));
    writeJson(
        directory.resolve("generation_config.json"),
        Map.of("do_sample", false, "eos_token_id", List.of(endToken())));
  }

  /// What `config.json` says, in the spelling of transformers 4.
  Map<String, Object> config() {
    Map<String, Object> config = new HashMap<>();
    config.put("architectures", List.of(className() + "ForCausalLM"));
    config.put("model_type", className().toLowerCase(Locale.ROOT));
    config.put("vocab_size", spec.vocabulary());
    config.put("hidden_size", spec.hidden());
    config.put("intermediate_size", spec.intermediate());
    config.put("num_hidden_layers", spec.layers());
    config.put("num_attention_heads", spec.heads());
    config.put("num_key_value_heads", spec.keyValueHeads());
    config.put("head_dim", spec.headSize());
    config.put("max_position_embeddings", spec.contextLength());
    config.put("rms_norm_eps", spec.normEpsilon());
    config.put("rope_theta", spec.rope().theta());
    scaling().ifPresent(scaling -> config.put("rope_scaling", scaling));
    config.put("hidden_act", "silu");
    config.put("tie_word_embeddings", spec.tied());
    return config;
  }

  private String className() {
    return switch (spec.architecture()) {
      case QWEN3 -> "Qwen3";
      case QWEN2 -> "Qwen2";
      case LLAMA -> "Llama";
    };
  }

  private Optional<Map<String, Object>> scaling() {
    return switch (spec.rope().scaling()) {
      case Scaling.None() -> Optional.empty();
      case Scaling.Linear(double factor) ->
          Optional.of(Map.of("rope_type", "linear", "factor", factor));
      case Scaling.Llama3(double factor, double low, double high, int original) ->
          Optional.of(
              Map.of(
                  "rope_type",
                  "llama3",
                  "factor",
                  factor,
                  "low_freq_factor",
                  low,
                  "high_freq_factor",
                  high,
                  "original_max_position_embeddings",
                  original));
    };
  }

  private static void writeJson(Path file, Object value) {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file, value);
  }
}
