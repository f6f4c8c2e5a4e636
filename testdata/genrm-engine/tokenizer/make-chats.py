"""Makes chats.json: conversations and what the templates of the checkpoints make of them.

    pip install jinja2
    python make-chats.py QWEN3_TEMPLATE

QWEN3_TEMPLATE is the `chat_template` of Qwen/Qwen3-4B's tokenizer_config.json, as a file; its
SHA-256 is checked. Rendered as transformers renders templates.
"""

import hashlib
import json
import sys
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment

QWEN3_SHA256 = "a55ee1b1660128b7098723e0abcd92caa0788061051c62d51cbe87d9cf1974d8"
CHATML = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SYSTEM = ("system", "You judge solutions.")
USER = ("user", "Is 1 + 1 = 2?")
AGAIN = ("user", "And 2 + 2?\n")
THOUGHT = ("assistant", "<think>\nLet me see.\n\n</think>\n\nYes, \\boxed{-1}.")
PLAIN = ("assistant", "Yes.")
CONVERSATIONS = {
    "user": [USER],
    "system and user": [SYSTEM, USER],
    "several turns": [SYSTEM, USER, PLAIN, AGAIN],
    "thought in history": [USER, THOUGHT, AGAIN],
    "thought at the end": [USER, THOUGHT],
    "no thought at the end": [USER, PLAIN],
    "thought between answers": [USER, THOUGHT, PLAIN],
    "no thought between answers": [USER, PLAIN, THOUGHT],
    "half a thought": [USER, ("assistant", "no opening</think>\n\n\nbut an end"), AGAIN],
    "two thoughts": [USER, ("assistant", "<think>a</think>b<think>c</think>d")],
    "no user": [SYSTEM, THOUGHT],
    "system later": [USER, PLAIN, ("system", "Be brief."), AGAIN],
    "tool response": [USER, THOUGHT, ("user", "<tool_response>\n4\n</tool_response>"), THOUGHT],
    "empty": [("system", ""), ("user", "")],
    "braces and spaces": [("user", "  {{ x }} {% if %} \\boxed{}\u2028\n\n\n")],
}


def main() -> None:
    source = Path(sys.argv[1]).read_text(encoding="utf-8")
    assert hashlib.sha256(source.encode()).hexdigest() == QWEN3_SHA256
    jinja = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    # The form above has its line ends where they are meant.
    chatml = ImmutableSandboxedEnvironment(keep_trailing_newline=True).from_string(CHATML)
    rows = []
    for form, template in (("QWEN3", jinja.from_string(source)), ("CHATML", chatml)):
        for name, turns in CONVERSATIONS.items():
            messages = [{"role": role, "content": content} for role, content in turns]
            for prompt in (False, True):
                for thinking in (True, False):
                    expected = template.render(
                        messages=messages, add_generation_prompt=prompt, enable_thinking=thinking
                    )
                    rows.append(
                        {
                            "name": name,
                            "form": form,
                            "messages": messages,
                            "add_generation_prompt": prompt,
                            "enable_thinking": thinking,
                            "expected": expected,
                        }
                    )
    text = json.dumps(rows, ensure_ascii=True, indent=1)
    (Path(__file__).parent / "chats.json").write_text(text + "\n", encoding="utf-8")


main()
