package fapo.genrm.checkpoint;

import static fapo.genrm.checkpoint.CheckpointException.Reason.LAYOUT;
import static fapo.genrm.checkpoint.CheckpointException.Reason.MALFORMED;
import static fapo.genrm.checkpoint.CheckpointException.Reason.MISSING;
import static fapo.genrm.checkpoint.CheckpointException.Reason.UNREADABLE;

import fapo.genrm.checkpoint.Checkpoint.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The safetensors files of a directory, mapped: `model.safetensors`, else those that
/// `model.safetensors.index.json` names, as transformers looks for them.
///
/// @param listing the file that says which tensors there are
/// @param mapped each file's bytes
/// @param tensors by name, over all files
record WeightFiles(
    Path listing, Map<Path, MemorySegment> mapped, SortedMap<String, Tensor> tensors) {
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  /// A name of a file beside the index: no folder, nothing hidden.
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  static WeightFiles map(Path directory, Arena arena) {
    Path single = directory.resolve(SINGLE);
    Path index = directory.resolve(INDEX);
    if (Files.exists(single)) {
      var files = new WeightFiles(single, new TreeMap<>(), new TreeMap<>());
      files.add(directory, SINGLE, arena);
      return files;
    }
    if (Files.exists(index)) {
      return indexed(directory, index, arena);
    }
    throw new CheckpointException(
        MISSING,
        single,
        "file",
        "absent",
        "this file or " + INDEX + "; other formats are converted by save_pretrained");
  }

  private static WeightFiles indexed(Path directory, Path index, Arena arena) {
    var files = new WeightFiles(index, new TreeMap<>(), new TreeMap<>());
    SequencedMap<String, String> names = names(index);
    for (String name : new TreeSet<>(names.values())) {
      if (!PLAIN_NAME.matcher(name).matches()) {
        throw new CheckpointException(
            LAYOUT, index, "weight_map", name, "the name of a file beside the index");
      }
      files.add(directory, name, arena);
    }
    names.forEach((tensor, name) -> files.refuseUnlessIn(tensor, directory.resolve(name)));
    for (Tensor tensor : files.tensors.values()) {
      if (!names.containsKey(tensor.name())) {
        throw new CheckpointException(
            MALFORMED,
            index,
            "weight_map",
            "no " + tensor.name(),
            "it, since " + tensor.file() + " holds it");
      }
    }
    return files;
  }

  private static SequencedMap<String, String> names(Path index) {
    JsonFields fields = JsonFields.read(index);
    return fields
        .object("weight_map")
        .orElseThrow(() -> fields.refusal(MISSING, "weight_map", "an object"))
        .textsByName();
  }

  private void refuseUnlessIn(String name, Path file) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || !tensor.file().equals(file)) {
      throw new CheckpointException(
          MISSING, file, name, "absent", "a tensor, since " + listing.getFileName() + " says so");
    }
  }

  private void add(Path directory, String name, Arena arena) {
    Path file = directory.resolve(name);
    MemorySegment bytes = mapped(directory, file, arena);
    mapped.put(file, bytes);
    for (Tensor tensor : SafetensorsHeader.read(file, bytes)) {
      Tensor other = tensors.putIfAbsent(tensor.name(), tensor);
      if (other != null) {
        throw new CheckpointException(
            MALFORMED, file, tensor.name(), "a second one", "one; " + other.file() + " has it too");
      }
    }
  }

  private static MemorySegment mapped(Path directory, Path file, Arena arena) {
    if (!Files.exists(file)) {
      throw new CheckpointException(
          MISSING, file, "file", "absent", "a file, since " + INDEX + " names it");
    }
    try (FileChannel channel = FileChannel.open(inside(directory, file))) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      throw new CheckpointException(UNREADABLE, file, "file", e, "a readable file", e);
    }
  }

  /// ONNX Runtime reads weights in place only from files inside the model's directory, links
  /// followed. The Hugging Face cache is made of links that leave it.
  private static Path inside(Path directory, Path file) throws IOException {
    Path real = file.toRealPath();
    if (!real.startsWith(directory.toRealPath())) {
      throw new CheckpointException(
          LAYOUT,
          file,
          "link",
          real,
          "a file inside %s; copy it with `cp -rL`, or fetch it with `hf download --local-dir`"
              .formatted(directory));
    }
    return real;
  }

  /// The bytes of one of these tensors.
  MemorySegment bytes(Tensor tensor) {
    MemorySegment file = mapped.get(tensor.file());
    if (file == null) {
      throw new IllegalArgumentException(
          "tensor: %s in %s (expected: one of this checkpoint)"
              .formatted(tensor.name(), tensor.file()));
    }
    return file.asSlice(tensor.offset(), tensor.length());
  }
}
