package fapo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import fapo.reward.v1.GetGroupRequest;
import fapo.reward.v1.GetGroupResponse;
import fapo.reward.v1.ListGroupsRequest;
import fapo.reward.v1.ListGroupsResponse;
import fapo.reward.v1.ReplayRunRequest;
import fapo.reward.v1.ReplayRunResponse;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;

@GatewayTest
class AuditTest {
  @LocalServerPort private int port;
  private Http http;

  @BeforeEach
  void connect() {
    http = Http.at(port);
  }

  @AfterEach
  void forget() {
    ScriptedPlatform.forget();
  }

  @Test
  void listsAPageOfGroups() throws Exception {
    var seen = new AtomicReference<ListGroupsRequest>();
    var page =
        TextFormat.parse(
            """
            groups { key { run_id: "r" group_id: "g" } status { code: GROUP_STATUS_CODE_OK }
              size: 4 right: 2 flawed: 1 mean_reward: 0.5 }
            next_page_token: "t2"
            """,
            ListGroupsResponse.class);
    ScriptedPlatform.answer(
        "listGroups",
        (ListGroupsRequest request) -> {
          seen.set(request);
          return page;
        });
    http.get(url("/v1/runs/r/groups?step=7&run_attempt=1&page_size=10&page_token=t1"))
        .expectBody()
        .json(
            """
            {"groups": [{"key": {"run_id": "r", "run_attempt": 0, "step": 0, "group_id": "g",
                "group_attempt": 0}, "status": {"code": "ok"}, "size": 4, "right": 2,
                "flawed": 1, "unscored": 0, "mean_reward": 0.5}],
             "next_page_token": "t2"}
            """,
            JsonCompareMode.STRICT);
    assertThat(seen.get())
        .isEqualTo(
            ListGroupsRequest.newBuilder()
                .setRunId("r")
                .setRunAttempt(1)
                .setStep(7)
                .setPageSize(10)
                .setPageToken("t1")
                .build());
  }

  @Test
  void readsNamesWithSlashes() {
    var seen = new AtomicReference<GetGroupRequest>();
    ScriptedPlatform.answer(
        "getGroup",
        (GetGroupRequest request) -> {
          seen.set(request);
          return GetGroupResponse.getDefaultInstance();
        });
    http.get(url("/v1/runs/a%2Fb/groups/gr%C3%BCn%20%3F?step=3&group_attempt=2"))
        .expectStatus()
        .isOk();
    assertThat(seen.get().getKey().getRunId()).isEqualTo("a/b");
    assertThat(seen.get().getKey().getGroupId()).isEqualTo("grün ?");
    assertThat(seen.get().getKey().getStep()).isEqualTo(3);
    assertThat(seen.get().getKey().getGroupAttempt()).isEqualTo(2);
    assertThat(seen.get().getIncludeTexts()).isFalse();
  }

  @Test
  void showsRecordedTextsAndSaysWhichAreNotUtf8() {
    var reply = GetGroupResponse.newBuilder();
    reply.getGroupBuilder().getTaskBuilder().setProblem(ByteString.copyFromUtf8("p"));
    reply
        .getGroupBuilder()
        .addRolloutsBuilder()
        .getSolutionBuilder()
        .setText(ByteString.copyFrom(new byte[] {'a', (byte) 0xFF}));
    reply.getPolicyBuilder().setFlawPenalty(1);
    ScriptedPlatform.answer("getGroup", (GetGroupRequest request) -> reply.build());
    http.get(url("/v1/runs/r/groups/g?texts=true"))
        .expectBody()
        .jsonPath("$.group.task.problem")
        .isEqualTo("p")
        .jsonPath("$.group.rollouts[0].text")
        .isEqualTo("a\uFFFD")
        .jsonPath("$.group.not_utf8[0]")
        .isEqualTo("rollouts[0].text")
        .jsonPath("$.policy.flaw_penalty")
        .isEqualTo(1.0);
  }

  @Test
  void streamsAReplayAsLines() {
    ScriptedPlatform.<ReplayRunRequest, ReplayRunResponse>on(
        "replayRun",
        (request, answer) -> {
          answer.onNext(ReplayRunResponse.newBuilder().setRollouts(4).build());
          var line = ReplayRunResponse.newBuilder().setRollouts(2);
          line.addDifferencesBuilder()
              .setRolloutIndex(1)
              .setField("reward")
              .setRecorded("1.0")
              .setRecomputed("0.0");
          answer.onNext(line.build());
          answer.onCompleted();
        });
    String[] lines = replay();
    assertThat(lines).hasSize(2);
    assertThat(lines[0]).contains("\"rollouts\":4", "\"differences\":[]");
    assertThat(lines[1])
        .contains(
            "{\"rollout_index\":1,\"field\":\"reward\",\"recorded\":\"1.0\",\"recomputed\":\"0.0\"}");
  }

  @Test
  void tellsAFailureInTheMiddleOnTheLastLine() {
    ScriptedPlatform.<ReplayRunRequest, ReplayRunResponse>on(
        "replayRun",
        (request, answer) -> {
          answer.onNext(ReplayRunResponse.newBuilder().setRollouts(4).build());
          answer.onError(Status.UNAVAILABLE.withDescription("database").asException());
        });
    String[] lines = replay();
    assertThat(lines).hasSize(2);
    assertThat(lines[1])
        .startsWith("{\"error\":{\"type\":\"urn:fapo:problem:unavailable\"")
        .contains("database");
  }

  @Test
  void refusesAReplayBeforeItsFirstLine() {
    ScriptedPlatform.fail("replayRun", Status.NOT_FOUND.withDescription("r").asException());
    http.get(url("/v1/runs/r/replay"))
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  private String[] replay() {
    byte[] body =
        http.get(url("/v1/runs/r/replay?run_attempt=1"))
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentType(MediaType.APPLICATION_NDJSON)
            .expectBody()
            .returnResult()
            .getResponseBody();
    return new String(body, java.nio.charset.StandardCharsets.UTF_8).split("\n");
  }

  private String url(String path) {
    return "http://localhost:" + port + path;
  }
}
