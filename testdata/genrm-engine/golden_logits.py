"""Golden logits of random decoders, by Hugging Face transformers on the CPU.

Run once, by hand, where torch may be installed; the rows are kept in the folder logits:

    python3 -m venv golden && golden/bin/pip install torch==2.15.0 transformers==5.23.0 numpy
    golden/bin/python testdata/genrm-engine/golden_logits.py

With an argument the checkpoints are saved under that folder too, each by save_pretrained.
Weights are a function of seed, tensor name and place (RandomWeights.java has the same one), so
a row stores their hash and not the weights.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import transformers
from transformers import LlamaConfig, Qwen2Config, Qwen3Config

POSITIONS = 5
LLAMA3 = {
    "rope_type": "llama3",
    "rope_theta": 500000.0,
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}
LINEAR = {"rope_type": "linear", "rope_theta": 10000.0, "factor": 2.5}
FAST = {"rope_type": "default", "rope_theta": 1e4}
SLOW = {"rope_type": "default", "rope_theta": 1e6}


class Case(NamedTuple):
    config: type
    element_type: str
    tokens: int
    layers: int
    hidden: int
    intermediate: int
    heads: int
    shared_heads: int
    head_size: int
    vocabulary: int
    tied: bool
    rope: dict


CASES = {
    "qwen3-f32": Case(Qwen3Config, "F32", 40, 2, 64, 128, 4, 2, 16, 320, True, SLOW),
    "qwen3-bf16-wide-heads": Case(Qwen3Config, "BF16", 40, 3, 48, 96, 4, 1, 32, 300, False, SLOW),
    "qwen3-f16-all-heads": Case(Qwen3Config, "F16", 24, 4, 128, 256, 8, 8, 16, 400, True, SLOW),
    "qwen3-bf16-long": Case(Qwen3Config, "BF16", 300, 2, 64, 160, 8, 2, 16, 320, True, SLOW),
    "qwen3-f32-small-heads": Case(Qwen3Config, "F32", 33, 2, 32, 80, 6, 1, 8, 259, False, FAST),
    "qwen2-f32": Case(Qwen2Config, "F32", 40, 2, 64, 128, 4, 2, 16, 320, True, SLOW),
    "qwen2-bf16": Case(Qwen2Config, "BF16", 40, 3, 96, 192, 6, 3, 16, 320, False, SLOW),
    "llama-f32": Case(LlamaConfig, "F32", 40, 2, 64, 128, 4, 4, 16, 320, False, FAST),
    "llama-bf16-llama3": Case(LlamaConfig, "BF16", 200, 2, 64, 128, 4, 2, 32, 320, False, LLAMA3),
    "llama-f16-linear": Case(LlamaConfig, "F16", 96, 3, 64, 128, 4, 1, 16, 320, True, LINEAR),
}
TYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}


def mix(z):
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def fnv1a64(name):
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def bits(seed, name, count):
    base = mix(np.array([seed ^ fnv1a64(name)], dtype=np.uint64))
    places = np.arange(1, count + 1, dtype=np.uint64)
    return mix(base + places * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)


def values(seed, name, shape):
    if name == "model.norm.weight":
        center, amplitude = 3, 0.75
    elif name.endswith("norm.weight"):
        center, amplitude = 1, 0.25
    else:
        center, amplitude = 0, 0.5 if name.endswith(".bias") else np.sqrt(3.0 / shape[-1])
    half = np.float32(2**23)
    unit = (bits(seed, name, int(np.prod(shape))).astype(np.float32) - half) / half
    flat = np.float32(center) + np.float32(amplitude) * unit
    return torch.from_numpy(flat.reshape(shape))


def weights_hash(tensors, element_type):
    digest = hashlib.sha256()
    for name in sorted(tensors):
        tensor = tensors[name].contiguous()
        shape = ",".join(str(size) for size in tensor.shape)
        digest.update(f"{name}\0{element_type}\0{shape}\0".encode())
        digest.update(tensor.view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def model(case, seed):
    config = case.config(
        vocab_size=case.vocabulary,
        hidden_size=case.hidden,
        intermediate_size=case.intermediate,
        num_hidden_layers=case.layers,
        num_attention_heads=case.heads,
        num_key_value_heads=case.shared_heads,
        head_dim=case.head_size,
        max_position_embeddings=512,
        tie_word_embeddings=case.tied,
        rope_parameters=case.rope,
        bos_token_id=None,
        eos_token_id=case.vocabulary - 1,
        pad_token_id=None,
        attn_implementation="eager",
    )
    element_type = TYPES[case.element_type]
    decoder = transformers.AutoModelForCausalLM.from_config(config, dtype=element_type)
    tensors = {
        name: values(seed, name, tuple(tensor.shape)).to(element_type)
        for name, tensor in decoder.state_dict().items()
        if not (case.tied and name == "lm_head.weight")
    }
    missing, unexpected = decoder.load_state_dict(tensors, strict=False)
    assert set(missing) <= {"lm_head.weight"} and not unexpected, (missing, unexpected)
    decoder.tie_weights()
    return decoder.eval(), weights_hash(tensors, case.element_type)


def rows(decoder, tokens, positions):
    with torch.no_grad():
        logits = decoder(torch.tensor([tokens])).logits[0]
    return [[float(f"{x:.7g}") for x in logits[p].float().tolist()] for p in positions]


def golden(case, seed, save):
    decoder, digest = model(case, seed)
    ids = bits(seed, "tokens", case.tokens) % np.uint64(case.vocabulary)
    tokens = [int(x) for x in ids]
    positions = [round(i * (case.tokens - 1) / (POSITIONS - 1)) for i in range(POSITIONS)]
    if save:
        decoder.save_pretrained(save, max_shard_size="100KB")
    row = {
        "transformers": transformers.__version__,
        "torch": torch.__version__,
        "type": case.element_type,
        "seed": seed,
        "weights_hash": digest,
        "tokens": tokens,
        "positions": positions,
    }
    if case.element_type != "F32":
        row["logits_" + case.element_type] = rows(decoder, tokens, positions)
    row["logits_F32"] = rows(decoder.float(), tokens, positions)
    config = decoder.config.to_diff_dict()
    return {"config": {**config, "architectures": [type(decoder).__name__]}, **row}


def main():
    out = Path(__file__).parent / "logits"
    out.mkdir(exist_ok=True)
    torch.set_num_threads(1)  # the order of a sum is that of its threads
    for seed, (name, case) in enumerate(CASES.items(), start=1):
        save = Path(sys.argv[1]) / name if len(sys.argv) > 1 else None
        row = golden(case, seed, save)
        lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in row.items())
        (out / f"{name}.json").write_text("{" + lines + "}\n")
        print(name, row["weights_hash"][:16])


main()
