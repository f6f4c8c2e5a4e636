import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))

from fake import FakePlatform  # noqa: E402

from fapo_client import FapoClient, RetryPolicy  # noqa: E402


@pytest.fixture
def platform():
    fake = FakePlatform()
    yield fake
    fake.stop()


@pytest.fixture
def client(platform):
    quick = RetryPolicy(initial_backoff=0.001, max_backoff=0.002)
    with FapoClient(platform.target, deadline=20.0, retry=quick) as connected:
        yield connected
