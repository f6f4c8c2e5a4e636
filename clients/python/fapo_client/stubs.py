"""The services' methods on a channel: what a generated stub would hold, without its pin on a version of grpcio."""

from __future__ import annotations

import grpc

from fapo_client.wire.evaluation.v1 import evaluation_pb2
from fapo_client.wire.genrm.v1 import genrm_pb2
from fapo_client.wire.reward.v1 import reward_pb2
from fapo_client.wire.verifier.v1 import verifier_pb2


class _Stub:
    def __init__(self, channel: grpc.Channel, messages, service: str):
        descriptor = messages.DESCRIPTOR.services_by_name[service]
        self._channel = channel
        self._prefix = "/" + descriptor.full_name + "/"
        self._messages = messages

    def _unary(self, name: str):
        return self._channel.unary_unary(self._prefix + name, **self._codec(name))

    def _stream(self, name: str):
        return self._channel.stream_stream(self._prefix + name, **self._codec(name))

    def _codec(self, name: str) -> dict:
        request = getattr(self._messages, name + "Request")
        response = getattr(self._messages, name + "Response")
        return {
            "request_serializer": request.SerializeToString,
            "response_deserializer": response.FromString,
        }


class RewardStub(_Stub):
    def __init__(self, channel: grpc.Channel):
        super().__init__(channel, reward_pb2, "RewardService")
        self.score_rollout = self._unary("ScoreRollout")
        self.score_group = self._unary("ScoreGroup")
        self.score_groups = self._stream("ScoreGroups")
        self.get_group = self._unary("GetGroup")
        self.close_group = self._unary("CloseGroup")
        self.cancel_group = self._unary("CancelGroup")
        self.cancel_run = self._unary("CancelRun")
        self.compute_advantage = self._unary("ComputeAdvantage")
        self.get_server_info = self._unary("GetServerInfo")


class VerifierStub(_Stub):
    def __init__(self, channel: grpc.Channel):
        super().__init__(channel, verifier_pb2, "VerifierService")
        self.verify = self._unary("Verify")


class GenrmStub(_Stub):
    def __init__(self, channel: grpc.Channel):
        super().__init__(channel, genrm_pb2, "GenrmService")
        self.critique = self._unary("Critique")


class EvaluationStub(_Stub):
    def __init__(self, channel: grpc.Channel):
        super().__init__(channel, evaluation_pb2, "EvaluationService")
        self.evaluate = self._stream("Evaluate")
