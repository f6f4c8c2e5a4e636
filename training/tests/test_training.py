"""The training program on a model of a few thousand numbers. Skipped where PyTorch is absent."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("tokenizers")
pytest.importorskip("safetensors")

from fapo_genrm import evaluate, export, grpo, supervised, tokenizer, train  # noqa: E402
from fapo_genrm.batches import Place, Stream, collate, fill, longest_at  # noqa: E402
from fapo_genrm.data import Row  # noqa: E402
from fapo_genrm.generate import by_length, generate  # noqa: E402
from fapo_genrm.model import ModelConfig, Qwen3  # noqa: E402
from fapo_genrm.presets import PRESETS, Grpo, Preset, Supervised  # noqa: E402
from fapo_genrm.prompt import IM_END, OUTSIDE, SPECIAL_TOKENS  # noqa: E402
from fapo_genrm.reward import Reward, Sample, local, named, reward_of  # noqa: E402

TINY = Preset(
    "tiny", 32, 2, 4, 2, 8, 48, 400, 60,
    Supervised(6, 0.0, 3000, 700, 1e-3, 2),
    Grpo(1, 0.0, 2, 4, 1e-4, 500, 12),
    evaluate_rows=2, evaluate_new=16, workers=0, domains=("linear",),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("model")
    train.make_tokenizer(TINY, 1, path)
    return path


def tiny(folder: Path) -> Qwen3:
    torch.manual_seed(0)
    return Qwen3(TINY.model(tokenizer.load(folder).get_vocab_size()))


def test_tokenizer_splits_digits_and_keeps_text(folder):
    tok = tokenizer.load(folder)
    assert [tok.token_to_id(t) for t in SPECIAL_TOKENS] == [0, 1, 2]
    text = "1234 - -56 = ((7\n<paragraph_10>\nünïcode \U0001f600"
    assert tok.decode(tok.encode(text).ids) == text
    assert tok.encode("1234").tokens == ["1", "2", "3", "4"]
    assert tok.encode("(((").tokens == ["(", "(", "("]
    assert tok.encode(f"a{IM_END}").ids[-1] == tok.token_to_id(IM_END)


def test_batches_stay_in_their_budget_and_weigh_critiques():
    encoded = [([1] * n, n // 2) for n in (4, 30, 8, 9, 16)]
    batches = fill(encoded, 32)
    assert all(len(b) * max(len(i) for i, _ in b) <= 32 or len(b) == 1 for b in batches)
    assert sum(len(b) for b in batches) == 5
    batch = collate([([5, 6, 7, 8], 2), ([5, 6], 1)], 0.1, 0, Place(0, 0, 0))
    assert batch.ids.tolist() == [[5, 6, 7, 8], [5, 6, 0, 0]]
    assert batch.weights.tolist() == [pytest.approx([0.1, 1.0, 1.0]), [1.0, 0.0, 0.0]]
    assert batch.critique.tolist() == [[False, True, True], [True, False, False]]


def test_stream_goes_on_after_a_place(folder):
    def stream(after=None):
        return iter(Stream(1, ("linear",), folder, Supervised(9, 0, 20_000, 700, 1e-3, 1, overfit=200), after))

    first = stream()
    batches = [next(first) for _ in range(4)]
    again = next(stream({0: batches[2].place}))
    assert torch.equal(again.ids, batches[3].ids)


def test_generation_is_what_the_model_says_without_cache_and_padding(folder):
    model = tiny(folder).eval()
    prompts = [[3, 40, 50, 60, 70, 80, 90], [5, 6], [100, 20, 30, 41]]
    found = generate(model, prompts, end=2, pad=0, max_new=20)
    for prompt, ids in zip(prompts, found.ids, strict=True):
        wanted = list(prompt)
        for _ in range(20):
            with torch.no_grad():
                wanted.append(int(model.logits(model.hidden(torch.tensor([wanted])))[0, -1].argmax()))
            if wanted[-1] == 2:
                break
        assert ids == wanted[len(prompt) :]


def test_generation_stops_at_the_end_token(folder):
    model = tiny(folder).eval()
    with torch.no_grad():
        free = generate(model, [[5, 6], [9, 9, 9]], end=-1, pad=0, max_new=40).ids
    end = free[0][3]
    found = generate(model, [[5, 6], [9, 9, 9]], end=end, pad=0, max_new=40)
    assert found.ids[0] == free[0][: free[0].index(end) + 1]
    assert found.finished[0]


def test_half_precision_path_agrees_with_the_full_one(folder):
    model = tiny(folder).eval()
    batch = next(iter(Stream(1, ("linear",), folder, Supervised(9, 0, 2_000, 700, 1e-3, 1, overfit=60))))
    with torch.no_grad():
        full, half = (supervised.loss_of(model, batch, torch.device("cpu"), bf16)[0] for bf16 in (False, True))
    assert torch.isfinite(half) and abs(float(full - half)) < 0.05
    prompts = [batch.ids[0, :40].tolist(), batch.ids[0, :25].tolist()]
    assert all(generate(model, prompts, 2, 0, 8, bf16=True).ids)


def test_groups_by_length_hold_everything_once():
    groups = by_length([5, 100, 7, 50, 6], 60)
    assert sorted(i for g in groups for i in g) == [0, 1, 2, 3, 4]


def test_export_has_the_layout_of_hugging_face(folder):
    from safetensors import safe_open

    model = tiny(folder)
    export.save(model, folder, torch.float32)
    again = export.load(folder)
    ids = torch.tensor([[3, 4, 5, 6]])
    assert torch.equal(model.logits(model.hidden(ids)), again.logits(again.hidden(ids)))
    config = json.loads((folder / "config.json").read_text())
    assert config["model_type"] == "qwen3" and config["tie_word_embeddings"] and config["eos_token_id"] == 2
    assert ModelConfig.from_hugging_face(config) == model.config
    with safe_open(str(folder / "model.safetensors"), "pt") as file:
        names = set(file.keys())
    layer = {f"model.layers.0.{n}.weight" for n in (
        "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj", "self_attn.q_norm",
        "self_attn.k_norm", "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj", "input_layernorm",
        "post_attention_layernorm")}
    assert layer <= names and {"model.embed_tokens.weight", "model.norm.weight"} <= names
    assert "lm_head.weight" not in names


def test_logits_are_those_of_transformers(folder):
    transformers = pytest.importorskip("transformers")
    model = tiny(folder)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    export.save(model, folder, torch.float32)
    theirs = transformers.AutoModelForCausalLM.from_pretrained(str(folder), dtype=torch.float32).eval()
    ids = torch.randint(3, 300, (2, 40))
    with torch.no_grad():
        assert torch.allclose(theirs(ids).logits, model.logits(model.hidden(ids)), atol=2e-4)
    fast = transformers.AutoTokenizer.from_pretrained(str(folder))
    text = fast.apply_chat_template([{"role": "user", "content": "a 12 (("}], tokenize=False, add_generation_prompt=True)
    assert text == "<|im_start|>user\na 12 ((<|im_end|>\n<|im_start|>assistant\n"
    assert fast(text)["input_ids"] == tokenizer.load(folder).encode(text).ids


def test_gpu_preset_fits_what_is_shipped():
    preset = PRESETS["gpu-h200"]
    with torch.device("meta"):
        model = Qwen3(preset.model(preset.vocabulary))
    assert model.parameters_count <= 40_000_000
    assert 2 * model.parameters_count <= 80_000_000


def curve(folder: Path) -> list[dict[str, float]]:
    keep = ("step", "loss", "critique_loss", "rate")
    return [{k: v for k, v in json.loads(line).items() if k in keep}
            for line in (folder / "supervised.jsonl").read_text().splitlines()]


def test_interrupted_training_ends_where_it_would_have(folder, tmp_path, monkeypatch):
    preset = replace(TINY, supervised=replace(TINY.supervised, steps=14, overfit=120))
    runs = []
    for interrupt in (None, 5):
        run = tmp_path / str(interrupt)
        run.mkdir()
        (run / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
        model = tiny(folder)
        if interrupt:
            monkeypatch.setattr(supervised, "SAVE_SECONDS", 0.0)
            calls, real = [], supervised.loss_of

            def failing(*args, calls=calls, real=real, interrupt=interrupt):
                calls.append(1)
                if len(calls) > interrupt:
                    raise KeyboardInterrupt
                return real(*args)

            monkeypatch.setattr(supervised, "loss_of", failing)
            with pytest.raises(KeyboardInterrupt):
                supervised.train(model, preset, 1, run, torch.device("cpu"), say=False)
            monkeypatch.setattr(supervised, "loss_of", real)
            model = tiny(folder)
        supervised.train(model, preset, 1, run, torch.device("cpu"), say=False)
        runs.append((curve(run), model))
    assert runs[0][0] == runs[1][0]
    for a, b in zip(runs[0][1].parameters(), runs[1][1].parameters(), strict=True):
        assert torch.equal(a, b)


@pytest.mark.parametrize(
    ("critique", "label", "steps", "outcome", "process"),
    [("\\boxed{-1}", -1, 4, 1, 0), ("\\boxed{2}", -1, 4, -1, 0), ("\\boxed{-1}", 2, 4, -1, 0),
     ("\\boxed{2}", 2, 4, 1, 0), ("\\boxed{0}", 3, 4, 1, -0.75), ("\\boxed{4}", 3, 4, -1, 0), ("nothing", 3, 4, -1, 0)],
)
def test_reward_is_equation_7(critique, label, steps, outcome, process):
    assert reward_of(Sample(critique, label, steps)) == Reward(outcome, process)


def test_advantages_by_hand():
    values = torch.tensor([[1.0, 0.0, 1.0, 0.0], [1.0, 1.0, 1.0, 1.0]])
    std = (1 / 3) ** 0.5
    wanted = [[0.5 / (std + 1e-6), -0.5 / (std + 1e-6)] * 2, [0.0] * 4]
    assert torch.allclose(grpo.advantages(values), torch.tensor(wanted))


def test_grpo_raises_what_is_rewarded(folder, tmp_path):
    (tmp_path / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    tok = tokenizer.load(folder)
    model = tiny(folder)
    preset = replace(TINY, grpo=replace(TINY.grpo, steps=25, rate=1e-2, group=8, max_new=4))

    def likes_short_tokens(samples):
        return [Reward(-min(8.0, len(s.critique)) / 8.0, 0.0) for s in samples]

    grpo.train(model, preset, 1, tmp_path, torch.device("cpu"), likes_short_tokens, say=False)
    points = [json.loads(line) for line in (tmp_path / "grpo.jsonl").read_text().splitlines()]
    assert len(points) == 25
    assert sum(p["reward"] for p in points[-5:]) > sum(p["reward"] for p in points[:5])
    assert tok.get_vocab_size() == model.config.vocab_size


def test_scores_by_hand():
    def judged(label, index, right):
        row = Row("", "", "", "", "", "", ("a", "b", "c"), "", right, label, "c", "")
        return evaluate.Judged(row, "", index)

    s = evaluate.scores([judged(1, 1, True), judged(1, 2, False), judged(0, -1, True), judged(2, None, False),
                         judged(-1, -1, True), judged(-1, 0, True), judged(-1, 1, False), judged(-1, None, True)])
    assert s["exact_location_accuracy"] == 0.25 and s["clean_accuracy"] == 0.25 and s["processbench_f1"] == 0.25
    assert s["detection_precision"] == 0.5 and s["detection_recall"] == 0.5
    assert s["false_flag_rate"] == pytest.approx(1 / 3) and s["unreadable_rate"] == 0.25


def test_reward_by_name():
    assert named("local") is local
    assert named("fapo_genrm.reward:local") is local


def test_platform_reward_message(monkeypatch):
    client = Path(__file__).parents[2] / "clients/python"
    if not client.exists():
        pytest.skip("not inside the platform's tree")
    pytest.importorskip("google.protobuf")
    monkeypatch.syspath_prepend(str(client))
    reward_pb2 = pytest.importorskip("fapo_client.wire.reward.v1.reward_pb2", exc_type=ImportError)
    from fapo_genrm.reward import _wire

    wire = _wire(Sample("\\boxed{1}", 1, 3), reward_pb2)
    assert (wire.completion, wire.label, wire.step_count) == (b"\\boxed{1}", 1, 3)


def test_reward_over_grpc_is_the_local_one(monkeypatch):
    client = Path(__file__).parents[2] / "clients/python"
    if not client.exists():
        pytest.skip("not inside the platform's tree")
    grpc = pytest.importorskip("grpc")
    monkeypatch.syspath_prepend(str(client))
    pb = pytest.importorskip("fapo_client.wire.reward.v1.reward_pb2", exc_type=ImportError)
    from concurrent.futures import ThreadPoolExecutor

    def answer(request, _):
        rewards = [reward_of(Sample(s.completion.decode(), s.label, s.step_count)) for s in request.samples]
        return pb.ScoreCritiquesResponse(rewards=[
            pb.CritiqueReward(reward=r.total, outcome=r.outcome, process=r.process) for r in rewards])

    method = grpc.unary_unary_rpc_method_handler(
        answer, pb.ScoreCritiquesRequest.FromString, pb.ScoreCritiquesResponse.SerializeToString)
    server = grpc.server(ThreadPoolExecutor(1))
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("fapo.reward.v1.RewardService", {"ScoreCritiques": method}),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    samples = [Sample("\\boxed{2}", 2, 4), Sample("\\boxed{0}", 2, 4), Sample("", -1, 4)]
    assert named(f"grpc:127.0.0.1:{port}")(samples) == local(samples)
    server.stop(0)


def test_one_command_runs_all_stages_and_another_starts_from_it(tmp_path, monkeypatch):
    monkeypatch.setitem(PRESETS, "cpu-smoke", replace(TINY, supervised=replace(TINY.supervised, steps=3)))
    first, second = tmp_path / "a", tmp_path / "b"
    assert train.main(["--preset", "cpu-smoke", "--out", str(first)]) == 0
    wanted = {"config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json",
              "figures.json", "supervised.jsonl", "grpo.jsonl"}
    assert wanted <= {p.name for p in first.iterdir()}
    assert train.main(["--preset", "cpu-smoke", "--out", str(second), "--start-from", str(first), "--outcome-only"]) == 0
    assert (second / "supervised.pt").read_bytes() == (first / "supervised.pt").read_bytes()
    assert len((second / "grpo.jsonl").read_text().splitlines()) == 1


def test_muon_brings_matrices_near_orthogonal_ones():
    from fapo_genrm.muon import orthogonal

    torch.manual_seed(3)
    values = torch.linalg.svdvals(orthogonal(torch.randn(3, 24, 40)))
    assert values.min() > 0.6
    assert values.max() < 1.3


def test_muon_learns_a_batch_by_heart():
    torch.manual_seed(1)
    model = Qwen3(ModelConfig(64, 32, 2, 2, 1, 16, 64))
    ids = torch.randint(0, 64, (2, 24))
    optimiser = supervised.optimiser(model, 3e-3, muon=True)
    losses = []
    for _ in range(60):
        logits = model.logits(model.hidden(ids[:, :-1]))
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.2 * losses[0]


def test_rows_grow_and_some_are_declined(tmp_path):
    settings = Supervised(9, 0, 2_000, 900, 1e-3, 1, short=300, ramp_rows=1_000, foreign=8)
    assert [longest_at(settings, n) for n in (0, 500, 1_000, 5_000)] == [300, 600, 900, 900]
    stream = Stream(1, ("tracking",), tmp_path, settings)
    rows = [stream._row(n) for n in range(16)]
    assert [r.domain == "tracking" for r in rows] == [n % 8 != 7 for n in range(16)]
    assert {r.critique for r in rows if r.domain != "tracking"} == {OUTSIDE}
