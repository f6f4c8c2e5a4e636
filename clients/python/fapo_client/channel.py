"""Connections that survive what trainers do to them: forks, long critiques, large groups, several replicas."""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Optional

# grpc's own fork handlers; without them the first call of a forked child hangs. Read when grpc is imported.
if "grpc" not in sys.modules:
    os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")

import grpc  # noqa: E402

from fapo_client.stubs import EvaluationStub, GenrmStub, RewardStub, VerifierStub  # noqa: E402

#: Bytes; the contract's largest message.
MAX_MESSAGE_BYTES = 64 << 20

_SERVICE_CONFIG = json.dumps({"loadBalancingConfig": [{"round_robin": {}}]})

_OPTIONS = (
    ("grpc.max_send_message_length", MAX_MESSAGE_BYTES),
    ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
    # A headless Kubernetes service resolves to every replica (dns:///name:port): spread calls over them.
    ("grpc.service_config", _SERVICE_CONFIG),
    # Retrying is decided in retry.py, in one place.
    ("grpc.enable_retries", 0),
    # A channel made after a fork must not pick up its parent's connections.
    ("grpc.use_local_subchannel_pool", 1),
    # Quick to find a restarted platform: by default a lost connection is not tried again for a second.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 1_000),
    ("grpc.max_reconnect_backoff_ms", 10_000),
    # Over the 5 minutes that servers permit by default.
    ("grpc.keepalive_time_ms", 330_000),
)


class Connections:
    """The stubs of one process; a forked child gets its own on first use and leaves its parent's alone."""

    def __init__(
        self,
        targets: dict,
        credentials: Optional[grpc.ChannelCredentials] = None,
    ):
        self._targets = targets
        self._credentials = credentials
        self._reset()

    def _reset(self) -> None:
        # The lock too: another thread of the parent may have held it at the fork.
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._channels: dict = {}
        self._stubs: dict = {}

    def reward(self) -> RewardStub:
        return self._stub("reward", RewardStub)

    def verifier(self) -> VerifierStub:
        return self._stub("verifier", VerifierStub)

    def genrm(self) -> GenrmStub:
        return self._stub("genrm", GenrmStub)

    def evaluation(self) -> EvaluationStub:
        """Served beside the critics."""
        return self._stub("genrm", EvaluationStub)

    def _stub(self, service: str, make):
        if self._pid != os.getpid():
            self._reset()
        with self._lock:
            if make not in self._stubs:
                self._stubs[make] = make(self._channel(self._targets[service]))
            return self._stubs[make]

    def _channel(self, target: str) -> grpc.Channel:
        if target not in self._channels:
            self._channels[target] = (
                grpc.insecure_channel(target, options=_OPTIONS)
                if self._credentials is None
                else grpc.secure_channel(target, self._credentials, options=_OPTIONS)
            )
        return self._channels[target]

    def close(self) -> None:
        if self._pid != os.getpid():
            return  # the channels are the parent's
        with self._lock:
            for channel in self._channels.values():
                channel.close()
            self._channels.clear()
            self._stubs.clear()
