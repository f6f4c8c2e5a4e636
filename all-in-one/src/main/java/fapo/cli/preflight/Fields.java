package fapo.cli.preflight;

import fapo.cli.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which fields of a row hold its reference, question, options and name: those given, or else the
/// first there is of those that data sets use.
///
/// @param reference a dotted path, for example `reward_model.ground_truth`; empty: known names
public record Fields(String reference, String question, String choices, String id) {
  private static final List<String> REFERENCES =
      List.of(
          "ground_truth",
          "reward_model.ground_truth",
          "gold",
          "reference",
          "references",
          "final_answer",
          "answer",
          "expected_answer",
          "target",
          "solution");
  private static final List<String> QUESTIONS =
      List.of("problem", "question", "prompt", "extra_info.question", "instruction", "input");
  private static final List<String> CHOICES = List.of("choices", "options");
  private static final List<String> IDS =
      List.of("id", "unique_id", "group_id", "extra_info.index", "index");

  /// A field of a row.
  ///
  /// @param path as in the row
  record Found(String path, Json value) {}

  @Nullable Found reference(Json.Fields row) {
    return first(row, reference, REFERENCES);
  }

  @Nullable Found question(Json.Fields row) {
    return first(row, question, QUESTIONS);
  }

  @Nullable Found choices(Json.Fields row) {
    return first(row, choices, CHOICES);
  }

  @Nullable Found id(Json.Fields row) {
    return first(row, id, IDS);
  }

  String expectedReference() {
    return reference.isEmpty() ? String.join(", ", REFERENCES) : reference;
  }

  private static @Nullable Found first(Json.Fields row, String given, List<String> known) {
    for (String path : given.isEmpty() ? known : List.of(given)) {
      @Nullable Json value = at(row, path);
      if (value != null && !(value instanceof Json.Null)) {
        return new Found(path, value);
      }
    }
    return null;
  }

  // A name with dots may be a name as it is.
  private static @Nullable Json at(Json.Fields row, String path) {
    @Nullable Json whole = row.values().get(path);
    int dot = path.indexOf('.');
    if (whole != null || dot < 0) {
      return whole;
    }
    return row.values().get(path.substring(0, dot)) instanceof Json.Fields inner
        ? at(inner, path.substring(dot + 1))
        : null;
  }
}
