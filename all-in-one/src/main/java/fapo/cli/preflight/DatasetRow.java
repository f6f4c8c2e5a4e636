package fapo.cli.preflight;

import com.google.protobuf.ByteString;
import fapo.cli.json.Json;
import fapo.cli.rows.RowException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question with its reference answers, as a data set holds it.
///
/// @param id for people; empty where there is none
/// @param question empty where there is none
/// @param references as the run would get them: what follows `####` in a solution, or its last box,
///     or the whole field
/// @param source the field, and how the reference was taken from it
/// @param boxes contents of the boxes of a field that is a solution
/// @param rollout whether the row is one of several rollouts of its question
record DatasetRow(
    String id,
    String question,
    List<String> references,
    String source,
    List<String> boxes,
    List<String> choices,
    boolean rollout) {

  /// @return null where there is no reference
  static @Nullable DatasetRow of(Json.Fields row, Fields fields) throws RowException {
    Fields.@Nullable Found reference = fields.reference(row);
    if (reference == null) {
      return null;
    }
    Fields.@Nullable Found question = fields.question(row);
    Fields.@Nullable Found choices = fields.choices(row);
    List<String> raw = texts(reference);
    List<String> taken = new ArrayList<>(raw.size());
    List<String> boxes = new ArrayList<>();
    String source = reference.path();
    for (String text : raw) {
      Taken from = Taken.from(text);
      taken.add(from.reference());
      boxes.addAll(from.boxes());
      source = from.how().isEmpty() ? source : reference.path() + " (" + from.how() + ")";
    }
    return new DatasetRow(
        id(row, fields),
        question == null ? "" : question(question),
        taken,
        source,
        boxes,
        choices == null ? List.of() : choices(choices),
        row.values().containsKey("text"));
  }

  /// For people, of any row; empty where there is none.
  static String id(Json.Fields row, Fields fields) {
    Fields.@Nullable Found id = fields.id(row);
    return switch (id == null ? new Json.Null() : id.value()) {
      case Json.Text text -> text.lenient();
      case Json.Numeral(String literal) -> literal;
      case Json.Bool _, Json.Null _, Json.Items _, Json.Fields _ -> "";
    };
  }

  private static List<String> texts(Fields.Found field) throws RowException {
    if (!(field.value() instanceof Json.Items(var items))) {
      return List.of(text(field.value(), field.path()));
    }
    List<String> texts = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      texts.add(text(items.get(i), field.path() + "[" + i + "]"));
    }
    return texts;
  }

  private static String text(Json value, String path) throws RowException {
    return switch (value) {
      case Json.Text(ByteString bytes) when bytes.isValidUtf8() -> bytes.toStringUtf8();
      case Json.Text _ -> throw new RowException(path + ": malformed UTF-8 (expected: UTF-8)");
      case Json.Numeral(String literal) -> literal;
      case Json.Bool(boolean bool) -> String.valueOf(bool);
      case Json.Null() -> "";
      case Json.Items _, Json.Fields _ ->
          throw new RowException(path + ": " + value.kind() + " (expected: a string)");
    };
  }

  // A text, or a chat: the texts of its messages.
  private static String question(Fields.Found field) throws RowException {
    if (!(field.value() instanceof Json.Items(var messages))) {
      return text(field.value(), field.path());
    }
    StringBuilder all = new StringBuilder();
    for (Json message : messages) {
      @Nullable Json content =
          message instanceof Json.Fields(var values) ? values.get("content") : message;
      all.append(text(content == null ? new Json.Null() : content, field.path())).append('\n');
    }
    return all.toString();
  }

  // A list of texts, `{"A": text, …}`, or `{"text": [texts], "label": [letters]}`.
  private static List<String> choices(Fields.Found field) throws RowException {
    if (!(field.value() instanceof Json.Fields(var values))) {
      return texts(field);
    }
    @Nullable Json texts = values.get("text");
    return texts == null
        ? texts(new Fields.Found(field.path(), new Json.Items(List.copyOf(values.values()))))
        : texts(new Fields.Found(field.path() + ".text", texts));
  }
}
