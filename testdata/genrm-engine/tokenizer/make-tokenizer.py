"""Makes tokenizer.json, a small tokenizer of the form Qwen's have, and encodings.tsv.

    pip install tokenizers
    python make-tokenizer.py

Byte-level BPE behind Qwen's way of splitting text, trained on the lines below; the added tokens are
Qwen3's, behind the vocabulary as there. Rows of encodings.tsv are `text <tab> ids`, the text as a
JSON string, written by the library that made the tokenizer.
"""

import json
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

HERE = Path(__file__).parent
SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
ADDED = ["<think>", "</think>", "<tool_call>", "</tool_call>"]
CORPUS = [
    "The following is a math problem with its reference answer and a solution, paragraph by paragraph.",
    "Paragraph 0 states the equation correctly. Paragraph 1 divides both sides by two, which is right.",
    "The earliest error is in paragraph 2: the sum of the squares is not the square of the sum.",
    "Every step follows from the one before, so no error was found.",
    "Final answer: \\boxed{-1}", "Final answer: \\boxed{0}", "Final answer: \\boxed{3}",
    "\\frac{1}{2} + \\sqrt{2} = x^2 - 1, \\boxed{42}, \\boxed{-1}\n",
    "system\nYou judge solutions.\nuser\nWhat is wrong with it?\nassistant\n",
    "für größer, naïve; 数学题; ответ; ∑ ≤ ≥ π; 👩🏽‍🔬 🙂\n\n",
] * 4
TEXTS = [
    "", " ", "\n\n", "The answer is \\boxed{-1}.", "Paragraph 12: x^2 − 1 ≤ 3\r\n",
    "數學 🙂👩🏽‍🔬 naïve", "e\u0301 becomes \u00e9", "<|im_start|>user\nHi<|im_end|>\n<think>\n\n</think>",
    "  two spaces,\ttabs\t and trailing  ", "it's WE'LL'd 1234567890",
]


def main() -> None:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(SPLIT), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=256 + 300,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    tokenizer.add_special_tokens([AddedToken(text, special=True) for text in SPECIAL])
    tokenizer.add_tokens([AddedToken(text, special=False, normalized=False) for text in ADDED])
    tokenizer.save(str(HERE / "tokenizer.json"))
    with open(HERE / "encodings.tsv", "w", encoding="utf-8") as rows:
        for text in TEXTS:
            ids = tokenizer.encode(text, add_special_tokens=False).ids
            rows.write(f"{json.dumps(text)}\t{' '.join(map(str, ids))}\n")


main()
