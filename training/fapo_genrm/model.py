"""The Qwen3 architecture in plain PyTorch: parameter names and shapes are those of Hugging Face's `Qwen3ForCausalLM`.

Shapes: B sequences, T tokens, H query heads, K key/value heads, D dimensions a head, C hidden size, V vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class ModelConfig:
    """Sizes of a model. Embeddings are tied and no layer has a bias."""

    vocab_size: int
    hidden_size: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    intermediate_size: int
    max_positions: int = 8192
    rope_theta: float = 100_000.0
    norm_eps: float = 1e-6

    def hugging_face(self, dtype: str) -> dict[str, object]:
        """The content of `config.json`."""
        return {
            "architectures": ["Qwen3ForCausalLM"],
            "model_type": "qwen3",
            "vocab_size": self.vocab_size,
            "hidden_size": self.hidden_size,
            "num_hidden_layers": self.layers,
            "num_attention_heads": self.heads,
            "num_key_value_heads": self.kv_heads,
            "head_dim": self.head_dim,
            "intermediate_size": self.intermediate_size,
            "max_position_embeddings": self.max_positions,
            "rope_theta": self.rope_theta,
            "rope_scaling": None,
            "rms_norm_eps": self.norm_eps,
            "hidden_act": "silu",
            "attention_bias": False,
            "attention_dropout": 0.0,
            "tie_word_embeddings": True,
            "use_cache": True,
            "use_sliding_window": False,
            "sliding_window": None,
            "max_window_layers": self.layers,
            "initializer_range": 0.02,
            "torch_dtype": dtype,
        }

    @staticmethod
    def from_hugging_face(fields: dict[str, object]) -> ModelConfig:
        """The sizes a `config.json` names."""
        return ModelConfig(
            vocab_size=int(fields["vocab_size"]),  # type: ignore[call-overload]
            hidden_size=int(fields["hidden_size"]),  # type: ignore[call-overload]
            layers=int(fields["num_hidden_layers"]),  # type: ignore[call-overload]
            heads=int(fields["num_attention_heads"]),  # type: ignore[call-overload]
            kv_heads=int(fields["num_key_value_heads"]),  # type: ignore[call-overload]
            head_dim=int(fields["head_dim"]),  # type: ignore[call-overload]
            intermediate_size=int(fields["intermediate_size"]),  # type: ignore[call-overload]
            max_positions=int(fields["max_position_embeddings"]),  # type: ignore[call-overload]
            rope_theta=float(fields["rope_theta"]),  # type: ignore[arg-type]
            norm_eps=float(fields["rms_norm_eps"]),  # type: ignore[arg-type]
        )


class Cache:
    """Keys and values of the tokens seen so far, one pair of `[B, K, capacity, D]` a layer."""

    def __init__(self, config: ModelConfig, batch: int, capacity: int, like: Tensor) -> None:
        shape = (batch, config.kv_heads, capacity, config.head_dim)
        self.keys = [torch.zeros(shape, dtype=like.dtype, device=like.device) for _ in range(config.layers)]
        self.values = [torch.zeros(shape, dtype=like.dtype, device=like.device) for _ in range(config.layers)]
        self.length = 0
        """Tokens stored so far; the same for all sequences, which are padded on the left."""

    def extend(self, layer: int, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Stores `[B, K, T, D]` behind what is there and returns all of it."""
        end = self.length + keys.shape[2]
        self.keys[layer][:, :, self.length : end] = keys
        self.values[layer][:, :, self.length : end] = values
        return self.keys[layer][:, :, :end], self.values[layer][:, :, :end]

    def keep(self, rows: Tensor) -> None:
        """Drops all sequences but those whose indices are given."""
        self.keys = [k[rows] for k in self.keys]
        self.values = [v[rows] for v in self.values]


class RMSNorm(nn.Module):
    """Root-mean-square normalisation over the last dimension, in float32."""

    def __init__(self, size: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        """Same shape and type as `x`."""
        return F.rms_norm(x.float(), (x.shape[-1],), self.weight.float(), self.eps).to(x.dtype)


def rope_tables(config: ModelConfig, device: torch.device) -> tuple[Tensor, Tensor]:
    """Cosines and sines, `[max_positions, D]` in float32; the two halves of D hold the same angles."""
    half = torch.arange(0, config.head_dim, 2, dtype=torch.float32, device=device) / config.head_dim
    angles = torch.arange(config.max_positions, dtype=torch.float32, device=device)[:, None] / config.rope_theta ** half
    angles = torch.cat([angles, angles], dim=-1)
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary embedding of `[B, heads, T, D]` by tables of `[B or 1, 1, T, D]`."""
    left, right = x.chunk(2, dim=-1)
    return x * cos.to(x.dtype) + torch.cat([-right, left], dim=-1) * sin.to(x.dtype)


class Attention(nn.Module):
    """Grouped-query attention with normalised queries and keys."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        c, d = config.hidden_size, config.head_dim
        self.config = config
        self.q_proj = nn.Linear(c, config.heads * d, bias=False)
        self.k_proj = nn.Linear(c, config.kv_heads * d, bias=False)
        self.v_proj = nn.Linear(c, config.kv_heads * d, bias=False)
        self.o_proj = nn.Linear(config.heads * d, c, bias=False)
        self.q_norm = RMSNorm(d, config.norm_eps)
        self.k_norm = RMSNorm(d, config.norm_eps)

    def forward(
        self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor | None, cache: Cache | None, layer: int
    ) -> Tensor:
        """`[B, T, C]`; without a mask attention is causal, with one it is what the mask allows."""
        b, t, _ = x.shape
        d = self.config.head_dim
        q = rotate(self.q_norm(self.q_proj(x).view(b, t, -1, d)).transpose(1, 2), cos, sin)
        k = rotate(self.k_norm(self.k_proj(x).view(b, t, -1, d)).transpose(1, 2), cos, sin)
        v = self.v_proj(x).view(b, t, -1, d).transpose(1, 2)
        if cache is not None:
            k, v = cache.extend(layer, k, v)
        groups = self.config.heads // self.config.kv_heads
        k, v = k.repeat_interleave(groups, dim=1), v.repeat_interleave(groups, dim=1)
        out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=mask is None)
        return self.o_proj(out.transpose(1, 2).reshape(b, t, -1))


class MLP(nn.Module):
    """Gated feed-forward layer."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.up_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.down_proj = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Same shape as `x`."""
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Block(nn.Module):
    """Attention and feed-forward layer, each behind a norm and around a residual."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.self_attn = Attention(config)
        self.mlp = MLP(config)
        self.input_layernorm = RMSNorm(config.hidden_size, config.norm_eps)
        self.post_attention_layernorm = RMSNorm(config.hidden_size, config.norm_eps)

    def forward(
        self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor | None, cache: Cache | None, layer: int
    ) -> Tensor:
        """Same shape as `x`."""
        x = x + self.self_attn(self.input_layernorm(x), cos, sin, mask, cache, layer)
        return x + self.mlp(self.post_attention_layernorm(x))


class Body(nn.Module):
    """Everything but the language-model head."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.layers = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = RMSNorm(config.hidden_size, config.norm_eps)


class Qwen3(nn.Module):
    """A causal language model whose head is its embedding."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.model = Body(config)
        cos, sin = rope_tables(config, torch.device("cpu"))
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        self.apply(self._initialise)
        for name, parameter in self.named_parameters():
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                nn.init.normal_(parameter, std=0.02 / (2 * config.layers) ** 0.5)

    @staticmethod
    def _initialise(module: nn.Module) -> None:
        if isinstance(module, nn.Linear | nn.Embedding):
            nn.init.normal_(module.weight, std=0.02)

    def hidden(
        self, ids: Tensor, positions: Tensor | None = None, mask: Tensor | None = None, cache: Cache | None = None
    ) -> Tensor:
        """`[B, T, C]` from ids `[B, T]`; positions `[B, T]` default to 0 … T − 1."""
        x = self.model.embed_tokens(ids)
        if positions is None:
            cos, sin = self.cos[None, None, : ids.shape[1]], self.sin[None, None, : ids.shape[1]]
        else:
            cos, sin = self.cos[positions][:, None], self.sin[positions][:, None]
        for i, block in enumerate(self.model.layers):
            x = block(x, cos, sin, mask, cache, i)
        if cache is not None:
            cache.length += ids.shape[1]
        return self.model.norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        """`[..., V]` in float32."""
        return F.linear(hidden, self.model.embed_tokens.weight.to(hidden.dtype)).float()

    @property
    def parameters_count(self) -> int:
        """How many numbers are trained."""
        return sum(p.numel() for p in self.parameters())
