package fapo.genrm.checkpoint;

import static fapo.genrm.checkpoint.CheckpointException.Reason.MALFORMED;
import static fapo.genrm.checkpoint.CheckpointException.Reason.UNSUPPORTED;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.Checkpoint.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads which tensors a `.safetensors` file holds, and where.
///
/// ```
/// file   = length header data          length: unsigned, 8 bytes, little-endian
/// header = { name: { "dtype", "shape", "data_offsets": [begin, end) }, … , "__metadata__"? }
/// ```
///
/// Offsets count from the start of the data. As the format demands, the tensors cover the data with
/// no gap and no overlap, so a file that was cut off or added to is refused.
final class SafetensorsHeader {
  /// Twice what the 4,096 layers of a decoder need; the format itself allows 100 MB.
  private static final long LONGEST = 16 << 20;

  private static final int PREFIX = Long.BYTES;
  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final long dataStart;
  private final long dataLength;
  private final List<Tensor> tensors = new ArrayList<>();

  private SafetensorsHeader(Path file, long dataStart, long dataLength) {
    this.file = file;
    this.dataStart = dataStart;
    this.dataLength = dataLength;
  }

  /// @param bytes of the whole file
  static List<Tensor> read(Path file, MemorySegment bytes) {
    long size = bytes.byteSize();
    if (size < PREFIX) {
      throw malformed(file, "size", size, "at least 8 bytes");
    }
    long length = bytes.get(LENGTH, 0);
    if (length < 2 || length > LONGEST || length > size - PREFIX) {
      String expected = "2 to %d bytes, within the file's %d".formatted(LONGEST, size);
      throw malformed(file, "header length", Long.toUnsignedString(length), expected);
    }
    MemorySegment text = bytes.asSlice(PREFIX, length);
    if (text.get(ValueLayout.JAVA_BYTE, 0) != '{') {
      throw malformed(file, "header", "begins otherwise", "'{'");
    }
    long dataStart = PREFIX + length;
    var header = new SafetensorsHeader(file, dataStart, size - dataStart);
    return Json.parse(file, text.asByteBuffer(), header::object);
  }

  private List<Tensor> object(JsonParser parser) {
    expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "the header object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("__metadata__")) {
        var _ = parser.skipChildren();
      } else {
        expect(parser, value, JsonToken.START_OBJECT, "an object for " + name);
        tensors.add(tensor(parser, name));
      }
    }
    tensors.sort(Comparator.comparingLong(Tensor::offset).thenComparingLong(Tensor::length));
    refuseGaps();
    return tensors;
  }

  private Tensor tensor(JsonParser parser, String name) {
    String type = "absent";
    List<Long> shape = null;
    List<Long> range = List.of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "dtype" -> {
          expect(parser, value, JsonToken.VALUE_STRING, "a string for dtype of " + name);
          type = parser.getString();
        }
        case "shape" -> shape = longs(parser, name, field);
        case "data_offsets" -> range = longs(parser, name, field);
        default -> throw malformed(file, name, field, "dtype, shape and data_offsets");
      }
    }
    if (shape == null) {
      throw malformed(file, name, "no shape", "dtype, shape and data_offsets");
    }
    return placed(name, elementType(name, type), shape, range);
  }

  private List<Long> longs(JsonParser parser, String name, String field) {
    String expected = "a list of integers for %s of %s".formatted(field, name);
    expect(parser, parser.currentToken(), JsonToken.START_ARRAY, expected);
    List<Long> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser, parser.currentToken(), JsonToken.VALUE_NUMBER_INT, expected);
      long value = parser.getLongValue();
      if (value < 0) {
        throw malformed(file, name + ": " + field, value, "0 or more");
      }
      values.add(value);
    }
    return values;
  }

  private ElementType elementType(String name, String type) {
    return Stream.of(ElementType.values())
        .filter(known -> known.name().equals(type))
        .findAny()
        .orElseThrow(
            () ->
                new CheckpointException(
                    UNSUPPORTED, file, name, "dtype " + type, "F32, F16 or BF16"));
  }

  private Tensor placed(String name, ElementType type, List<Long> shape, List<Long> range) {
    if (range.size() != 2 || range.get(0) > range.get(1) || range.get(1) > dataLength) {
      String expected = "[begin, end) within the file's %d bytes of data".formatted(dataLength);
      throw malformed(file, name, "data_offsets " + range, expected);
    }
    long length = range.get(1) - range.get(0);
    if (length != length(type, shape)) {
      String found = "%d bytes for %s %s".formatted(length, type, shape);
      throw malformed(file, name, found, "as many as the elements of that shape take");
    }
    return new Tensor(name, type, shape, file, dataStart + range.get(0), length);
  }

  /// What the shape takes, in bytes; -1 where that is more than the file has.
  private long length(ElementType type, List<Long> shape) {
    long most = dataLength / type.size();
    long elements = 1;
    for (long size : shape) {
      if (size != 0 && elements > most / size) {
        return -1;
      }
      elements *= size;
    }
    return elements * type.size();
  }

  private void refuseGaps() {
    long end = dataStart;
    for (Tensor tensor : tensors) {
      if (tensor.offset() != end) {
        String found = "data_offsets begin at %d".formatted(tensor.offset() - dataStart);
        throw malformed(
            file, tensor.name(), found, "%d, after the last".formatted(end - dataStart));
      }
      end += tensor.length();
    }
    if (end != dataStart + dataLength) {
      String expected = "%d, the end of the last tensor".formatted(end);
      throw malformed(file, "size", dataStart + dataLength, expected);
    }
  }

  private void expect(JsonParser parser, JsonToken found, JsonToken wanted, String expected) {
    if (found != wanted) {
      throw malformed(file, Json.place(parser), String.valueOf(found), expected);
    }
  }

  private static CheckpointException malformed(
      Path file, String field, Object value, String expected) {
    return new CheckpointException(MALFORMED, file, field, value, expected);
  }
}
