"""Times transformers steps for ForwardSpeed: MODEL THREADS; then lines `BATCH CONTEXT STEPS` in, seconds out.

BATCH 0 is a prompt of CONTEXT tokens, otherwise one token each of BATCH sequences of CONTEXT tokens.
"""

import sys
import time

import torch
import transformers
from transformers import AutoModelForCausalLM


def steps(model, cache, batch, context, count):
    times = []
    for step in range(count):
        if batch == 0:
            ids = torch.randint(0, 256, (1, context))
            past = transformers.DynamicCache(config=model.config)
            started = time.perf_counter()
            model(ids, past_key_values=past, logits_to_keep=1)
        else:
            ids = torch.randint(0, 256, (batch, 1))
            started = time.perf_counter()
            model(ids, past_key_values=cache, logits_to_keep=1)
        times.append(time.perf_counter() - started)
        if batch:
            # Back to the context, so that every step has the same size.
            cache.crop(-1)
    return times


def main():
    torch.set_num_threads(int(sys.argv[2]))
    model = AutoModelForCausalLM.from_pretrained(sys.argv[1], dtype=torch.float32, attn_implementation="sdpa").eval()
    print(f"transformers-{transformers.__version__}", flush=True)
    cache, shape = None, None
    with torch.inference_mode():
        for line in sys.stdin:
            batch, context, count = map(int, line.split())
            if batch and shape != (batch, context):
                cache, shape = transformers.DynamicCache(config=model.config), (batch, context)
                model(torch.randint(0, 256, (batch, context)), past_key_values=cache, logits_to_keep=1)
            print(*(f"{seconds:.9f}" for seconds in steps(model, cache, batch, context, count)), flush=True)


if __name__ == "__main__":
    main()
