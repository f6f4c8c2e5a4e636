"""Models in the layout of Hugging Face: `config.json`, `model.safetensors`, `generation_config.json` beside the tokenizer."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from fapo_genrm import tokenizer
from fapo_genrm.model import ModelConfig, Qwen3
from fapo_genrm.prompt import END_OF_TEXT, IM_END


def save(model: Qwen3, folder: Path, dtype: torch.dtype = torch.bfloat16) -> None:
    """Writes the model beside the tokenizer of `folder`. The head is tied and not stored."""
    tok = tokenizer.load(folder)
    name = str(dtype).removeprefix("torch.")
    end, pad = tok.token_to_id(IM_END), tok.token_to_id(END_OF_TEXT)
    config = {**model.config.hugging_face(name), "eos_token_id": end, "bos_token_id": None, "pad_token_id": pad}
    _write(folder / "config.json", config)
    _write(folder / "generation_config.json",
           {"do_sample": False, "eos_token_id": [end, pad], "pad_token_id": pad, "max_new_tokens": 1024})
    tensors = {k: v.detach().to("cpu", dtype).contiguous() for k, v in model.named_parameters()}
    save_file(tensors, str(folder / "model.safetensors"), metadata={"format": "pt"})


def _write(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def load(folder: Path) -> Qwen3:
    """The model of a folder, in float32 on the CPU, for use."""
    config = ModelConfig.from_hugging_face(json.loads((folder / "config.json").read_text(encoding="utf-8")))
    model = Qwen3(config)
    tensors = {k: v.float() for k, v in load_file(str(folder / "model.safetensors")).items()}
    model.load_state_dict(tensors, strict=True)
    return model.eval()
