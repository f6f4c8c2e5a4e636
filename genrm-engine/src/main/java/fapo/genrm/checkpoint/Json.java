package fapo.genrm.checkpoint;

import static fapo.genrm.checkpoint.CheckpointException.Reason.MALFORMED;
import static fapo.genrm.checkpoint.CheckpointException.Reason.MISSING;
import static fapo.genrm.checkpoint.CheckpointException.Reason.UNREADABLE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// JSON as checkpoints have it: UTF-8, each name once, nothing after the value. Whatever is not, is
/// refused with the file's name and the place.
final class Json {
  static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  /// The bytes of a file no longer than a limit.
  static ByteBuffer bytes(Path file, int limit) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new CheckpointException(
            MALFORMED, file, "size", "over " + limit, "at most " + limit + " bytes");
      }
      return ByteBuffer.wrap(bytes);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(MISSING, file, "file", "absent", "a readable file", e);
    } catch (IOException e) {
      throw new CheckpointException(UNREADABLE, file, "file", e, "a readable file", e);
    }
  }

  /// Reads one value from the text and makes sure that nothing follows it.
  static <T> T parse(Path file, ByteBuffer utf8, Function<JsonParser, T> value) {
    // Decoded here: from bytes the parser would guess an encoding, and its errors with it.
    String text = decoded(file, utf8);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      T read = value.apply(parser);
      if (parser.nextToken() != null) {
        throw new CheckpointException(
            MALFORMED, file, place(parser), parser.currentToken(), "nothing after the JSON value");
      }
      return read;
    } catch (JacksonException e) {
      throw refusal(file, e);
    }
  }

  static CheckpointException refusal(Path file, JacksonException e) {
    var at = e.getLocation();
    String place =
        at == null ? "JSON" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    return new CheckpointException(
        MALFORMED, file, place, e.getOriginalMessage(), "JSON in UTF-8, each name once", e);
  }

  static String place(JsonParser parser) {
    var at = parser.currentTokenLocation();
    return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static String decoded(Path file, ByteBuffer utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw new CheckpointException(MALFORMED, file, "encoding", "not UTF-8", "JSON in UTF-8", e);
    }
  }
}
