"""An engine that answers from a table, over the bundled report: every answer can be computed by eye."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ingest.records import Document, Passage, PassageKind
from qa.records import Answer, Citation, Question

REPORT = next((Path(__file__).resolve().parent.parent / "data").glob("*.txt"))
SUGGESTIONS = [
    "全年吸纳协作地脱贫人口来鲁就业多少人？",
    "闲置土地处置任务完成多少亩？",
    "大港街道入选了什么？",
    "全年新审批低保多少户？",
    "开展文旅活动多少场次？",
    "建设服务型数字政府做了哪些事？",
    "引进了多少家总部企业？",
    "更新了多少件健身器材？",
]


class FakeStore:
    """One document, a passage a line."""

    def __init__(self) -> None:
        self.generation = "1"
        self._text = REPORT.read_text("utf-8")

    def refresh(self) -> bool:
        return False

    def documents(self) -> list[Document]:
        digest = sha256(self._text.encode()).hexdigest()
        return [
            Document(
                name=REPORT.name,
                text="",
                sha256=digest,
                title="市北区2023年工作成果(第556期)",
                told_year=2023,
                region="市北区",
            )
        ]

    def text(self, name: str) -> str:
        if name != REPORT.name:
            raise KeyError(name)
        return self._text

    def passages(self, document: str | None = None) -> list[Passage]:
        found: list[Passage] = []
        section = None
        for line in re.finditer(r"[^\n]+", self._text):
            text = line.group()
            kind: PassageKind = "body"
            if re.match(r"\d+ \S+$", text):
                kind, section = "heading", text
            elif len(text) < 25:
                kind = "caption"
            found.append(
                Passage(
                    id=str(len(found)),
                    document=REPORT.name,
                    order=len(found),
                    kind=kind,
                    start=line.start(),
                    end=line.end(),
                    text=text,
                    section=section,
                )
            )
        return found

    def cite(self, n: int, quote: str) -> Citation:
        start = self._text.index(quote)
        holder = next(one for one in self.passages() if one.start <= start < one.end)
        return Citation(n, REPORT.name, holder.section, quote, start, start + len(quote))


@dataclass(frozen=True)
class Entry:
    """One line of the table: quotes become citations 1, 2, …"""

    status: str
    answer: str
    short: str | None = None
    verdict: str | None = None
    quotes: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    kind: str = "fact"


TABLE = {
    "全年吸纳协作地脱贫人口来鲁就业多少人？": Entry(
        "answered",
        "344人。\n报告原文：“全年吸纳协作地脱贫人口来鲁就业344人”[1]",
        "344人",
        quotes=("全年吸纳协作地脱贫人口来鲁就业344人",),
        kind="figure",
    ),
    "RCEP鲁贸通服务用户一共900家对吧？": Entry(
        "answered",
        "不是，报告里是8000余家。\n报告原文：“RCEP鲁贸通AI版服务用户达8000余家”[1]",
        "8000余家",
        verdict="no",
        quotes=("RCEP鲁贸通AI版服务用户达8000余家",),
        kind="confirmation",
    ),
    "邮轮港区做了哪些整治？": Entry(
        "answered",
        "岸线整治3.2公里步道、海湾广场和六号码头整治、邮轮客运设施升级。\n报告原文：“邮轮港区完成岸线整治3.2公里步道、海湾广场和六号码头整治、邮轮客运设施升级”[1]“增设20余处公共空间”[2]",
        "岸线整治3.2公里步道、海湾广场和六号码头整治、邮轮客运设施升级",
        quotes=(
            "邮轮港区完成岸线整治3.2公里步道、海湾广场和六号码头整治、邮轮客运设施升级",
            "增设20余处公共空间",
        ),
        kind="list",
    ),
    "地铁修了几条？": Entry(
        "not_found",
        "报告没有提到这一点。相近的内容见下面的原文。",
        related=("深化港企合作", "邮轮港区完成岸线整治3.2公里步道、海湾广场和六号码头整治、邮轮客运设施升级"),
    ),
    "历年开展文旅活动多少场次？": Entry(
        "answered",
        "报告里各年的数字不同：\n2022年：1000节[1]\n2023年：1500场次[2]",
        "1500场次",
        quotes=("推出1000节公益课程", "开展文旅活动1500场次"),
        kind="comparison",
    ),
    "你好": Entry("small_talk", "您好，我只回答这份报告里写了的事。", kind="small_talk"),
}


class FakeEngine:
    """The engine's public face. Answers wait while `open` is cleared; `fail` makes it break."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As new."""
        self.store = FakeStore()
        self.open = threading.Event()
        self.open.set()
        self.fail: Exception | None = None
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        self.open.wait(60)
        if self.fail:
            raise self.fail
        text = question.text.strip().replace("?", "\uff1f")
        if not text or len(text) > 500:
            entry = Entry("rejected", "问题太长或是空的，请用一两句话来问。", kind="rejected")
        else:
            entry = TABLE.get(
                text, replace(TABLE["地铁修了几条？"], answer=f"报告里没有写到：{question.text}")
            )
        return Answer(
            id=question.id,
            question=question.text,
            status=entry.status,  # type: ignore[arg-type]
            answer=entry.answer,
            short_answer=entry.short,
            verdict=entry.verdict,  # type: ignore[arg-type]
            citations=tuple(self.store.cite(i, quote) for i, quote in enumerate(entry.quotes, 1)),
            related=tuple(self.store.cite(i, quote) for i, quote in enumerate(entry.related, 1)),
            confidence=0.9,
            kind=entry.kind,
        )

    def suggestions(self, count: int = 6, seed: int = 0) -> list[str]:
        turn = seed % len(SUGGESTIONS)
        return (SUGGESTIONS[turn:] + SUGGESTIONS[:turn])[:count]

    def related(self, text: str, count: int = 3) -> Sequence[Citation]:
        return [self.store.cite(1, "深化港企合作")]
