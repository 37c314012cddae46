"""A closer look: single sentences, each read under its heading, where the first look found too little."""

from __future__ import annotations

from pathlib import Path

from ingest.library import index
from ingest.sentences import sentences
from qa import Engine
from qa.search.windows import TOPIC_CHARACTERS, each_sentence

REPORT = """云湖区2023年工作总结

一、开放发展
全年引进外资项目36个，总投资18亿元。港口建成智慧闸口，集卡平均在港时间压缩至31分钟，中欧班列开行42列。口岸通关效率居全国前列。

二、营商环境
投资项目审批平均用时压减到19个工作日。新设企业2300家，“一件事一次办”事项扩大到60项，企业开办半天办结。
"""
FAR = "去欧洲的火车开了多少趟？"
"""Shares no word with the report: too little for the first look."""


def test_every_sentence_is_a_window_under_the_heading() -> None:
    text = "新院设床位420张。服务热线全天候受理咨询；由平台转接！"
    windows = each_sentence(text, "一、养老服务")
    assert [(w.start, w.end) for w in windows] == [(s.start, s.end) for s in sentences(text)]
    assert all(w.text == text[w.start : w.end] and w.topic == "一、养老服务" for w in windows)
    assert each_sentence("新院设床位420张。", "养" * 200)[0].topic == "养" * TOPIC_CHARACTERS
    assert each_sentence("", "一、养老服务") == []


def test_a_closer_look_finds_what_the_first_did_not(tmp_path: Path) -> None:
    page, location = tmp_path / "page.txt", str(tmp_path / "store")
    page.write_text(REPORT, encoding="utf-8")
    index([page], location)
    assert Engine.open(location, disable=["closer"]).ask(FAR).status == "not_found"
    engine = Engine.open(location)
    answer = engine.ask(FAR)
    assert answer.short_answer == "42列"
    assert "中欧班列开行42列" in answer.citations[0].quote
    assert engine.ask("2023年全区有多少头大熊猫？").status == "not_found"
