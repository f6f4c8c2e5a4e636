package fapo.genrm.tokenizer;

import static fapo.genrm.tokenizer.ChatTemplate.recognize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.genrm.tokenizer.ChatTemplate.Options;
import fapo.genrm.tokenizer.Message.Role;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatTemplateTest {
  private static final Options ANSWER = new Options(true, true);

  record Row(
      String name, ChatTemplate form, List<Message> messages, Options options, String expected) {}

  static Stream<Row> rows() {
    JsonNode root =
        JsonMapper.builder().build().readTree(TestTokenizer.FOLDER.resolve("chats.json"));
    return StreamSupport.stream(root.spliterator(), false).map(ChatTemplateTest::row);
  }

  private static Row row(JsonNode node) {
    List<Message> messages =
        StreamSupport.stream(node.path("messages").spliterator(), false)
            .map(
                message ->
                    new Message(
                        Role.valueOf(message.path("role").asString().toUpperCase(Locale.ROOT)),
                        message.path("content").asString()))
            .toList();
    return new Row(
        node.path("name").asString(),
        ChatTemplate.valueOf(node.path("form").asString()),
        messages,
        new Options(
            node.path("add_generation_prompt").asBoolean(),
            node.path("enable_thinking").asBoolean()),
        node.path("expected").asString());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void rendersAsTheCheckpointsTemplateDoes(Row row) {
    assertThat(row.form().render(row.messages(), row.options()).text()).isEqualTo(row.expected());
  }

  @Test
  void readsEveryRow() {
    assertThat(rows()).hasSize(120);
  }

  @Test
  void rendersAJudgesPromptForQwen3() {
    List<Message> messages = List.of(Message.system("Judge."), Message.user("1 + 1 = 3"));
    assertThat(ChatTemplate.QWEN3.render(messages, new Options(true, false)).text())
        .isEqualTo(
            """
            <|im_start|>system
            Judge.<|im_end|>
            <|im_start|>user
            1 + 1 = 3<|im_end|>
            <|im_start|>assistant
            <think>

            </think>

            """);
  }

  @Test
  void opensTheThoughtWhereTheCheckpointAlwaysThinks() {
    Prompt prompt = ChatTemplate.QWEN3_THINKING.render(List.of(Message.user("Hi")), ANSWER);
    assertThat(prompt.text()).endsWith("<|im_start|>assistant\n<think>\n");
    assertThat(prompt.thinking()).isTrue();
  }

  @Test
  void bringsItsOwnSystemTurnForQwen25() {
    String system = "<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful";
    assertThat(ChatTemplate.QWEN2_5.render(List.of(Message.user("Hi")), ANSWER).text())
        .startsWith(system);
    assertThat(
            ChatTemplate.QWEN2_5
                .render(List.of(Message.system("S"), Message.user("Hi")), ANSWER)
                .text())
        .startsWith("<|im_start|>system\nS<|im_end|>");
  }

  @Test
  void knowsWhatWasSaid() {
    Prompt prompt = ChatTemplate.CHATML.render(List.of(Message.user("Hi")), ANSWER);
    Prompt.Range said = prompt.contents().getFirst();
    assertThat(prompt.text().substring(said.from(), said.to())).isEqualTo("Hi");
  }

  @Test
  void recognizesTheForms() {
    assertThat(recognize("<|im_start|> <|im_end|> {{ content }}")).isEqualTo(ChatTemplate.CHATML);
    assertThat(recognize("<|im_start|> <|im_end|> </think> enable_thinking"))
        .isEqualTo(ChatTemplate.QWEN3);
    assertThat(recognize("<|im_start|> <|im_end|> </think>"))
        .isEqualTo(ChatTemplate.QWEN3_THINKING);
    assertThat(
            recognize(
                "<|im_start|> <|im_end|> You are Qwen, created by Alibaba Cloud. You are a helpful"
                    + " assistant."))
        .isEqualTo(ChatTemplate.QWEN2_5);
  }

  @Test
  void refusesOtherForms() {
    assertThatThrownBy(() -> recognize("[INST] {{ content }} [/INST]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: a form of ChatML");
  }
}
