"""The client: one method a call, retried as its policy says."""

from __future__ import annotations

from typing import Callable, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Union

import grpc

from fapo_client import requests
from fapo_client.batch import Batch
from fapo_client.channel import Connections
from fapo_client.enums import name_of
from fapo_client.errors import FapoError
from fapo_client.requests import Group, GroupKey, Policy, Rollout, Text, Turn
from fapo_client.results import AdvantageGroup, AnswerCheck, GroupScore, RolloutReply, Verdict
from fapo_client.retry import Retries, RetryPolicy
from fapo_client.wire.evaluation.v1 import evaluation_pb2
from fapo_client.wire.genrm.v1 import genrm_pb2
from fapo_client.wire.reward.v1 import policy_pb2, reward_pb2, score_pb2
from fapo_client.wire.verifier.v1 import verifier_pb2

AnyPolicy = Union[Policy, policy_pb2.ScoringPolicy, None]


class GroupReply(NamedTuple):
    """The answer to one group of a batch: a score or an error, never both."""

    #: 0-based position in the batch.
    position: int
    group: Group
    score: Optional[GroupScore]
    error: Optional[FapoError]


class FapoClient:
    """A platform at a gRPC target, for example localhost:9090 or dns:///fapo-reward-service:9090.

    Deadlines are seconds and cover a call with its retries. Safe to share among threads; after a fork the child connects
    anew. Errors are raised as FapoError.
    """

    def __init__(
        self,
        target: str = "localhost:9090",
        *,
        verifier_target: Optional[str] = None,
        genrm_target: Optional[str] = None,
        deadline: float = 600.0,
        retry: RetryPolicy = RetryPolicy(),
        credentials: Optional[grpc.ChannelCredentials] = None,
    ):
        if not deadline > 0:
            raise ValueError(f"deadline: {deadline} (expected: > 0 seconds)")
        targets = {
            "reward": target,
            "verifier": verifier_target or target,
            "genrm": genrm_target or target,
        }
        self._connections = Connections(targets, credentials)
        self._deadline = deadline
        self._retries = Retries(retry)

    def score_group(
        self, group: Group, policy: AnyPolicy = None, *, revise: bool = False, deadline: Optional[float] = None
    ) -> GroupScore:
        """Scores one whole group; `revise` asks again only what was missing."""
        request = reward_pb2.ScoreGroupRequest(group=group.to_wire(), policy=_policy(policy), revise=revise)
        return GroupScore.of(self._call(lambda: self._connections.reward().score_group, request, deadline).score)

    def score_groups(
        self,
        groups: Iterable[Group],
        policy: AnyPolicy = None,
        *,
        window: int = 64,
        revise: bool = False,
        deadline: Optional[float] = None,
    ) -> Iterator[GroupReply]:
        """Scores a batch over one stream and yields each reply as it completes, in any order.

        `groups` is read as replies come in, at most `window` ahead. A refused group is a reply with its error; groups
        that a lost connection left unanswered are sent again. The deadline covers the whole batch.
        """
        batch = Batch(groups, _policy(policy), window, revise)
        ends = self._retries.ends(self._deadline if deadline is None else deadline)
        return (
            GroupReply(item.position, item.group, score and GroupScore.of(score), error)
            for item, score, error in batch.replies(
                lambda: self._connections.reward().score_groups, self._retries, ends
            )
        )

    def score_rollout(
        self,
        group: Group,
        rollout: Rollout,
        group_size: int,
        policy: AnyPolicy = None,
        *,
        revise: bool = False,
        deadline: Optional[float] = None,
    ) -> RolloutReply:
        """Scores one rollout of a group that the server assembles from calls of any process.

        `group` gives the key (run_id and group_id at least) and the task; `rollout.index` is required.
        """
        if rollout.index is None:
            raise ValueError("rollout.index: None (expected: the 0-based index in its group)")
        request = reward_pb2.ScoreRolloutRequest(
            key=group.key.to_wire(),
            task=group.task(),
            rollout=rollout.to_wire(),
            group_size=group_size,
            policy=_policy(policy),
            revise=revise,
        )
        return RolloutReply.of(self._call(lambda: self._connections.reward().score_rollout, request, deadline))

    def get_group(self, key: GroupKey, *, deadline: Optional[float] = None) -> GroupScore:
        """The recorded or open group; NOT_FOUND where the key was never used."""
        request = reward_pb2.GetGroupRequest(key=key.to_wire())
        return GroupScore.of(self._call(lambda: self._connections.reward().get_group, request, deadline).score)

    def close_group(self, key: GroupKey, *, deadline: Optional[float] = None) -> GroupScore:
        """Completes an open group with the members it has."""
        request = reward_pb2.CloseGroupRequest(key=key.to_wire())
        return GroupScore.of(self._call(lambda: self._connections.reward().close_group, request, deadline).score)

    def cancel_group(self, key: GroupKey, *, deadline: Optional[float] = None) -> bool:
        """Stops the group's work; whether there was any."""
        request = reward_pb2.CancelGroupRequest(key=key.to_wire())
        return self._call(lambda: self._connections.reward().cancel_group, request, deadline).cancelled

    def cancel_run(
        self, run_id: str, run_attempt: Optional[int] = None, *, deadline: Optional[float] = None
    ) -> int:
        """Stops the work of a run's groups; how many there were."""
        request = reward_pb2.CancelRunRequest(run_id=run_id, run_attempt=run_attempt)
        return self._call(lambda: self._connections.reward().cancel_run, request, deadline).groups_cancelled

    def compute_advantage(
        self,
        groups: Sequence[Sequence[Optional[float]]],
        estimator: Optional[str] = None,
        policy: Optional[policy_pb2.AdvantagePolicy] = None,
        *,
        deadline: Optional[float] = None,
    ) -> List[AdvantageGroup]:
        """Advantages of given rewards, None for an unscored member; nothing is recorded."""
        request = requests.advantage_request(groups, estimator, policy)
        response = self._call(lambda: self._connections.reward().compute_advantage, request, deadline)
        return [
            AdvantageGroup(
                tuple(None if reward is None else value for reward, value in zip(rewards, answer.advantages)),
                name_of(score_pb2.NoSignalCause, "NO_SIGNAL_CAUSE_", answer.no_signal_cause),
            )
            for rewards, answer in zip(groups, response.groups)
        ]

    def verify(
        self,
        candidate: Text,
        references: Union[Text, Sequence[Text]],
        *,
        form: str = "response",
        options: Optional[verifier_pb2.VerifyOptions] = None,
        deadline: Optional[float] = None,
    ) -> AnswerCheck:
        """Checks one answer; `form` is response (the answer is looked for in it) or answer."""
        request = requests.verify_request(candidate, references, form, options)
        return AnswerCheck.of(self._call(lambda: self._connections.verifier().verify, request, deadline).check)

    def critique(
        self,
        problem: Text,
        solution: Optional[Text] = None,
        *,
        turns: Optional[Sequence[Turn]] = None,
        steps: Sequence[Text] = (),
        reference: Text = "",
        critic: Optional[str] = None,
        options: Optional[genrm_pb2.CritiqueOptions] = None,
        deadline: Optional[float] = None,
    ) -> Verdict:
        """Asks the critic about one solution, whether or not its answer is right."""
        request = genrm_pb2.CritiqueRequest(
            problem=requests.utf8(problem),
            reference=requests.utf8(reference),
            solution=requests.solution(solution, turns, steps),
            options=options,
        )
        if critic is not None:
            request.options.critic = critic
        return Verdict.of(self._call(lambda: self._connections.genrm().critique, request, deadline).verdict)

    def evaluate(
        self,
        items: Iterable[evaluation_pb2.LabelledItem],
        options: Optional[evaluation_pb2.EvaluateOptions] = None,
        *,
        on_result: Optional[Callable[[evaluation_pb2.ItemResult], None]] = None,
        deadline: Optional[float] = None,
    ) -> evaluation_pb2.Evaluation:
        """Measures a critic on labelled solutions, each with an id that is unique in its subset.

        `on_result` hears each verdict or refusal once, as it comes. What was judged before a connection was lost is sent
        again with its verdict, so the critic is not asked twice.
        """
        todo = {}
        for item in items:
            key = (item.subset, item.id)
            if key in todo:
                raise ValueError(f"items: id {item.id!r} of {item.subset!r} twice (expected: once)")
            todo[key] = item
        heard = set()

        def parts():
            if options is not None:
                yield evaluation_pb2.EvaluateRequest(options=options)
            for item in list(todo.values()):
                yield evaluation_pb2.EvaluateRequest(item=item)

        def attempt(left):
            for reply in self._connections.evaluation().evaluate(parts(), timeout=left):
                if reply.HasField("evaluation"):
                    return reply.evaluation
                key = (reply.result.subset, reply.result.id)
                if reply.result.HasField("verdict") and not todo[key].HasField("verdict"):
                    judged = evaluation_pb2.LabelledItem()
                    judged.CopyFrom(todo[key])
                    judged.verdict.CopyFrom(reply.result.verdict)
                    todo[key] = judged
                if on_result is not None and key not in heard:
                    heard.add(key)
                    on_result(reply.result)
            raise RuntimeError("the server ended the evaluation without its figures")

        return self._retries.call(attempt, self._deadline if deadline is None else deadline)

    def _call(self, method, request, deadline: Optional[float]):
        # The method is looked up each time: after a fork it belongs to another channel.
        return self._retries.call(
            lambda left: method()(request, timeout=left), self._deadline if deadline is None else deadline
        )

    def close(self) -> None:
        self._connections.close()

    def __enter__(self) -> "FapoClient":
        return self

    def __exit__(self, *_) -> None:
        self.close()


def _policy(policy: AnyPolicy) -> Optional[policy_pb2.ScoringPolicy]:
    return policy.to_wire() if isinstance(policy, Policy) else policy
