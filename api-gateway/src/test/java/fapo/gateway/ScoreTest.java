package fapo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import fapo.reward.v1.ComputeAdvantageRequest;
import fapo.reward.v1.ComputeAdvantageResponse;
import fapo.reward.v1.ScoreCritiquesRequest;
import fapo.reward.v1.ScoreCritiquesResponse;
import fapo.reward.v1.ScoreGroupRequest;
import fapo.reward.v1.ScoreGroupResponse;
import fapo.reward.v1.ScoreRolloutRequest;
import fapo.reward.v1.ScoreRolloutResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.json.JsonCompareMode;

@GatewayTest
class ScoreTest {
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
  void carriesEveryFieldOfAGroupOver() throws Exception {
    var seen = new AtomicReference<ScoreGroupRequest>();
    ScriptedPlatform.answer(
        "scoreGroup",
        (ScoreGroupRequest request) -> {
          seen.set(request);
          return ScoreGroupResponse.getDefaultInstance();
        });
    http.post(
            "/v1/score",
            """
            {"key": {"run_id": "r", "run_attempt": 1, "step": 2, "group_id": "g", "group_attempt": 3},
             "task": {"problem": "é", "references": ["1", "2"], "split": "test"},
             "rollouts": [
               {"rollout_index": 0, "rollout_id": "a", "text": "NUL \\u0000 and \\ud83d\\ude00",
                "steps": ["s"], "finish_reason": "length", "response_tokens": 9,
                "policy_version_min": -1, "policy_version_max": 4},
               {"turns": [{"role": "tool", "content": "c", "trainable": false, "tool_name": "t"}]}],
             "policy": {"preset": "fapo_robust", "flaw_penalty": 0.5, "on_undecided": "wrong",
               "on_missing_verdict": "mask", "answer_when": "group", "allow_demo_critic": true,
               "confirmations": 2,
               "overlong": {"max_response_tokens": 10, "buffer_tokens": 4, "penalty_factor": 2},
               "advantage": {"estimator": "grpo_leave_one_out", "epsilon": 0, "min_spread": 0.1,
                 "min_scored": 2, "group_of_one": "raw"},
               "verify": {"mode": "fapo_recipe", "kind": "choice", "form": "answer",
                 "choices": [{"letter": "A", "text": "x"}], "relative_tolerance": 0.01,
                 "absolute_tolerance": 1, "min_significant_digits": 3, "percent_bare": false,
                 "ordered_list": true, "last_number_fallback": false, "unit_required": true,
                 "strict_think": false, "accept_solved_inequality": false,
                 "decimal_comma": false, "explain": true},
               "critique": {"critic": "c", "template_id": "t", "scope": "after_think",
                 "samples": 3, "max_new_tokens": 5, "temperature": 0, "top_p": 1,
                 "seed": 18446744073709551615, "unreadable_retries": 0,
                 "token_progress_timeout": 1.5, "return_critique": false}},
             "revise": true}
            """)
        .expectStatus()
        .isOk();
    var expected =
        TextFormat.parse(
            """
            group {
              key { run_id: "r" run_attempt: 1 step: 2 group_id: "g" group_attempt: 3 }
              task { problem: "é" references: "1" references: "2" split: SPLIT_TEST }
              rollouts {
                rollout_index: 0 rollout_id: "a"
                solution { text: "NUL \\000 and \\360\\237\\230\\200" steps: "s" }
                finish_reason: FINISH_REASON_LENGTH response_tokens: 9
                policy_version_min: -1 policy_version_max: 4
              }
              rollouts {
                solution { turns { turns {
                  role: ROLE_TOOL content: "c" trainable: false tool_name: "t" } } }
              }
            }
            policy {
              preset: PRESET_FAPO_ROBUST flaw_penalty: 0.5 on_undecided: ON_UNDECIDED_WRONG
              on_missing_verdict: ON_MISSING_VERDICT_MASK answer_when: ANSWER_WHEN_GROUP
              allow_demo_critic: true confirmations: 2
              overlong { max_response_tokens: 10 buffer_tokens: 4 penalty_factor: 2 }
              advantage { estimator: ESTIMATOR_GRPO_LEAVE_ONE_OUT epsilon: 0 min_spread: 0.1
                min_scored: 2 group_of_one: GROUP_OF_ONE_RAW }
              verify { mode: VERIFY_MODE_FAPO_RECIPE kind: ANSWER_KIND_CHOICE
                form: ANSWER_FORM_ANSWER choices { letter: "A" text: "x" }
                relative_tolerance: 0.01 absolute_tolerance: 1 min_significant_digits: 3
                percent_bare: false ordered_list: true last_number_fallback: false
                unit_required: true strict_think: false accept_solved_inequality: false
                decimal_comma: false explain: true }
              critique { critic: "c" template_id: "t" scope: CRITIQUE_SCOPE_AFTER_THINK
                samples: 3 max_new_tokens: 5 temperature: 0 top_p: 1
                seed: 18446744073709551615 unreadable_retries: 0
                token_progress_timeout { seconds: 1 nanos: 500000000 } return_critique: false }
            }
            revise: true
            """,
            ScoreGroupRequest.class);
    assertThat(seen.get()).isEqualTo(expected);
  }

  @Test
  void leavesWhatIsAbsentAbsent() {
    var seen = new AtomicReference<ScoreGroupRequest>();
    ScriptedPlatform.answer(
        "scoreGroup",
        (ScoreGroupRequest request) -> {
          seen.set(request);
          return ScoreGroupResponse.getDefaultInstance();
        });
    http.post("/v1/score", "{\"key\": null, \"policy\": {\"verify\": null}}").expectStatus().isOk();
    assertThat(seen.get().getGroup().getSerializedSize()).isZero();
    assertThat(seen.get().getPolicy().getSerializedSize()).isZero();
  }

  @Test
  void showsEveryOutcomeOfAGroup() throws Exception {
    var score =
        TextFormat.parse(
            """
            score {
              key { run_id: "r" step: 2 group_id: "g" }
              status { code: GROUP_STATUS_CODE_DEGRADED
                degraded_cause: DEGRADED_CAUSE_VERDICT_UNAVAILABLE detail: "d" }
              rollouts {
                rollout_id: "a"
                answer_check { equivalent { by: "exact-number" }
                  extracted { text: "12" source: "boxed" start: 7 } reference_index: 0 }
                verdict { flawed_at { step: 1 } critique: "c" confidence: 0.5 step_count: 3
                  flaw_score: 0.75
                  evidence { step: 1 statement: "2 + 2 = 5" stated: "5" computed: "4"
                    kind: EVIDENCE_KIND_FALSE_STATEMENT }
                  votes { sound {} seed: 18446744073709551615 completion_tokens: 4 }
                  provenance { critic: "symbolic" fitness: FITNESS_DEMO millis: 3 } }
                scored { reward: 0 components { outcome: 1 flaw: -1 } }
                advantage: -0.5
              }
              rollouts {
                rollout_index: 1
                answer_check { undecided { reason: UNDECIDED_REASON_LIMIT detail: "deep" } }
                verdict { not_asked { reason: NOT_ASKED_REASON_ANSWER_NOT_RIGHT } }
                unscored { cause: UNSCORED_CAUSE_ANSWER_UNDECIDED neutral_reward: 0.25 }
                advantage: 0
              }
              rollouts {
                rollout_index: 2
                answer_check { unreadable { side: SIDE_CANDIDATE position: 0 expected: "x" } }
                verdict { unavailable { cause: UNAVAILABLE_CAUSE_NO_PROGRESS detail: "slow" } }
                scored { reward: -1 components { outcome: -1 } }
                missing_verdict_rule: ON_MISSING_VERDICT_DEGRADE_GROUP
              }
              rollouts {
                rollout_index: 3
                answer_check { different { by: "text" reason: DIFFERENT_REASON_AMBIGUOUS } }
                verdict { out_of_scope { reason: OUT_OF_SCOPE_REASON_TOO_LONG } }
                scored { reward: -1 components { outcome: -1 } }
              }
              replayed: true revision: 1 warnings: "task.split: missing, taken as TRAIN"
              step { rollouts: 4 degraded: 1 unscored: 0.25 alarm: ALARM_WARN }
              recorded: RECORDED_POSTGRES scored_at { seconds: 0 nanos: 500000000 }
            }
            """,
            ScoreGroupResponse.class);
    ScriptedPlatform.answer("scoreGroup", (ScoreGroupRequest request) -> score);
    http.post("/v1/score", "{}")
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"key": {"run_id": "r", "run_attempt": 0, "step": 2, "group_id": "g", "group_attempt": 0},
             "status": {"code": "degraded", "degraded_cause": "verdict_unavailable", "detail": "d"},
             "rollouts": [
               {"rollout_index": 0, "rollout_id": "a",
                "answer_check": {"outcome": "equivalent", "by": "exact-number", "reference_index": 0,
                  "extracted": {"text": "12", "source": "boxed", "start": 7}},
                "verdict": {"outcome": "flawed_at", "step": 1, "critique": "c", "confidence": 0.5,
                  "flaw_score": 0.75, "step_count": 3,
                  "evidence": {"step": 1, "statement": "2 + 2 = 5", "stated": "5",
                    "computed": "4", "kind": "false_statement"},
                  "votes": [{"outcome": "sound", "seed": 18446744073709551615,
                    "completion_tokens": 4}],
                  "provenance": {"critic": "symbolic", "fitness": "demo", "prompt_tokens": 0,
                    "completion_tokens": 0, "millis": 3}},
                "scored": {"reward": 0.0,
                  "components": {"outcome": 1.0, "flaw": -1.0, "overlong": 0.0}},
                "advantage": -0.5},
               {"rollout_index": 1,
                "answer_check": {"outcome": "undecided", "reason": "limit", "detail": "deep"},
                "verdict": {"outcome": "not_asked", "reason": "answer_not_right"},
                "unscored": {"cause": "answer_undecided", "retryable": false,
                  "neutral_reward": 0.25},
                "advantage": 0.0},
               {"rollout_index": 2,
                "answer_check": {"outcome": "unreadable", "side": "candidate", "position": 0,
                  "expected": "x"},
                "verdict": {"outcome": "unavailable", "cause": "no_progress", "detail": "slow"},
                "scored": {"reward": -1.0,
                  "components": {"outcome": -1.0, "flaw": 0.0, "overlong": 0.0}},
                "missing_verdict_rule": "degrade_group"},
               {"rollout_index": 3,
                "answer_check": {"outcome": "different", "by": "text", "reason": "ambiguous"},
                "verdict": {"outcome": "out_of_scope", "reason": "too_long"},
                "scored": {"reward": -1.0,
                  "components": {"outcome": -1.0, "flaw": 0.0, "overlong": 0.0}}}],
             "replayed": true, "revision": 1,
             "warnings": ["task.split: missing, taken as TRAIN"],
             "step": {"rollouts": 4, "degraded": 1.0, "unscored": 0.25, "alarm": "warn"},
             "recorded": "postgres", "scored_at": "1970-01-01T00:00:00.500Z"}
            """,
            JsonCompareMode.STRICT);
  }

  @Test
  void scoresOneRollout() throws Exception {
    var seen = new AtomicReference<ScoreRolloutRequest>();
    var reply =
        TextFormat.parse(
            "result { rollout_index: 1 scored { reward: 1 components { outcome: 1 } } }"
                + " warnings: \"w\" recorded: RECORDED_SPOOL",
            ScoreRolloutResponse.class);
    ScriptedPlatform.answer(
        "scoreRollout",
        (ScoreRolloutRequest request) -> {
          seen.set(request);
          return reply;
        });
    http.post(
            "/v1/rollouts:score",
            "{\"key\": {\"group_id\": \"g\"}, \"group_size\": 4, \"task\": {\"problem\": \"p\"},"
                + " \"rollout\": {\"rollout_index\": 1, \"text\": \"t\"}}")
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"result": {"rollout_index": 1, "scored": {"reward": 1.0,
               "components": {"outcome": 1.0, "flaw": 0.0, "overlong": 0.0}}},
             "replayed": false, "warnings": ["w"], "recorded": "spool"}
            """,
            JsonCompareMode.STRICT);
    assertThat(seen.get().getGroupSize()).isEqualTo(4);
    assertThat(seen.get().getRollout().getSolution().getText().toStringUtf8()).isEqualTo("t");
  }

  @Test
  void computesAdvantages() {
    var seen = new AtomicReference<ComputeAdvantageRequest>();
    ScriptedPlatform.answer(
        "computeAdvantage",
        (ComputeAdvantageRequest request) -> {
          seen.set(request);
          return parse("groups { advantages: 0.5 advantages: 0 }", ComputeAdvantageResponse.class);
        });
    http.post(
            "/v1/advantage",
            "{\"groups\": [{\"members\": [{\"reward\": 1}, {\"response_tokens\": 3}]}],"
                + " \"policy\": {\"estimator\": \"rloo\"}}")
        .expectBody()
        .json("{\"groups\": [{\"advantages\": [0.5, 0.0]}]}", JsonCompareMode.STRICT);
    assertThat(seen.get())
        .isEqualTo(
            parse(
                "groups { members { reward: 1 } members { response_tokens: 3 } }"
                    + " policy { estimator: ESTIMATOR_RLOO }",
                ComputeAdvantageRequest.class));
  }

  @Test
  void rewardsCritiques() {
    var seen = new AtomicReference<ScoreCritiquesRequest>();
    ScriptedPlatform.answer(
        "scoreCritiques",
        (ScoreCritiquesRequest request) -> {
          seen.set(request);
          return parse(
              "rewards { reward: 0.5 outcome: 1 process: -0.5 prediction: 2 }"
                  + " rewards { reward: -1 outcome: -1 }",
              ScoreCritiquesResponse.class);
        });
    http.post(
            "/v1/critique-rewards",
            "{\"samples\": [{\"completion\": \"c\", \"label\": 0, \"step_count\": 4},"
                + " {\"index\": -1, \"label\": -1, \"step_count\": 4}]}")
        .expectBody()
        .json(
            """
            {"rewards": [{"reward": 0.5, "outcome": 1.0, "process": -0.5, "prediction": 2},
                         {"reward": -1.0, "outcome": -1.0, "process": 0.0}]}
            """,
            JsonCompareMode.STRICT);
    assertThat(seen.get())
        .isEqualTo(
            parse(
                "samples { completion: \"c\" step_count: 4 }"
                    + " samples { index: -1 label: -1 step_count: 4 }",
                ScoreCritiquesRequest.class));
  }

  private static <M extends com.google.protobuf.Message> M parse(String text, Class<M> type) {
    try {
      return TextFormat.parse(text, type);
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
