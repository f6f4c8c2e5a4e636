"""A platform in this process that answers as it is told: for what the real one does only in trouble."""

from __future__ import annotations

import threading
from concurrent import futures

import grpc
from google.protobuf import any_pb2, duration_pb2
from google.rpc import error_details_pb2, status_pb2

from fapo_client.wire.evaluation.v1 import evaluation_pb2
from fapo_client.wire.genrm.v1 import genrm_pb2
from fapo_client.wire.reward.v1 import reward_pb2, score_pb2
from fapo_client.wire.verifier.v1 import verifier_pb2

_MODULES = {
    "fapo.reward.v1.RewardService": reward_pb2,
    "fapo.verifier.v1.VerifierService": verifier_pb2,
    "fapo.genrm.v1.GenrmService": genrm_pb2,
    "fapo.evaluation.v1.EvaluationService": evaluation_pb2,
}


def status(code: grpc.StatusCode, message: str = "", retry_after: float | None = None, *details) -> status_pb2.Status:
    packed = []
    if retry_after is not None:
        delay = duration_pb2.Duration()
        delay.FromNanoseconds(round(retry_after * 1e9))
        details = (error_details_pb2.RetryInfo(retry_delay=delay), *details)
    for detail in details:
        any_ = any_pb2.Any()
        any_.Pack(detail)
        packed.append(any_)
    return status_pb2.Status(code=code.value[0], message=message, details=packed)


class FakePlatform(grpc.GenericRpcHandler):
    """`answers[method]` is called with (request or request iterator, context, 1-based number of the call)."""

    def __init__(self):
        self.answers = {}
        self.calls = {}
        self.lock = threading.Lock()
        self.server = self.start(0)

    def start(self, port: int) -> grpc.Server:
        options = [("grpc.max_receive_message_length", 64 << 20), ("grpc.max_send_message_length", 64 << 20)]
        server = grpc.server(futures.ThreadPoolExecutor(8), handlers=(self,), options=options)
        self.port = server.add_insecure_port(f"127.0.0.1:{port}")
        self.target = f"127.0.0.1:{self.port}"
        server.start()
        return server

    def stop(self) -> None:
        self.server.stop(None).wait()

    def service(self, details):
        _, service, method = details.method.split("/")
        module = _MODULES[service]
        descriptor = module.DESCRIPTOR.services_by_name[service.rsplit(".", 1)[1]].methods_by_name[method]
        codec = {
            "request_deserializer": getattr(module, descriptor.input_type.name).FromString,
            "response_serializer": getattr(module, descriptor.output_type.name).SerializeToString,
        }

        def answer(request, context):
            with self.lock:
                number = self.calls[method] = self.calls.get(method, 0) + 1
            return self.answers[method](request, context, number)

        if method in ("ScoreGroups", "Evaluate"):
            return grpc.stream_stream_rpc_method_handler(answer, **codec)
        return grpc.unary_unary_rpc_method_handler(answer, **codec)


def refuse(context, refusal: status_pb2.Status):
    context.set_trailing_metadata((("grpc-status-details-bin", refusal.SerializeToString()),))
    codes = {code.value[0]: code for code in grpc.StatusCode}
    context.abort(codes[refusal.code], refusal.message)


def scored(group: score_pb2.Group, reward: float = 1.0) -> score_pb2.GroupScore:
    """Each member worth the same."""
    score = score_pb2.GroupScore(key=group.key)
    score.status.code = score_pb2.GROUP_STATUS_CODE_OK
    for index, rollout in enumerate(group.rollouts):
        result = score.rollouts.add(rollout_index=index, rollout_id=rollout.rollout_id, advantage=0.5)
        result.scored.reward = reward
        result.scored.components.outcome = reward
    return score
