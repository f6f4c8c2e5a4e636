"""Calls against a platform that fails as told."""

import os
import subprocess
import sys
import threading
import time

import grpc
import pytest
from fake import refuse, scored, status
from google.rpc import error_details_pb2

from fapo_client import FapoClient, FapoError, Group, GroupKey, Policy, Rollout, Turn
from fapo_client.wire.evaluation.v1 import evaluation_pb2
from fapo_client.wire.genrm.v1 import genrm_pb2
from fapo_client.wire.reward.v1 import policy_pb2, reward_pb2, score_pb2
from fapo_client.wire.verifier.v1 import verifier_pb2

GROUP = Group("1 + 1?", ["2"], [Rollout("A: 2", id="a"), Rollout("A: 3", id="b")], GroupKey("run", "g1", step=7))


def answering(request, context, number):
    return reward_pb2.ScoreGroupResponse(score=scored(request.group))


def test_writes_a_group_as_the_contract_names_it(platform, client):
    seen = []
    platform.answers["ScoreGroup"] = lambda r, c, n: (seen.append(r), answering(r, c, n))[1]
    policy = Policy(preset="fapo_robust", flaw_penalty=0.5, estimator="rloo", critic="symbolic", allow_demo_critic=True)
    client.score_group(GROUP, policy)
    wire = seen[0]
    assert wire.group.key == score_pb2.GroupKey(run_id="run", group_id="g1", step=7)
    assert wire.group.task == score_pb2.Task(problem=b"1 + 1?", references=[b"2"], split=score_pb2.SPLIT_TRAIN)
    assert [r.solution.text for r in wire.group.rollouts] == [b"A: 2", b"A: 3"]
    assert wire.policy.preset == policy_pb2.PRESET_FAPO_ROBUST
    assert wire.policy.flaw_penalty == 0.5
    assert wire.policy.advantage.estimator == policy_pb2.ESTIMATOR_RLOO
    assert wire.policy.critique.critic == "symbolic"
    assert wire.policy.allow_demo_critic
    assert not wire.policy.HasField("overlong")


def test_keeps_zero_penalty_apart_from_no_penalty_given():
    assert Policy(flaw_penalty=0.0).to_wire().HasField("flaw_penalty")
    assert not Policy().to_wire().HasField("flaw_penalty")


def test_sends_turns_and_malformed_text_for_the_server_to_judge(platform, client):
    seen = []
    platform.answers["ScoreGroup"] = lambda r, c, n: (seen.append(r), answering(r, c, n))[1]
    turns = [Turn("user", "hi"), Turn("tool", "4", tool_name="calc"), Turn("assistant", "A: \ud800")]
    client.score_group(Group("p", ["2"], [Rollout(turns=turns, index=3)]))
    sent = seen[0].group.rollouts[0]
    assert sent.rollout_index == 3
    assert [t.role for t in sent.solution.turns.turns] == [
        genrm_pb2.ROLE_USER,
        genrm_pb2.ROLE_TOOL,
        genrm_pb2.ROLE_ASSISTANT,
    ]
    assert sent.solution.turns.turns[2].content == b"A: \xed\xa0\x80"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Rollout().to_wire(),
        lambda: Rollout("a", turns=[]).to_wire(),
        lambda: Rollout("a", finish_reason="unspecified").to_wire(),
        lambda: Turn("robot", "a").to_wire(),
        lambda: Policy(preset="fap").to_wire(),
        lambda: FapoClient("localhost:1", deadline=0.0),
    ],
)
def test_names_the_field_of_a_request_that_cannot_be_written(make):
    with pytest.raises(ValueError, match="expected"):
        make()


def test_refuses_one_text_where_references_belong():
    with pytest.raises(TypeError, match="references"):
        Group("p", "42")


def test_retries_an_unavailable_platform(platform, client):
    def answer(request, context, number):
        if number < 3:
            refuse(context, status(grpc.StatusCode.UNAVAILABLE, "starting"))
        return answering(request, context, number)

    platform.answers["ScoreGroup"] = answer
    assert [r.reward for r in client.score_group(GROUP).rollouts] == [1.0, 1.0]
    assert platform.calls["ScoreGroup"] == 3


def test_finds_a_platform_that_was_restarted(platform):
    platform.answers["ScoreGroup"] = answering
    with FapoClient(platform.target, deadline=20.0) as client:
        client.score_group(GROUP)
        platform.stop()
        platform.server = platform.start(platform.port)
        assert client.score_group(GROUP).status == "ok"


def test_reads_details_of_a_refusal(platform, client):
    bad = error_details_pb2.BadRequest()
    bad.field_violations.add(field="group.rollouts[0].solution", description="absent (expected: text or turns)")
    info = error_details_pb2.ErrorInfo(reason="ROLLOUT_EMPTY")
    platform.answers["ScoreGroup"] = lambda r, c, n: refuse(
        c, status(grpc.StatusCode.INVALID_ARGUMENT, "group: refused", None, bad, info)
    )
    with pytest.raises(FapoError) as refused:
        client.score_group(GROUP)
    assert refused.value.code is grpc.StatusCode.INVALID_ARGUMENT
    assert refused.value.reason == "ROLLOUT_EMPTY"
    assert refused.value.violations[0].field == "group.rollouts[0].solution"
    assert not refused.value.retryable
    assert platform.calls["ScoreGroup"] == 1


def test_sends_its_deadline_to_the_server(platform, client):
    left = []
    platform.answers["ScoreGroup"] = lambda r, c, n: (left.append(c.time_remaining()), answering(r, c, n))[1]
    client.score_group(GROUP)
    client.score_group(GROUP, deadline=5.0)
    assert 15 < left[0] < 21
    assert 3 < left[1] < 6


def test_raises_when_the_deadline_passes(platform, client):
    over = threading.Event()
    platform.answers["ScoreGroup"] = lambda r, c, n: (over.wait(10), answering(r, c, n))[1]
    began = time.monotonic()
    with pytest.raises(FapoError) as late:
        client.score_group(GROUP, deadline=0.2)
    over.set()
    assert late.value.code is grpc.StatusCode.DEADLINE_EXCEEDED
    assert late.value.retryable
    assert time.monotonic() - began < 5


def test_carries_messages_beyond_the_default_limit(platform, client):
    platform.answers["ScoreGroup"] = answering
    long = Group("p", ["2"], [Rollout("x" * (6 << 20), id="y" * (6 << 20))])
    assert len(client.score_group(long).rollouts[0].id) == 6 << 20


def test_never_reads_an_unscored_rollout_as_zero(platform, client):
    def answer(request, context, number):
        score = score_pb2.GroupScore()
        score.status.code = score_pb2.GROUP_STATUS_CODE_NO_SIGNAL
        score.status.no_signal_cause = score_pb2.NO_SIGNAL_CAUSE_TOO_FEW_SCORED
        masked = score.rollouts.add(rollout_id="masked", advantage=0.0)
        masked.answer_check.undecided.reason = verifier_pb2.UNDECIDED_REASON_LIMIT
        masked.unscored.cause = score_pb2.UNSCORED_CAUSE_ANSWER_UNDECIDED
        masked.unscored.neutral_reward = -1.0
        wrong = score.rollouts.add(rollout_id="wrong", advantage=0.0)
        wrong.answer_check.different.by = "exact-number"
        wrong.verdict.not_asked.reason = genrm_pb2.NOT_ASKED_REASON_ANSWER_NOT_RIGHT
        wrong.scored.reward = -1.0
        wrong.scored.components.outcome = -1.0
        score.rollouts.add(rollout_id="nothing set")
        return reward_pb2.ScoreGroupResponse(score=score)

    platform.answers["ScoreGroup"] = answer
    group = client.score_group(GROUP)
    masked, wrong, nothing = group.rollouts
    assert (masked.reward, masked.advantage, masked.answer_correct) == (None, None, None)
    assert masked.unscored.cause == "answer_undecided"
    assert masked.neutral_reward == -1.0
    assert (wrong.reward, wrong.advantage, wrong.answer_correct) == (-1.0, 0.0, False)
    assert (wrong.verdict.outcome, wrong.verdict.reason, wrong.verdict.flawed) == ("not_asked", "answer_not_right", None)
    assert (nothing.reward, nothing.advantage, nothing.verdict.outcome) == (None, None, None)
    assert group.mask == [False, True, False]
    assert (group.status, group.no_signal_cause) == ("no_signal", "too_few_scored")


def test_reads_a_flaw_with_its_evidence(platform, client):
    def answer(request, context, number):
        verdict = genrm_pb2.Verdict(critique="…")
        verdict.flawed_at.step = 0
        verdict.evidence.statement = "2 + 2 = 5"
        verdict.provenance.critic = "symbolic"
        verdict.flaw_score = 0.75
        return genrm_pb2.CritiqueResponse(verdict=verdict)

    platform.answers["Critique"] = answer
    verdict = client.critique("p", "2 + 2 = 5")
    assert (verdict.outcome, verdict.step, verdict.flawed) == ("flawed_at", 0, True)
    assert (verdict.evidence.statement, verdict.critic) == ("2 + 2 = 5", "symbolic")
    assert verdict.flaw_score == 0.75


def test_keeps_values_of_a_newer_server(platform, client):
    def answer(request, context, number):
        score = score_pb2.GroupScore()
        score.status.code = 99
        return reward_pb2.ScoreGroupResponse(score=score)

    platform.answers["ScoreGroup"] = answer
    assert client.score_group(GROUP).status == "unknown_99"


def test_verifies_one_answer(platform, client):
    def answer(request, context, number):
        assert request.references == [b"1/2"]
        assert request.options.form == verifier_pb2.ANSWER_FORM_ANSWER
        response = verifier_pb2.VerifyResponse()
        response.check.equivalent.by = "exact-number"
        response.check.extracted.text = "0.5"
        return response

    platform.answers["Verify"] = answer
    check = client.verify("0.5", "1/2", form="answer")
    assert (check.correct, check.by, check.extracted) == (True, "exact-number", "0.5")


def test_scores_one_rollout_of_a_group_assembled_on_the_server(platform, client):
    def answer(request, context, number):
        assert (request.group_size, request.rollout.rollout_index) == (4, 2)
        response = reward_pb2.ScoreRolloutResponse()
        response.result.rollout_index = 2
        response.result.scored.reward = 1.0
        response.result.scored.components.outcome = 1.0
        return response

    platform.answers["ScoreRollout"] = answer
    reply = client.score_rollout(GROUP, Rollout("A: 2", index=2), 4)
    assert (reply.result.reward, reply.result.advantage, reply.group) == (1.0, None, None)
    with pytest.raises(ValueError, match="rollout.index"):
        client.score_rollout(GROUP, Rollout("A: 2"), 4)


def test_keeps_unscored_members_apart_in_advantages(platform, client):
    def answer(request, context, number):
        members = request.groups[0].members
        assert [m.HasField("reward") for m in members] == [True, False, True]
        response = reward_pb2.ComputeAdvantageResponse()
        response.groups.add(advantages=[0.7, 0.0, -0.7])
        return response

    platform.answers["ComputeAdvantage"] = answer
    (group,) = client.compute_advantage([[1.0, None, -1.0]], estimator="grpo")
    assert (group.advantages, group.no_signal_cause) == ((0.7, None, -0.7), None)


# In a process of its own: a process that also runs a grpc server cannot be forked.
FORKING = """
import os, sys
from fapo_client import FapoClient, Group, GroupKey, Rollout
client = FapoClient(sys.argv[1], deadline=8.0)
group = Group("p", ["2"], [Rollout("A: 2")], GroupKey("run", "g"))
print("parent", client.score_group(group).status, flush=True)
for generation in ("child", "grandchild"):
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        print("parent of", generation, client.score_group(group).status, flush=True)
        os._exit(0)
    print(generation, client.score_group(group).status, flush=True)
client.close()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_connects_anew_in_forked_children(platform):
    platform.answers["ScoreGroup"] = answering
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORKING, platform.target],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines() == [
        "parent ok",
        "child ok",
        "grandchild ok",
        "parent of grandchild ok",
        "parent of child ok",
    ], done.stderr


def item(name):
    return evaluation_pb2.LabelledItem(subset="s", id=name, label=-1)


def test_asks_a_critic_once_although_the_connection_is_lost(platform, client):
    asked = []

    def evaluate(requests, context, number):
        items = [request.item for request in requests if request.HasField("item")]
        asked.append([i.id for i in items if not i.HasField("verdict")])
        for i in items:
            result = evaluation_pb2.ItemResult(subset=i.subset, id=i.id)
            result.verdict.sound.SetInParent()
            yield evaluation_pb2.EvaluateResponse(result=result)
            if number == 1 and i.id == "b":
                refuse(context, status(grpc.StatusCode.UNAVAILABLE, "gone"))
        evaluation = evaluation_pb2.Evaluation(critic="symbolic")
        evaluation.pooled.rows = len(items)
        yield evaluation_pb2.EvaluateResponse(evaluation=evaluation)

    platform.answers["Evaluate"] = evaluate
    heard = []
    options = evaluation_pb2.EvaluateOptions(replicates=200)
    evaluation = client.evaluate([item("a"), item("b"), item("c")], options, on_result=lambda r: heard.append(r.id))
    assert evaluation.pooled.rows == 3
    assert asked == [["a", "b", "c"], ["c"]]
    assert heard == ["a", "b", "c"]


def test_refuses_two_items_of_one_name(client):
    with pytest.raises(ValueError, match="id 'a' of 's' twice"):
        client.evaluate([item("a"), item("a")])
