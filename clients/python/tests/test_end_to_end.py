"""Against a running platform at FAPO_TARGET, which serves all on one port as `./fapo serve` does.

Where the services run apart, FAPO_VERIFIER_TARGET and FAPO_GENRM_TARGET name the other two.
"""

import os
import pathlib
import subprocess
import sys
import uuid

import grpc
import pytest

from fapo_client import FapoClient, FapoError, Group, GroupKey, Policy, Rollout
from fapo_client.wire.evaluation.v1 import evaluation_pb2

TARGET = os.environ.get("FAPO_TARGET", "")
pytestmark = pytest.mark.skipif(not TARGET, reason="FAPO_TARGET: not set (expected: HOST:PORT of a running platform)")

HERE = pathlib.Path(__file__).resolve().parents[1]
DEMO = Policy(allow_demo_critic=True, critic="symbolic")
SOUND = "There are 2 + 3 = 5 apples.\nShe buys 5 * 2 = 10 more.\nA: 10"
FLAWED = "There are 2 + 3 = 6 apples.\nShe buys 5 * 2 = 10 more.\nA: 10"
WRONG = "There are 2 + 3 = 5 apples.\nA: 5"


@pytest.fixture
def client():
    apart = {
        "verifier_target": os.environ.get("FAPO_VERIFIER_TARGET"),
        "genrm_target": os.environ.get("FAPO_GENRM_TARGET"),
    }
    with FapoClient(TARGET, deadline=60.0, **apart) as connected:
        yield connected


@pytest.fixture
def group():
    rollouts = [Rollout(text, id=name) for name, text in (("s", SOUND), ("f", FLAWED), ("w", WRONG))]
    key = GroupKey(run_id=f"e2e-{uuid.uuid4()}", group_id="apples", step=1)
    return Group("How many apples does she buy?", ["10"], rollouts, key)


def test_rewards_a_group_by_the_papers_equation(client, group):
    score = client.score_group(group, DEMO)
    sound, flawed, wrong = score.rollouts
    assert (sound.answer_correct, sound.verdict.outcome, sound.reward) == (True, "sound", 1.0)
    assert (flawed.answer_correct, flawed.verdict.outcome, flawed.reward) == (True, "flawed_at", 0.0)
    assert (flawed.verdict.step, flawed.components.flaw) == (0, -1.0)
    assert "6" in flawed.verdict.evidence.statement
    assert (wrong.answer_correct, wrong.verdict.outcome, wrong.reward) == (False, "not_asked", -1.0)
    # Mean 0, sample deviation 1.
    assert [r.advantage for r in score.rollouts] == pytest.approx([1.0, 0.0, -1.0], abs=1e-5)
    assert (score.status, score.recorded, score.replayed) == ("ok", "postgres", False)


def test_answers_the_same_request_from_the_record(client, group):
    first = client.score_group(group, DEMO)
    again = client.score_group(group, DEMO)
    assert again.replayed
    assert [r.reward for r in again.rollouts] == [r.reward for r in first.rollouts]
    assert [r.reward for r in client.get_group(group.key).rollouts] == [r.reward for r in first.rollouts]


def test_refuses_a_key_used_again_with_other_content(client, group):
    client.score_group(group, DEMO)
    with pytest.raises(FapoError) as refused:
        client.score_group(Group(group.problem, ["11"], group.rollouts, group.key), DEMO)
    assert (refused.value.code, refused.value.reason) == (grpc.StatusCode.ALREADY_EXISTS, "CONTENT_CHANGED")


def test_refuses_a_demo_critic_for_training_unless_allowed(client, group):
    with pytest.raises(FapoError) as refused:
        client.score_group(group, Policy(critic="symbolic"))
    assert refused.value.code is grpc.StatusCode.FAILED_PRECONDITION


def test_assembles_a_group_from_single_rollouts(client, group):
    replies = [
        client.score_rollout(group, Rollout(r.text, id=r.id, index=i), len(group.rollouts), DEMO)
        for i, r in enumerate(group.rollouts)
    ]
    assert [r.result.reward for r in replies] == [1.0, 0.0, -1.0]
    assert [r.group is None for r in replies] == [True, True, False]
    assert [r.advantage for r in client.get_group(group.key).rollouts] == pytest.approx([1.0, 0.0, -1.0], abs=1e-5)


def test_scores_a_batch_with_one_refused_group(client, group):
    def source():
        for number in range(20):
            key = GroupKey(group.key.run_id, f"g{number}", step=1)
            yield Group(group.problem, ["10"], () if number == 7 else group.rollouts, key)

    replies = {r.position: r for r in client.score_groups(source(), DEMO, window=8)}
    assert sorted(replies) == list(range(20))
    assert replies[7].score is None or replies[7].score.status == "refused"
    for position in set(replies) - {7}:
        assert [r.reward for r in replies[position].score.rollouts] == [1.0, 0.0, -1.0]


def test_masks_a_rollout_of_malformed_text_alone(client, group):
    broken = Group(group.problem, ["10"], [*group.rollouts, Rollout(b"A: \xff\xfe", id="x")], group.key)
    score = client.score_group(broken, DEMO)
    assert [r.reward for r in score.rollouts] == [1.0, 0.0, -1.0, None]
    assert score.rollouts[3].unscored.cause == "rollout_unreadable"


def test_checks_answers_and_reasoning_directly(client):
    assert client.verify("so it is \\boxed{0.5}", "1/2").correct is True
    assert client.verify("A: 3", "4").correct is False
    verdict = client.critique("How many?", FLAWED, critic="symbolic")
    assert (verdict.outcome, verdict.step) == ("flawed_at", 0)
    assert client.critique("How many?", SOUND, critic="symbolic").outcome == "sound"


def test_measures_a_critic(client):
    def item(name, label, *steps):
        made = evaluation_pb2.LabelledItem(id=name, label=label, answer_correct=True)
        made.request.solution.steps.extend(step.encode() for step in steps)
        return made

    options = evaluation_pb2.EvaluateOptions()
    options.critique.critic = "symbolic"
    items = [item("a", 0, "2 + 2 = 5"), item("b", -1, "2 + 2 = 4"), item("c", 1, "2 + 2 = 4", "it follows")]
    measures = client.evaluate(items, options).pooled.measures
    assert measures.exact_location_accuracy.value == 0.5
    assert measures.clean_accuracy.value == 1
    assert measures.processbench_f1.value == pytest.approx(2 / 3)


def test_computes_advantages_of_given_rewards(client):
    (group,) = client.compute_advantage([[1.0, None, -1.0]])
    assert group.advantages[1] is None
    assert group.advantages[0] == pytest.approx(-group.advantages[2])
    (equal,) = client.compute_advantage([[1.0, 1.0]])
    assert equal.no_signal_cause == "spread_too_small"


def test_runs_the_shipped_example():
    done = subprocess.run(
        [sys.executable, str(HERE / "examples" / "score_batch.py"), "--target", TARGET],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 unscored; 0 groups refused" in done.stdout.splitlines()[-1]
