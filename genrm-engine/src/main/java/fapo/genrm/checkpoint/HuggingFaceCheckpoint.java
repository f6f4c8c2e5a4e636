package fapo.genrm.checkpoint;

import static fapo.genrm.checkpoint.CheckpointException.Reason.MISSING;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A directory as `save_pretrained` writes it: `config.json`, `tokenizer.json`, weights in
/// safetensors, and maybe `generation_config.json`. Qwen3, Qwen2 and Llama decoders are read.
///
/// Weights are mapped, not copied: opening costs the headers, and a weight comes from disk when it
/// is first looked at. Any thread may look until {@link #close}. A file that shrinks while it is
/// open is the operator's mistake, and ends in an `InternalError` at the next look.
public final class HuggingFaceCheckpoint implements Checkpoint {
  private final DecoderSpec spec;
  private final GenerationDefaults generation;
  private final WeightFiles files;
  private final SortedMap<String, Tensor> tensors;
  private final Arena arena;
  private volatile @Nullable String hash;

  private HuggingFaceCheckpoint(
      DecoderSpec spec, GenerationDefaults generation, Path directory, Arena arena) {
    this.spec = spec;
    this.generation = generation;
    this.files = WeightFiles.map(directory, arena);
    this.tensors = DecoderTensors.match(spec, files);
    this.arena = arena;
  }

  /// Reads and checks everything but the weights' values.
  ///
  /// @throws CheckpointException where anything is missing, malformed or not run here
  public static HuggingFaceCheckpoint open(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CheckpointException(
          MISSING, directory, "directory", "absent", "a checkpoint's directory");
    }
    JsonFields config = JsonFields.read(directory.resolve("config.json"));
    DecoderSpec spec = DecoderConfig.read(config);
    TokenizerVocabulary.check(directory.resolve("tokenizer.json"), spec.vocabulary());
    var generation = GenerationDefaults.read(directory, config, spec.vocabulary());
    return mapped(spec, generation, directory);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with the checkpoint, or here
  private static HuggingFaceCheckpoint mapped(
      DecoderSpec spec, GenerationDefaults generation, Path directory) {
    Arena arena = Arena.ofShared();
    boolean opened = false;
    try {
      var checkpoint = new HuggingFaceCheckpoint(spec, generation, directory, arena);
      opened = true;
      return checkpoint;
    } finally {
      if (!opened) {
        arena.close();
      }
    }
  }

  @Override
  public DecoderSpec spec() {
    return spec;
  }

  /// How it was meant to be sampled, and what ends a generation.
  public GenerationDefaults generation() {
    return generation;
  }

  @Override
  public Set<String> tensorNames() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  @Override
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "tensor: %s (expected: one of the %d in %s)"
              .formatted(name, tensors.size(), files.listing()));
    }
    return tensor;
  }

  @Override
  public MemorySegment bytes(Tensor tensor) {
    return files.bytes(tensor);
  }

  /// Reads every weight the first time; about 0.8 s of processor time per gigabyte.
  @Override
  public String weightsHash() {
    String known = hash;
    if (known == null) {
      known = WeightsHash.of(tensors.values(), files::bytes);
      hash = known;
    }
    return known;
  }

  /// Unmaps the files; segments handed out can no longer be read.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
