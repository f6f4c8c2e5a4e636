"""Byte-level BPE in Hugging Face format, trained on generated rows in the Qwen3 chat layout.

Digits and symbols are never merged with one another: a number is a sequence of digits, a stack a sequence of brackets, so that
a small model sees the same token wherever the same symbol stands.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fapo_genrm.data import Row, Split, rows
from fapo_genrm.data.stats import report, tally
from fapo_genrm.prompt import CHAT_TEMPLATE, END_OF_TEXT, IM_END, SPECIAL_TOKENS, chat_prompt, tagged, user_message

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PIECES = (
    r"\n\n<paragraph_|\n</paragraph_|(?i:'s|'t|'re|'ve|'m|'ll|'d)| ?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""What is never merged across: paragraph tags, words, single digits, single symbols, white space."""


def texts_of(row: Row, bare: bool = False) -> tuple[str, str]:
    """Prompt and completion of a row as a model sees them, special tokens written out; `bare` without the instructions."""
    if bare:
        message = f"{row.problem}\n\n{row.ground_truth}\n\n{tagged(row.steps)}\n\n"
    else:
        message = user_message(row.problem, row.ground_truth, row.steps)
    return chat_prompt(message), row.critique + IM_END + "\n"


def train(texts: Iterable[str], vocabulary: int) -> Tokenizer:
    """A tokenizer with `vocabulary` entries, special tokens first."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(PIECES), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(SPECIAL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def save(tokenizer: Tokenizer, folder: Path) -> None:
    """`tokenizer.json` and `tokenizer_config.json`, the latter with the chat template."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    special = {str(tokenizer.token_to_id(t)): {"content": t, "special": True, "lstrip": False, "rstrip": False,
                                                "normalized": False, "single_word": False} for t in SPECIAL_TOKENS}
    config = {
        "tokenizer_class": "Qwen2Tokenizer",
        "added_tokens_decoder": special,
        "additional_special_tokens": list(SPECIAL_TOKENS[1:]),
        "bos_token": None,
        "eos_token": IM_END,
        "pad_token": END_OF_TEXT,
        "unk_token": None,
        "add_bos_token": False,
        "add_prefix_space": False,
        "clean_up_tokenization_spaces": False,
        "model_max_length": 8192,
        "chat_template": CHAT_TEMPLATE,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def load(folder: Path) -> Tokenizer:
    """The tokenizer of a folder."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def corpus(seed: int, count: int, domains: tuple[str, ...]) -> Iterator[str]:
    """Prompt and completion of training rows."""
    for row in itertools.islice(rows(seed, Split.TRAIN, domains), count):
        prompt, completion = texts_of(row)
        yield prompt + completion


def main() -> int:
    """Trains a tokenizer and says how long rows are in its tokens."""
    from fapo_genrm.data.stream import DOMAINS

    parser = argparse.ArgumentParser(prog="python -m fapo_genrm.tokenizer", description=__doc__)
    parser.add_argument("--rows", type=int, default=6000, help="training rows to learn from (default 6000)")
    parser.add_argument("--vocabulary", type=int, default=3072, help="entries, special tokens included (default 3072)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--domains", default=",".join(DOMAINS))
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--lengths", type=int, default=3000, help="held-back rows to measure; 0: none (default 3000)")
    options = parser.parse_args()
    domains = tuple(options.domains.split(","))
    tokenizer = train(corpus(options.seed, options.rows, domains), options.vocabulary)
    save(tokenizer, options.out)
    if options.lengths:
        held = itertools.islice(rows(options.seed, Split.HELD, domains), options.lengths)
        print(report(tally(held, lambda text: len(tokenizer.encode(text).ids)), "tokens"))
    print(f"{tokenizer.get_vocab_size()} entries in {options.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
