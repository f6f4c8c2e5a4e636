"""The committed message modules are those that the contract's proto files make."""

import filecmp
import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parents[1]
NO_PROTOC = 3


def test_matches_the_contract(tmp_path):
    # FAPO_GENERATE_PYTHON: a Python that has grpcio-tools 1.62, see scripts/generate.
    python = os.environ.get("FAPO_GENERATE_PYTHON", sys.executable)
    made = subprocess.run(
        [str(HERE / "scripts" / "generate"), str(tmp_path / "wire")],
        env={**os.environ, "PYTHON": python},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if made.returncode == NO_PROTOC and "FAPO_GENERATE_PYTHON" not in os.environ:
        pytest.skip(made.stdout.strip())
    assert made.returncode == 0, made.stdout
    fresh = {p.relative_to(tmp_path / "wire") for p in (tmp_path / "wire").rglob("*.py*")}
    committed = HERE / "fapo_client" / "wire"
    assert fresh == {p.relative_to(committed) for p in committed.rglob("*.py*") if "__pycache__" not in p.parts}
    stale = [str(p) for p in sorted(fresh) if not filecmp.cmp(tmp_path / "wire" / p, committed / p, shallow=False)]
    assert not stale, f"{stale}: run scripts/generate"
