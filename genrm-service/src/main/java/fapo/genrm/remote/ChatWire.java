package fapo.genrm.remote;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The chat completions API, translated once.
final class ChatWire {
  private static final int DETAIL = 200;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ChatWire() {}

  /// One sample to ask for.
  record Ask(
      String model, String prompt, int maxTokens, double temperature, double topP, long seed) {}

  /// One piece of a reply. Counts of tokens are -1 where the piece has none.
  ///
  /// @param text the next piece of the answer
  /// @param progress whether the model wrote something, be it a thought that is not part of the
  ///     answer
  /// @param finish why it stopped; empty while it goes on
  record Piece(
      String text, boolean progress, String finish, int promptTokens, int completionTokens) {}

  static String request(Ask ask) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", ask.model());
    body.putArray("messages").addObject().put("role", "user").put("content", ask.prompt());
    body.put("max_tokens", ask.maxTokens());
    body.put("temperature", ask.temperature());
    body.put("top_p", ask.topP());
    body.put("seed", ask.seed());
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    return JSON.writeValueAsString(body);
  }

  /// @param field where the answer stands in a choice: `delta` of a stream, `message` of a whole
  ///     reply
  static Piece piece(String json, String field) throws ExchangeFailure {
    JsonNode root = read(json);
    if (root.path("error").isObject() || "error".equals(text(root.path("object")))) {
      throw new ExchangeFailure(
          Refusals.verdict(root.path("error").path("code").asInt(500), message(root)));
    }
    JsonNode choice = root.path("choices").path(0);
    String content = text(choice.path(field).path("content"));
    String thought =
        text(choice.path(field).path("reasoning_content"))
            + text(choice.path(field).path("reasoning"));
    JsonNode usage = root.path("usage");
    return new Piece(
        content,
        !content.isEmpty() || !thought.isEmpty(),
        text(choice.path("finish_reason")),
        usage.path("prompt_tokens").asInt(-1),
        usage.path("completion_tokens").asInt(-1));
  }

  /// The ids in a reply of `/models`.
  static List<String> models(String json) throws ExchangeFailure {
    List<String> ids = new ArrayList<>();
    for (JsonNode model : read(json).path("data")) {
      ids.add(text(model.path("id")));
    }
    return ids;
  }

  /// What a refusal says, for people; at most 200 characters.
  static String message(String body) {
    try {
      return message(JSON.readTree(body));
    } catch (JacksonException _) {
      return cut(body.strip());
    }
  }

  private static String message(JsonNode root) {
    JsonNode error = root.path("error").isObject() ? root.path("error") : root;
    String code = text(error.path("code"));
    String message = text(error.path("message"));
    if (message.isEmpty()) {
      message = root.path("error").isString() ? text(root.path("error")) : root.toString();
    }
    return cut(code.isEmpty() ? message : code + ": " + message);
  }

  private static JsonNode read(String json) throws ExchangeFailure {
    try {
      return JSON.readTree(json);
    } catch (JacksonException _) {
      throw ExchangeFailure.fault("reply: " + cut(json) + " (expected: JSON)");
    }
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.stringValue() : "";
  }

  private static String cut(String text) {
    return text.length() <= DETAIL ? text : text.substring(0, DETAIL) + "…";
  }
}
