"""The three settings of the training program: a smoke test, two CPU cores, one large GPU."""

from __future__ import annotations

from dataclasses import dataclass, field

from fapo_genrm.data import DOMAINS
from fapo_genrm.model import ModelConfig


@dataclass(frozen=True)
class Supervised:
    """The first stage: labelled critiques."""

    steps: int
    minutes: float
    """Wall time after which the schedule has run out, however many steps were done; 0: no limit."""
    batch_tokens: int
    """Tokens a batch may hold, padding included."""
    longest: int
    """Rows with more tokens are left out."""
    peak_rate: float
    warmup: int
    prompt_weight: float = 0.1
    """What a prompt token's loss counts beside a critique token's: prompts teach the layout."""
    bare_rows: int = 0
    """So many first rows come without the instructions, which are the same in every prompt and half of a short one."""
    short: int = 0
    """The longest row at first, in tokens; 0: as at the end."""
    ramp_rows: int = 0
    """The row at which the longest has grown to `longest`, in proportion."""
    foreign: int = 0
    """Every so many rows one comes from a domain that the preset leaves out; its critique says so. 0: none."""
    muon: bool = False
    """Matrices take orthogonalised momentum (Muon) in place of AdamW."""
    overfit: int = 0
    """Trains on only this many rows, again and again; 0: never the same row twice."""


@dataclass(frozen=True)
class Grpo:
    """The second stage: reward instead of labelled text."""

    steps: int
    minutes: float
    prompts: int
    """Solutions a step."""
    group: int
    """Critiques a solution."""
    rate: float
    longest_prompt: int
    max_new: int
    temperature: float = 1.0
    clip_low: float = 0.2
    clip_high: float = 0.28


@dataclass(frozen=True)
class Preset:
    """Everything one run is made of, but its seed."""

    name: str
    hidden_size: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    intermediate_size: int
    vocabulary: int
    tokenizer_rows: int
    supervised: Supervised
    grpo: Grpo
    evaluate_rows: int
    """Held-back rows a domain."""
    evaluate_new: int
    """Longest critique that is measured, in tokens."""
    workers: int
    domains: tuple[str, ...] = field(default=DOMAINS)
    bf16: bool = False

    def model(self, vocabulary: int) -> ModelConfig:
        """The sizes of the model."""
        return ModelConfig(vocabulary, self.hidden_size, self.layers, self.heads, self.kv_heads, self.head_dim,
                           self.intermediate_size)


PRESETS = {
    "cpu-smoke": Preset(
        "cpu-smoke", 128, 3, 4, 2, 32, 384, 1024, 600,
        Supervised(160, 2.0, 6144, 640, 3e-3, 20, overfit=24),
        Grpo(2, 0.5, 4, 4, 1e-4, 512, 128),
        evaluate_rows=4, evaluate_new=128, workers=0, domains=("linear", "story"),
    ),
    "cpu": Preset(
        "cpu", 192, 4, 6, 3, 32, 384, 1536, 6000,
        Supervised(20000, 95.0, 6144, 960, 3e-3, 60, prompt_weight=0.0, bare_rows=53_248, short=288, ramp_rows=40_960,
                   foreign=8, muon=True),
        Grpo(60, 15.0, 16, 8, 2e-5, 768, 384),
        evaluate_rows=100, evaluate_new=512, workers=1, domains=("tracking", "dyck"), bf16=True,
    ),
    "gpu-h200": Preset(
        "gpu-h200", 512, 12, 8, 4, 64, 1536, 3072, 12000,
        Supervised(20000, 15.0, 65536, 6144, 1e-3, 400),
        Grpo(100, 5.0, 64, 8, 1e-5, 1024, 640),
        evaluate_rows=250, evaluate_new=2560, workers=12, bf16=True,
    ),
}
