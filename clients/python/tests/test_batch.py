"""Batches over a stream that is refused, slowed and cut."""

import grpc
import pytest
from fake import refuse, scored, status

from fapo_client import FapoError, Group, GroupKey, Rollout
from fapo_client.wire.reward.v1 import reward_pb2


def groups(count):
    return [Group("p", ["2"], [Rollout("A: 2")], GroupKey("run", f"g{i}")) for i in range(count)]


def reply(request):
    return reward_pb2.ScoreGroupsResponse(sequence=request.sequence, score=scored(request.group))


def error(request, refusal):
    return reward_pb2.ScoreGroupsResponse(sequence=request.sequence, error=refusal)


def test_yields_every_group_as_it_completes(platform, client):
    def answer(requests, context, number):
        taken = list(requests)
        yield from (reply(r) for r in reversed(taken))

    platform.answers["ScoreGroups"] = answer
    replies = list(client.score_groups(groups(5)))
    assert [r.position for r in replies] == [4, 3, 2, 1, 0]
    assert [r.score.key.group_id for r in replies] == ["g4", "g3", "g2", "g1", "g0"]
    assert all(r.error is None for r in replies)


def test_answers_an_empty_batch(platform, client):
    platform.answers["ScoreGroups"] = lambda requests, c, n: (reply(r) for r in requests)
    assert list(client.score_groups([])) == []


def test_reads_no_further_ahead_than_its_window(platform, client):
    read = []
    held = []

    def source():
        for group in groups(10):
            read.append(group)
            yield group

    def answer(requests, context, number):
        for request in requests:
            held.append(request)
            if len(held) == 3 or len(read) == 10:
                while held:
                    yield reply(held.pop())

    platform.answers["ScoreGroups"] = answer
    replies = client.score_groups(source(), window=3)
    next(replies)
    assert len(read) <= 4
    assert len(list(replies)) == 9


def test_passes_on_a_refused_group_and_goes_on(platform, client):
    def answer(requests, context, number):
        for request in requests:
            if request.sequence == 1:
                yield error(request, status(grpc.StatusCode.ALREADY_EXISTS, "content changed"))
            else:
                yield reply(request)

    platform.answers["ScoreGroups"] = answer
    by_position = {r.position: r for r in client.score_groups(groups(3))}
    assert by_position[1].score is None
    assert by_position[1].error.code is grpc.StatusCode.ALREADY_EXISTS
    assert by_position[0].score.status == by_position[2].score.status == "ok"
    assert platform.calls["ScoreGroups"] == 1


def test_sends_again_what_a_cut_stream_left_unanswered(platform, client):
    served = []

    def answer(requests, context, number):
        for request in requests:
            if number == 1 and request.sequence == 3:
                refuse(context, status(grpc.StatusCode.UNAVAILABLE, "going away"))
            served.append(request.sequence)
            yield reply(request)

    platform.answers["ScoreGroups"] = answer
    replies = list(client.score_groups(groups(8), window=4))
    assert sorted(r.position for r in replies) == list(range(8))
    assert platform.calls["ScoreGroups"] == 2


def test_asks_again_for_groups_that_the_server_had_no_room_for(platform, client):
    def answer(requests, context, number):
        for request in requests:
            if number == 1 and request.sequence % 2:
                yield error(request, status(grpc.StatusCode.RESOURCE_EXHAUSTED, "queue full", 0.01))
            else:
                yield reply(request)

    platform.answers["ScoreGroups"] = answer
    replies = list(client.score_groups(groups(6)))
    assert [r.position for r in replies] == [0, 2, 4, 1, 3, 5]
    assert all(r.score is not None for r in replies)


def test_yields_the_error_of_a_group_that_stays_unavailable(platform, client):
    def answer(requests, context, number):
        for request in requests:
            if request.sequence == 0:
                yield error(request, status(grpc.StatusCode.UNAVAILABLE, "database away"))
            else:
                yield reply(request)

    platform.answers["ScoreGroups"] = answer
    replies = list(client.score_groups(groups(2)))
    assert [(r.position, r.error is None) for r in replies] == [(1, True), (0, False)]
    assert replies[1].error.retryable


def test_raises_when_the_platform_stays_away(platform, client):
    platform.answers["ScoreGroups"] = lambda requests, c, n: refuse(c, status(grpc.StatusCode.UNAVAILABLE, "down"))
    with pytest.raises(FapoError, match="down"):
        list(client.score_groups(groups(2)))
    assert platform.calls["ScoreGroups"] == 12


def test_raises_when_the_server_leaves_a_group_unanswered(platform, client):
    platform.answers["ScoreGroups"] = lambda requests, c, n: (reply(r) for r in requests if r.sequence != 1)
    with pytest.raises(FapoError, match="1 groups unanswered"):
        list(client.score_groups(groups(3)))


def test_raises_what_the_callers_iterable_raises(platform, client):
    def source():
        yield groups(1)[0]
        raise KeyError("broken source")

    platform.answers["ScoreGroups"] = lambda requests, c, n: (reply(r) for r in requests)
    replies = client.score_groups(source())
    assert next(replies).position == 0
    with pytest.raises(KeyError, match="broken source"):
        next(replies)


def test_raises_a_group_that_cannot_be_written(platform, client):
    platform.answers["ScoreGroups"] = lambda requests, c, n: (reply(r) for r in requests)
    with pytest.raises(ValueError, match="text, turns"):
        list(client.score_groups([Group("p", ["2"], [Rollout()])]))


def test_cancels_the_stream_of_a_batch_left_early(platform, client):
    ended = []

    def answer(requests, context, number):
        context.add_callback(lambda: ended.append(True))
        for request in requests:
            yield reply(request)

    platform.answers["ScoreGroups"] = answer
    replies = client.score_groups(groups(100), window=2)
    next(replies)
    replies.close()
    platform.stop()
    assert ended == [True]
