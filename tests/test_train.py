"""Training on a toy set: where the answer stands, batches, and the exported file that reads like the network."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="only needed to export a reader")

from qa.search.pretrained import pretrained
from qa.search.reader import load_reader
from qa.search.windows import windows
from qa.search.wordpiece import tokenise
from qa.train.examples import Example, Item, examples, own_items, squad_items
from qa.train.export import build, main
from qa.train.network import Network
from qa.train.reader import BATCH_PIECES, Encoded, batches, collate, in_fold, loss_of

FIRST = "民生保障持续加强。全年新增学位1200个,新建幼儿园3所。"
SECOND = "城市更新稳步推进。改造老旧小区18个,新增停车泊位560个。"
ITEMS = [
    Item("新增学位多少个?", FIRST, "1200个", FIRST.index("1200个")),
    Item("新增停车泊位多少个?", SECOND, "560个", SECOND.index("560个")),
]
LAYERS = 2


def test_each_item_gives_the_window_with_its_answer_and_some_without() -> None:
    made = examples(ITEMS, negatives=1, seed=1)
    for item in ITEMS:
        own = [e for e in made if e.question == item.question]
        (with_answer,) = [e for e in own if e.start >= 0]
        assert with_answer.text[with_answer.start : with_answer.end] == item.answer
        without = [e for e in own if e.start < 0]
        assert len(without) == 1
        assert all(item.answer not in e.text and e.end == -1 for e in without)
    assert examples(ITEMS, 1, 1) == made, "the seed decides"
    assert all(e.start >= 0 for e in examples(ITEMS, negatives=0, seed=1))


def test_an_unanswerable_item_has_only_windows_without() -> None:
    made = examples([Item("地铁多少公里?", FIRST, "", -1), ITEMS[1]], negatives=0, seed=1)
    own = [e for e in made if e.question == "地铁多少公里?"]
    assert [e.text for e in own] == [window.text for window in windows(FIRST)]
    assert {e.start for e in own} == {-1}


def test_sets_are_read_with_the_answers_place(tmp_path: Path) -> None:
    answers = [{"text": "１２００個", "answer_start": 3}]
    paragraph = {"context": "全年新增學位１２００個。", "qas": [{"question": "多少個？", "answers": answers}]}
    (tmp_path / "squad.json").write_text(json.dumps({"data": [{"paragraphs": [paragraph]}]}), "utf-8")
    (item,) = squad_items(tmp_path / "squad.json")
    assert item.answer == "1200个"
    assert item.context[item.start :].startswith(item.answer)
    lines = [{"context": FIRST, "question": "？", "answer": a} for a in ("3所", "")]
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert [own.start for own in own_items(tmp_path / "own.jsonl")] == [FIRST.index("3所"), -1]


def test_our_own_questions_are_answered_where_they_say() -> None:
    """The data in the repository: every answer stands at its place in its context."""
    for path in (Path(__file__).parent.parent / "qa" / "train" / "data").glob("*.jsonl"):
        items = own_items(path)
        assert items
        wrong = [i for i in items if i.answer and i.context[i.start : i.start + len(i.answer)] != i.answer]
        assert wrong == []


def test_encoded_pieces_cover_the_answer() -> None:
    for example in examples(ITEMS, 1, 1):
        encoded = Encoded(example)
        if example.start < 0:
            assert encoded.first == encoded.last == 0
            continue
        pieces = tokenise(example.text)
        first, last = (place - encoded.window_at for place in (encoded.first, encoded.last))
        assert pieces[first][1] <= example.start < example.end <= pieces[last][2]
        assert encoded.ids[encoded.first] == pieces[first][0]


def test_batches_hold_everything_once_within_the_budget() -> None:
    made = [Encoded(Example("问?", "", "学位" * (n % 40 + 1), -1, -1)) for n in range(300)]
    dealt = batches(made, random.Random(1))
    assert sorted(id(e) for batch in dealt for e in batch) == sorted(map(id, made))
    assert all(len(batch) * max(len(e.ids) for e in batch) <= BATCH_PIECES for batch in dealt)
    again = batches(made, random.Random(1))
    assert [[id(e) for e in b] for b in again] == [[id(e) for e in b] for b in dealt]


def test_folds_part_the_contexts() -> None:
    texts = [f"第{n}段" for n in range(50)]
    parts = [{text for text in texts if in_fold(text, part, 2)} for part in range(2)]
    assert parts[0] | parts[1] == set(texts)
    assert not parts[0] & parts[1]
    assert all(parts)


@pytest.fixture(scope="module")
def network() -> Network:
    import torch

    torch.manual_seed(1)
    return Network(pretrained(), LAYERS).eval()


def test_a_step_of_training_lowers_the_loss() -> None:
    import torch

    torch.manual_seed(1)
    fresh = Network(pretrained(), 1).eval()
    batch = [Encoded(e) for e in examples(ITEMS, 1, 1)]
    optimiser = torch.optim.SGD([p for p in fresh.parameters() if p.requires_grad], 0.01)
    before = loss_of(fresh, batch)
    before.backward()
    optimiser.step()
    assert loss_of(fresh, batch).item() < before.item()


def test_padding_changes_no_score(network: Network) -> None:
    import torch

    short, long = (
        Encoded(Example("问?", "", "学位", -1, -1)),
        Encoded(Example("问?", "", "学位" * 30, -1, -1)),
    )
    with torch.no_grad():
        alone = network(*collate([short])[:2])
        padded = network(*collate([short, long])[:2])
    size = len(short.ids)
    for one, other in zip(alone[:2], padded[:2], strict=True):
        np.testing.assert_allclose(one[0].numpy(), other[0, :size].numpy(), atol=1e-3)
    np.testing.assert_allclose(alone[2].numpy(), padded[2][:1].numpy(), atol=1e-3)


def test_the_exported_graph_gives_the_networks_scores(network: Network) -> None:
    import onnxruntime
    import torch

    words = np.random.default_rng(1).normal(0, 0.1, (23, pretrained().width)).astype(np.float32)
    state = {name: value.numpy() for name, value in network.state_dict().items()}
    session = onnxruntime.InferenceSession(
        build(state, LAYERS).SerializeToString(), providers=["CPUExecutionProvider"]
    )
    spans, relevance = session.run(("spans", "relevance"), {"words": words + state["position"][:23]})
    with torch.no_grad():
        starts, ends, wanted = network(torch.from_numpy(words)[None], torch.ones(1, 23, dtype=torch.bool))
    np.testing.assert_allclose(spans[:, 0], starts[0].numpy(), atol=1e-2)
    np.testing.assert_allclose(spans[:, 1], ends[0].numpy(), atol=1e-2)
    np.testing.assert_allclose(relevance[0], wanted.numpy(), atol=1e-2)


def test_the_export_command_writes_a_file_that_the_engine_reads(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    trained, out = tmp_path / "reader.pt", tmp_path / "models" / "reader.onnx"
    torch.save({"layers": LAYERS, "state": network.state_dict()}, trained)
    monkeypatch.setattr(sys, "argv", ["export", str(trained), str(out)])
    main()
    (window,) = windows(FIRST)
    reading = load_reader(out).read("新增学位多少个?", window)
    assert len(reading.starts) == len(reading.pieces) == len(tokenise(FIRST))
    assert np.isfinite([*reading.starts, *reading.ends]).all()
    assert out.stat().st_size < trained.stat().st_size / 3, "8 bits a weight"
