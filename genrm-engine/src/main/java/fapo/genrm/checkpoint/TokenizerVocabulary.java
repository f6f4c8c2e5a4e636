package fapo.genrm.checkpoint;

import static fapo.genrm.checkpoint.CheckpointException.Reason.MALFORMED;
import static fapo.genrm.checkpoint.CheckpointException.Reason.MISMATCH;
import static fapo.genrm.checkpoint.CheckpointException.Reason.MISSING;

import java.nio.file.Path;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Makes sure that `tokenizer.json` names no token the embedding has no row for. Rows without a
/// token are common: tables are padded to a round number.
final class TokenizerVocabulary {
  private static final int LIMIT = 64 << 20;

  private final Path file;
  private final int rows;
  private long tokens;

  private TokenizerVocabulary(Path file, int rows) {
    this.file = file;
    this.rows = rows;
  }

  /// @param rows of the embedding
  static void check(Path file, int rows) {
    var vocabulary = new TokenizerVocabulary(file, rows);
    long found = Json.parse(file, Json.bytes(file, LIMIT), vocabulary::read);
    if (found == 0) {
      throw new CheckpointException(MISSING, file, "model.vocab", "no token", "the vocabulary");
    }
  }

  private long read(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new CheckpointException(
          MALFORMED, file, "JSON", String.valueOf(parser.currentToken()), "an object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("added_tokens") && value == JsonToken.START_ARRAY) {
        readAdded(parser);
      } else if (field.equals("model") && value == JsonToken.START_OBJECT) {
        readModel(parser);
      } else {
        var _ = parser.skipChildren();
      }
    }
    return tokens;
  }

  private void readModel(JsonParser parser) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("vocab") && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String token = parser.currentName();
          var _ = parser.nextToken();
          accept(parser, "model.vocab." + token);
        }
      } else {
        // Unigram models have a list of pieces instead; none of the families has such a one.
        var _ = parser.skipChildren();
      }
    }
  }

  private void readAdded(JsonParser parser) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new CheckpointException(
            MALFORMED, file, "added_tokens", parser.getString(), "objects with an id");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        boolean id = parser.currentName().equals("id");
        var _ = parser.nextToken();
        if (id) {
          accept(parser, "added_tokens.id");
        } else {
          var _ = parser.skipChildren();
        }
      }
    }
  }

  private void accept(JsonParser parser, String token) {
    boolean integer = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    if (!integer || parser.getLongValue() < 0 || parser.getLongValue() >= rows) {
      throw new CheckpointException(
          MISMATCH,
          file,
          token,
          parser.getString(),
          "an id below %d, the embedding's rows".formatted(rows));
    }
    tokens++;
  }
}
