package fapo.cli.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import fapo.genrm.v1.Role;
import fapo.reward.v1.FinishReason;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.Split;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupRowsTest {
  private final Heard heard = new Heard();

  private List<GroupRow> read(byte[] bytes) throws IOException {
    List<GroupRow> groups = new ArrayList<>();
    try (GroupRows rows = new GroupRows(new Lines(new ByteArrayInputStream(bytes)), heard)) {
      for (GroupRow group = rows.next(); group != null; group = rows.next()) {
        groups.add(group);
      }
    }
    return groups;
  }

  private List<GroupRow> read(String... lines) throws IOException {
    return read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static String plain(String more) {
    return "{\"problem\": \"p\", \"ground_truth\": \"3\", " + more + "}";
  }

  @Test
  void readsAGroupALine() throws IOException {
    GroupRow row =
        read("""
            {"group_id": "g", "problem": "p", "ground_truth": 3, "split": "test", "rollouts": [\
            {"id": "a", "text": "3", "answer_correct": true, "finish_reason": "stop", \
            "response_tokens": 7, "generator": "m"}, \
            {"text": "4"}]}""")
            .getFirst();

    assertThat(row.group().getKey().getGroupId()).isEqualTo("g");
    assertThat(row.group().getTask().getReferencesList())
        .containsExactly(ByteString.copyFromUtf8("3"));
    assertThat(row.group().getTask().getSplit()).isEqualTo(Split.SPLIT_TEST);
    Rollout first = row.group().getRollouts(0);
    assertThat(first.getRolloutId()).isEqualTo("a");
    assertThat(first.getFinishReason()).isEqualTo(FinishReason.FINISH_REASON_STOP);
    assertThat(first.getResponseTokens()).isEqualTo(7);
    assertThat(row.labels()).containsExactly(Optional.of(true), Optional.empty());
    assertThat(heard.refused).isEmpty();
    assertThat(heard.unknown).isEmpty();
  }

  @Test
  void groupsConsecutiveRolloutsOfOneName() throws IOException {
    List<GroupRow> groups =
        read(
            plain("\"text\": \"a\", \"group_id\": \"x\""),
            plain("\"text\": \"b\", \"group_id\": \"x\""),
            plain("\"text\": \"c\", \"group_id\": \"y\""));

    assertThat(groups)
        .extracting(row -> row.group().getKey().getGroupId())
        .containsExactly("x", "y");
    assertThat(groups).extracting(row -> row.group().getRolloutsCount()).containsExactly(2, 1);
    assertThat(groups).extracting(GroupRow::line).containsExactly(1L, 3L);
  }

  @Test
  void groupsConsecutiveRolloutsOfOneProblem() throws IOException {
    List<GroupRow> groups =
        read(
            plain("\"text\": \"a\""),
            plain("\"text\": \"b\""),
            "{\"problem\": \"q\", \"ground_truth\": \"3\", \"text\": \"c\"}");

    assertThat(groups)
        .extracting(row -> row.group().getKey().getGroupId())
        .containsExactly("line-1", "line-3");
    assertThat(groups).extracting(row -> row.group().getRolloutsCount()).containsExactly(2, 1);
  }

  @Test
  void namesBadLinesAndUsesTheRest() throws IOException {
    List<GroupRow> groups =
        read(
            plain("\"text\": \"a\", \"group_id\": \"x\""),
            "{broken",
            "[1]",
            plain("\"group_id\": \"x\""),
            plain("\"text\": 7.5, \"answer_correct\": \"yes\""),
            "{\"group_id\": \"g\", \"ground_truth\": \"3\", \"rollouts\": [{\"text\": {}}]}",
            plain("\"text\": \"b\", \"group_id\": \"x\""),
            "{\"problem\": \"q\", \"ground_truth\": \"3\", \"text\": \"c\", \"group_id\": \"x\"}",
            plain("\"text\": \"d\", \"group_id\": \"z\""),
            plain("\"text\": \"e\", \"group_id\": \"x\""));

    assertThat(groups).extracting(row -> row.group().getRolloutsCount()).containsExactly(2, 1);
    assertThat(heard.refused)
        .containsExactly(
            "2: not JSON: column 2: 'b' (expected: a field name in quotes)",
            "3: a list (expected: an object)",
            "4: text: missing",
            "5: answer_correct: a string (expected: true or false)",
            "6: rollouts[0].text: an object (expected: a string)",
            "8: problem, ground_truth: not those of line 1 (expected: one task for group_id 'x')",
            "10: group_id: 'x' again (expected: each group once, its rollouts on consecutive"
                + " lines)");
  }

  @Test
  void handsEveryByteOfATextOn() throws IOException {
    byte[] before = "{\"ground_truth\": \"3\", \"text\": \"a".getBytes(StandardCharsets.UTF_8);
    byte[] line = new byte[before.length + 3];
    System.arraycopy(before, 0, line, 0, before.length);
    line[before.length] = (byte) 0xFE;
    line[before.length + 1] = '"';
    line[before.length + 2] = '}';

    ByteString text = read(line).getFirst().group().getRollouts(0).getSolution().getText();

    assertThat(text.toByteArray()).containsExactly('a', 0xFE);
    assertThat(heard.refused).isEmpty();
  }

  @Test
  void readsTextsOfManyMegabytes() throws IOException {
    String text = "x".repeat(20_000_000);

    GroupRow row = read(plain("\"text\": \"" + text + "\"")).getFirst();

    assertThat(row.group().getRollouts(0).getSolution().getText().size()).isEqualTo(20_000_000);
  }

  @Test
  void saysWhichFieldsItDoesNotKnow() throws IOException {
    read(
        plain("\"text\": \"a\", \"txet\": 1"),
        "{\"ground_truth\": \"3\", \"rollouts\": [{\"text\": \"a\", \"temperature\": 1}]}");

    assertThat(heard.unknown).containsExactly("1: txet", "2: rollouts[0].temperature");
  }

  @Test
  void readsTurnsAndSteps() throws IOException {
    GroupRow row =
        read("{\"ground_truth\": [\"3\", \"three\"], \"rollouts\": [{\"turns\": [{\"role\":"
                + " \"tool\", \"content\": \"c\", \"tool_name\": \"t\"}]}, {\"steps\": [\"s\"]}]}")
            .getFirst();

    assertThat(row.group().getTask().getReferencesCount()).isEqualTo(2);
    assertThat(row.group().getRollouts(0).getSolution().getTurns().getTurns(0).getRole())
        .isEqualTo(Role.ROLE_TOOL);
    assertThat(row.group().getRollouts(1).getSolution().getStepsCount()).isEqualTo(1);
  }
}
