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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The safetensors files of a directory, mapped: `model.safetensors`, else those that
/// `model.safetensors.index.json` names, as transformers looks for them.
final class WeightFiles {
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  /// A name of a file beside the index: no folder, nothing hidden.
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private final Path directory;
  private final Path listing;
  private final Map<Path, MemorySegment> mapped = new HashMap<>();
  private final SortedMap<String, Tensor> tensors = new TreeMap<>();

  private WeightFiles(Path directory, Path listing) {
    this.directory = directory;
    this.listing = listing;
  }

  static WeightFiles map(Path directory, Arena arena) {
    Path single = directory.resolve(SINGLE);
    Path index = directory.resolve(INDEX);
    if (Files.exists(single, LinkOption.NOFOLLOW_LINKS)) {
      var files = new WeightFiles(directory, single);
      files.add(single, arena);
      return files;
    }
    if (Files.exists(index)) {
      var files = new WeightFiles(directory, index);
      files.addIndexed(arena);
      return files;
    }
    throw new CheckpointException(
        MISSING,
        single,
        "file",
        "absent",
        "this file or " + INDEX + "; other formats are converted by save_pretrained");
  }

  /// The file that says which tensors there are.
  Path listing() {
    return listing;
  }

  /// By name, over all files.
  SortedMap<String, Tensor> tensors() {
    return Collections.unmodifiableSortedMap(tensors);
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

  private void addIndexed(Arena arena) {
    Map<String, String> names = names(listing);
    for (String name : new TreeSet<>(names.values())) {
      if (!PLAIN_NAME.matcher(name).matches()) {
        throw new CheckpointException(
            LAYOUT, listing, "weight_map", name, "the name of a file beside the index");
      }
      add(directory.resolve(name), arena);
    }
    names.forEach((tensor, name) -> requireIn(directory.resolve(name), tensor));
    tensors.values().forEach(tensor -> requireNamed(names, tensor));
  }

  private static Map<String, String> names(Path index) {
    JsonFields fields = JsonFields.read(index);
    return fields
        .object("weight_map")
        .orElseThrow(() -> fields.refusal(MISSING, "weight_map", "an object"))
        .textsByName();
  }

  private void requireIn(Path file, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || !tensor.file().equals(file)) {
      throw new CheckpointException(
          MISSING, file, name, "absent", "a tensor, since " + listing.getFileName() + " says so");
    }
  }

  private void requireNamed(Map<String, String> names, Tensor tensor) {
    if (!names.containsKey(tensor.name())) {
      String expected = "it, since %s holds it".formatted(tensor.file());
      throw new CheckpointException(
          MALFORMED, listing, "weight_map", "no " + tensor.name(), expected);
    }
  }

  private void add(Path file, Arena arena) {
    MemorySegment bytes = mapped(file, arena);
    mapped.put(file, bytes);
    for (Tensor tensor : SafetensorsHeader.read(file, bytes)) {
      Tensor other = tensors.putIfAbsent(tensor.name(), tensor);
      if (other != null) {
        throw new CheckpointException(
            MALFORMED, file, tensor.name(), "a second one", "one; " + other.file() + " has it too");
      }
    }
  }

  private MemorySegment mapped(Path file, Arena arena) {
    if (!Files.isRegularFile(file)) {
      String found = Files.isSymbolicLink(file) ? "a link to none" : "absent";
      throw new CheckpointException(MISSING, file, "file", found, "a file of weights");
    }
    try (FileChannel channel = FileChannel.open(inside(file))) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      throw new CheckpointException(UNREADABLE, file, "file", e, "a readable file", e);
    }
  }

  /// ONNX Runtime reads weights in place only from files inside the model's directory, links
  /// followed. The Hugging Face cache is made of links that leave it.
  private Path inside(Path file) throws IOException {
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
}
