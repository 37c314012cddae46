"""Files of every format and encoding, and every way in which a file can be bad."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import io
import os
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import load as load_module
from ingest.errors import (
    BrokenFile,
    EmptyDocument,
    EncodingProblem,
    EncryptedFile,
    FileChanged,
    FileMissing,
    FileUnreadable,
    LoadError,
    NoTextLayer,
    TooLarge,
    UnsupportedFormat,
)
from ingest.load import load
from ingest.records import Document
from ingest.split import split
from ingest.writer import written_rows

PARAGRAPHS = [
    "五年来，经济实力跃上新台阶。国内生产总值从54万亿元增加到82.7万亿元，年均增长7.1%，占世界经济比重从11.4%提高到15%左右，"
    "对世界经济增长贡献率超过30%。财政收入从11.7万亿元增加到17.3万亿元。",
    "五年来，经济结构出现重大变革。消费贡献率由54.9%提高到58.8%，服务业比重从45.3%上升到51.6%，成为经济增长主动力。"
    "高技术制造业年均增长11.7%。粮食生产能力达到1.2万亿斤。",
    "五年来，人民生活持续改善。脱贫攻坚取得决定性进展，贫困人口减少6800多万，易地扶贫搬迁830万人，"
    "贫困发生率由10.2%下降到3.1%。居民收入年均增长7.4%。",
]
ROWS = [
    ["指标", "2019年", "2020年", "增速（%）"],
    ["地区生产总值（亿元）", "1000.5", "1100.2", "10.0"],
    ["常住人口（万人）", "80", "81", ""],
]
WRITTEN = [
    "地区生产总值（亿元）：2019年为1000.5亿元；2020年为1100.2亿元；增速为10.0%。",
    "常住人口（万人）：2019年为80万人；2020年为81万人。",
]
TITLE = "甲市2021年政府工作报告"


def file(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def headings(document: Document) -> list[tuple[str, int]]:
    spans = zip(document.headings, document.levels, strict=True)
    return [(document.text[span.start : span.end], level) for span, level in spans]


def tables(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.tables]


class TestText:
    SIMPLIFIED = "市北区2023年工作成果\r\n\r\n全年新增就业344人,完成率100%。\r\n"
    TRADITIONAL = "臺灣的教育部公布了一份報告，\n共有三十七項建議。"

    @pytest.mark.parametrize(
        ("encoding", "mark", "text"),
        [
            ("utf-8", b"", SIMPLIFIED),
            ("utf-8", codecs.BOM_UTF8, SIMPLIFIED),
            ("gb18030", b"", SIMPLIFIED),
            ("gbk", b"", SIMPLIFIED),
            ("utf-16-le", codecs.BOM_UTF16_LE, SIMPLIFIED),
            ("utf-16-be", codecs.BOM_UTF16_BE, SIMPLIFIED),
            ("utf-16-le", b"", SIMPLIFIED),
            ("utf-16-be", b"", SIMPLIFIED),
            ("utf-32-le", codecs.BOM_UTF32_LE, SIMPLIFIED),
            ("utf-8", b"", TRADITIONAL),
            ("big5", b"", TRADITIONAL),
            ("gb18030", b"", TRADITIONAL),
            ("utf-16-le", b"", TRADITIONAL),
            ("ascii", b"", "Plain English, 4.0 percent.\n"),
        ],
    )
    def test_the_decoded_file_is_untouched(
        self, tmp_path: Path, encoding: str, mark: bytes, text: str
    ) -> None:
        assert load(file(tmp_path, "a.txt", mark + text.encode(encoding))).text == text

    def test_the_bundled_report_in_every_encoding(self, tmp_path: Path, report: Path) -> None:
        text = report.read_bytes().decode("utf-8")
        for encoding in ("gb18030", "utf-8-sig", "utf-16"):
            assert load(file(tmp_path, report.name, text.encode(encoding))).text == text

    @pytest.mark.parametrize("line", ["市北区", "工作报告。", "新增344人", "臺灣的", "教育部公布"])
    def test_a_few_characters_are_enough(self, tmp_path: Path, line: str) -> None:
        for encoding in ("gb18030", *(["big5"] if line in ("臺灣的", "教育部公布") else [])):
            assert load(file(tmp_path, "a.txt", line.encode(encoding))).text == line

    def test_name_and_hash(self, tmp_path: Path) -> None:
        path = file(tmp_path, "2018年国务院政府工作报告.txt", "各位代表：\n\n正文。")
        document = load(path)
        assert (document.name, document.year, document.told_year) == (path.name, 2018, 2017)
        assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert load(path, name="folder/x.txt").name == "folder/x.txt"
        assert (document.pages, document.headings, document.tables) == ((), (), ())


class TestMarkdown:
    SOURCE = """---
title: settings
---
# 甲市2021年政府工作报告

## 一、工作回顾

全年完成**投资**100亿元,
比上年增长[5%](https://a.example/x)。

1. 第一项
2. 第二项
   接着

> 引用一句。

| 指标 | 2019年 | 2020年 | 增速（%） |
|---|---:|---:|---|
| 地区生产总值（亿元） | 1000.5 | 1100.2 | 10.0 |
| 常住人口（万人） | 80 | 81 | |

<div>内嵌<b>网页</b><script>alert(1)</script></div>
"""

    def test_text_headings_and_tables(self, tmp_path: Path) -> None:
        document = load(file(tmp_path, "a.md", self.SOURCE))
        assert document.text.split("\n\n")[:-1] == [
            TITLE,
            "一、工作回顾",
            "全年完成投资100亿元,比上年增长5%。",
            "1. 第一项",
            "2. 第二项接着",
            "引用一句。",
            *WRITTEN,
            "内嵌网页",
        ]
        assert headings(document) == [(TITLE, 1), ("一、工作回顾", 2)]
        assert tables(document) == WRITTEN
        assert (document.title, document.year, document.region) == (TITLE, 2021, "甲市")


class TestHtml:
    PAGE = f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>{TITLE}_甲市人民政府</title>
<style>p{{}}</style></head>
<body><form><nav>首页 新闻</nav><main><h1>{TITLE}</h1><p>　　各位代表：</p><h2>一、工作回顾</h2>
<p>全年完成投资<b>100</b>亿元，
比上年增长5%。<br>新增就业3000人。</p><p>没有关上的段落
<table><caption>表1 主要指标</caption>
<thead><tr><th rowspan=2>区县</th><th colspan=2>产值（亿元）</th></tr>
<tr><th>2019年</th><th>2020年</th></tr></thead>
<tr><td rowspan=2>甲区</td><td><b>1</b>0</td><td><p>12</p></td></tr><tr><td>11</td><td>13</td></tr></table>
<table><tr><td><p>只为排版的表格。</p></td></tr></table>
<ol><li>第一</li><li>第二</li></ul><script>alert(1)</script></main><footer>版权所有</footer></body></html>"""

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
    def test_text_headings_and_tables(self, tmp_path: Path, encoding: str) -> None:
        document = load(file(tmp_path, "a.html", self.PAGE.encode(encoding)))
        assert document.text.split("\n\n")[:-1] == [
            TITLE,
            "各位代表：",
            "一、工作回顾",
            "全年完成投资100亿元，比上年增长5%。",
            "新增就业3000人。",
            "没有关上的段落",
            "表1 主要指标",
            "甲区：产值2019年为10亿元；产值2020年为12亿元。",
            "甲区：产值2019年为11亿元；产值2020年为13亿元。",
            "只为排版的表格。",
            "1. 第一",
            "2. 第二",
        ]
        assert headings(document) == [(TITLE, 1), ("一、工作回顾", 2)]
        assert (document.title, document.year) == (TITLE, 2021)

    def test_a_unit_over_a_table_goes_to_its_figures(self, tmp_path: Path) -> None:
        rows = "<tr><th>项目<th>金额<tr><td>收入<td>120<tr><td>增长率<td>3%"
        page = f"<p>表1 收支（单位：万元）</p><table>{rows}</table>"
        assert load(file(tmp_path, "a.html", page)).text.split("\n\n")[1:-1] == [
            "收入：金额为120万元。",
            "增长率：金额为3%。",
        ]

    def test_a_wrong_declaration_does_not_matter(self, tmp_path: Path) -> None:
        page = "<meta charset=utf-8><p>全年新增就业三百四十四人。"
        assert (
            load(file(tmp_path, "a.htm", page.encode("gb18030"))).text.strip() == "全年新增就业三百四十四人。"
        )

    def test_deep_nesting_is_read_whole_or_refused(self, tmp_path: Path) -> None:
        assert load(file(tmp_path, "a.html", "<div>" * 1_500 + "底。")).text.strip() == "底。"
        with pytest.raises(BrokenFile, match="嵌套过深"):
            load(file(tmp_path, "a.html", "<div>" * 5_000 + "底。"))


def docx_file(folder: Path) -> Path:
    import docx

    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_heading("一、工作回顾", 1)
    document.add_paragraph("全年完成").add_run("投资100亿元。").bold = True
    document.add_heading("（一）工业", 2)
    table = document.add_table(rows=0, cols=4)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    merged = table.add_row().cells
    merged[0].merge(merged[3]).text = "注：数据为初步核算数。"
    document.add_heading("二、下一步", 1)
    document.add_paragraph("第一行\n第二行。")
    path = folder / "a.docx"
    document.save(str(path))
    return path


class TestDocx:
    def test_text_headings_and_tables(self, tmp_path: Path) -> None:
        document = load(docx_file(tmp_path))
        assert document.text.split("\n\n")[:-1] == [
            TITLE,
            "一、工作回顾",
            "全年完成投资100亿元。",
            "（一）工业",
            *WRITTEN,
            "注：数据为初步核算数。",
            "二、下一步",
            "第一行",
            "第二行。",
        ]
        assert headings(document) == [(TITLE, 0), ("一、工作回顾", 1), ("（一）工业", 2), ("二、下一步", 1)]
        sections = {passage.text: passage.section for passage in split(document)}
        assert sections[WRITTEN[0]] == "一、工作回顾 > （一）工业"
        assert sections["第二行。"] == "二、下一步"

    def test_tracked_insertions_count_and_deletions_do_not(self, tmp_path: Path) -> None:
        path = docx_file(tmp_path)
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        xml = members["word/document.xml"].decode()
        change = (
            '<w:ins w:id="1"><w:r><w:t>增加</w:t></w:r></w:ins>'
            '<w:del w:id="2"><w:r><w:delText>删去</w:delText></w:r></w:del>'
        )
        xml = xml.replace("<w:t>全年完成</w:t></w:r>", f"<w:t>全年完成</w:t></w:r>{change}")
        members["word/document.xml"] = xml.encode()
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        assert "全年完成增加投资100亿元。" in load(path).text

    def test_a_zip_bomb_is_refused_before_it_is_parsed(self, tmp_path: Path) -> None:
        path = docx_file(tmp_path)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/media/x.bin", b"\0" * 50_000_000)
        start = time.perf_counter()
        with pytest.raises(TooLarge, match="压缩炸弹"):
            load(path, max_bytes=10_000_000)
        assert time.perf_counter() - start < 2

    def test_a_bomb_that_lies_about_its_size_is_found_while_unpacking(self, tmp_path: Path) -> None:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b"\0" * 50_000_000)
        honest = (50_000_000).to_bytes(4, "little")
        assert data.getvalue().count(honest) == 2
        path = file(tmp_path, "a.docx", data.getvalue().replace(honest, (1_000).to_bytes(4, "little")))
        with pytest.raises((TooLarge, BrokenFile)):
            load(path, max_bytes=1_000_000)

    def test_a_password(self, tmp_path: Path) -> None:
        with pytest.raises(EncryptedFile):
            load(file(tmp_path, "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))

    def test_damage(self, tmp_path: Path) -> None:
        whole = docx_file(tmp_path).read_bytes()
        empty_zip = io.BytesIO()
        with zipfile.ZipFile(empty_zip, "w") as archive:
            archive.writestr("x", "y")
        for data in (whole[:2_000], b"PK\x03\x04" + b"x" * 500, b"not a zip", empty_zip.getvalue()):
            with pytest.raises(BrokenFile):
                load(file(tmp_path, "b.docx", data))


def pdf_file(path: Path, columns: int = 1, encrypt: Any = None) -> Path:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def style(size: int, **more: Any) -> ParagraphStyle:
        return ParagraphStyle(
            "s", fontName="STSong-Light", fontSize=size, leading=1.6 * size, wordWrap="CJK", **more
        )

    def furniture(canvas: Any, template: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(60, A4[1] - 40, "甲市政府公报")
        canvas.drawCentredString(A4[0] / 2, 30, f"- {template.page} -")

    body, head = style(11, firstLineIndent=22), style(15)
    story: list[Any] = [Paragraph(TITLE, style(20, alignment=1)), Spacer(1, 12)] if columns == 1 else []
    story.append(Paragraph("一、工作回顾", head))
    story += [Paragraph(text, body) for text in PARAGRAPHS * (5 if columns == 1 else 12)]
    if columns == 1:
        story.append(Paragraph("二、主要指标", head))
        story.append(Paragraph("表1 主要经济指标", body))
        table = Table(ROWS)
        table.setStyle(
            [("FONT", (0, 0), (-1, -1), "STSong-Light", 10), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
        )
        story.append(table)
        story += [Paragraph(text, body) for text in PARAGRAPHS * 3]
    width = (A4[0] - 120 - 20 * (columns - 1)) / columns
    frames = [Frame(60 + i * (width + 20), 60, width, A4[1] - 130) for i in range(columns)]
    template = BaseDocTemplate(str(path), pagesize=A4, title=TITLE, encrypt=encrypt)
    template.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    template.build(story)
    return path


class TestPdf:
    def test_paragraphs_headings_tables_and_pages(self, tmp_path: Path) -> None:
        document = load(pdf_file(tmp_path / "a.pdf"))
        assert document.text.split("\n\n")[:-1] == [
            TITLE,
            "一、工作回顾",
            *PARAGRAPHS * 5,
            "二、主要指标",
            "表1 主要经济指标",
            *WRITTEN,
            *PARAGRAPHS * 3,
        ]
        assert headings(document) == [(TITLE, 1), ("一、工作回顾", 2), ("二、主要指标", 2)]
        assert tables(document) == WRITTEN
        assert len(document.pages) == 2
        passages = split(document)
        assert {passage.page for passage in passages} == {1, 2}
        assert [p.page for p in passages] == sorted(p.page or 0 for p in passages)
        assert {p.section for p in passages if p.kind == "table"} == {"二、主要指标"}

    def test_columns_are_read_one_after_the_other(self, tmp_path: Path) -> None:
        document = load(pdf_file(tmp_path / "a.pdf", columns=2))
        assert document.text.split("\n\n")[:-1] == ["一、工作回顾", *PARAGRAPHS * 12]

    def test_tables_over_pages_with_merged_heads_or_without_rules(self, tmp_path: Path) -> None:
        from reportlab.lib import colors
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        style = ParagraphStyle("s", fontName="STSong-Light", fontSize=11, leading=18)
        rows = [["街道", "户数（户）", ""], ["", "2021年", "2022年"]]
        rows += [[f"第{i}街道", str(100 + i), str(200 + i)] for i in range(60)]
        ruled = Table(rows, repeatRows=2)
        ruled.setStyle(
            [
                ("FONT", (0, 0), (-1, -1), "STSong-Light", 10),
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("SPAN", (0, 0), (0, 1)),
                ("SPAN", (1, 0), (2, 0)),
            ]
        )
        bare = Table([["项目", "数量"], ["学校", "3所"], ["医院", "2家"]], colWidths=[120, 80], hAlign="LEFT")
        bare.setStyle([("FONT", (0, 0), (-1, -1), "STSong-Light", 11)])
        story = [Paragraph("各街道户数如下。", style), ruled, Paragraph("设施数量如下。", style), bare]
        SimpleDocTemplate(str(tmp_path / "a.pdf"), pagesize=A4).build(story)
        document = load(tmp_path / "a.pdf")
        assert document.text.split("\n\n")[:-1] == [
            "各街道户数如下。",
            *[f"第{i}街道：户数2021年为{100 + i}户；户数2022年为{200 + i}户。" for i in range(60)],
            "设施数量如下。",
            "学校：数量为3所。",
            "医院：数量为2家。",
        ]

    def test_a_password(self, tmp_path: Path) -> None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        with pytest.raises(EncryptedFile):
            load(pdf_file(tmp_path / "a.pdf", encrypt=StandardEncryption("secret", strength=128)))

    def test_a_scan_has_no_text(self, tmp_path: Path) -> None:
        from reportlab.pdfgen.canvas import Canvas

        canvas = Canvas(str(tmp_path / "a.pdf"))
        canvas.rect(10, 10, 300, 300, fill=1)
        canvas.save()
        with pytest.raises(NoTextLayer, match="扫描件"):
            load(tmp_path / "a.pdf")

    def test_damage(self, tmp_path: Path) -> None:
        whole = pdf_file(tmp_path / "a.pdf").read_bytes()
        for data in (whole[: len(whole) // 2], b"%PDF-1.4\n" + bytes(range(256)) * 20, b"no pdf at all"):
            with pytest.raises(LoadError):
                load(file(tmp_path, "b.pdf", data))


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (ROWS, WRITTEN),
        (
            [["责任单位", "任务", "期限"], ["区发改局", "制定方案", "6月底"]],
            ["责任单位为区发改局；任务为制定方案；期限为6月底。"],
        ),
        ([["序号", "项目", "数量（个）"], ["1", "学校", "3"]], ["序号1：项目为学校；数量为3个。"]),
        (
            [["", "2022年", "2022年"], ["指标", "数量", "占比"], ["企业", "10", "5%"]],
            ["企业：2022年数量为10；2022年占比为5%。"],
        ),
        ([["工业", "12"], ["农业", "3"]], ["工业：12。", "农业：3。"]),
        ([["指标", "数量"], ["合计", "合计"], ["企业", "5"]], ["合计", "企业：数量为5。"]),
        ([["只有一行", "两格"]], ["只有一行 两格"]),
        ([["项目", "情况"], ["学校", "已建成"]], ["学校：情况为已建成。"]),
        (
            [
                ["主要指标（单位：亿元）", "", ""],
                ["指标", "总量", "增速"],
                ["工业", "12.5", "3.1%"],
                ["户数", "5", ""],
            ],
            ["主要指标（单位：亿元）", "工业：总量为12.5亿元；增速为3.1%。", "户数：总量为5。"],
        ),
        ([["", ""]], []),
        ([], []),
    ],
)
def test_rows_are_written_out_with_their_heads(rows: list[list[str]], lines: list[str]) -> None:
    assert written_rows(rows) == lines


class TestBadFiles:
    """Each gives one line that names the file and says what to do; none a traceback."""

    def fails(self, path: Path, kind: type[LoadError], **options: Any) -> str:
        with pytest.raises(kind) as caught:
            load(path, **options)
        message = str(caught.value)
        assert "\n" not in message
        assert str(path.name) in message
        assert caught.value.chinese
        assert caught.value.english
        assert caught.value.exit_code == 1
        return message

    def test_missing(self, tmp_path: Path) -> None:
        self.fails(tmp_path / "没有.txt", FileMissing)

    def test_a_folder(self, tmp_path: Path) -> None:
        self.fails(tmp_path, UnsupportedFormat)

    def test_a_pipe_does_not_hang(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "p.txt")
        self.fails(tmp_path / "p.txt", UnsupportedFormat)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_no_permission(self, tmp_path: Path) -> None:
        path = file(tmp_path, "a.txt", "文字")
        path.chmod(0)
        self.fails(path, FileUnreadable)

    @pytest.mark.parametrize("data", [b"", b" \n\t\n", codecs.BOM_UTF8, "\u3000\n".encode()])
    def test_empty(self, tmp_path: Path, data: bytes) -> None:
        self.fails(file(tmp_path, "a.txt", data), EmptyDocument)

    @pytest.mark.parametrize(
        "data",
        [
            b"text with a \0 NUL",
            "全年\0新增".encode(),
            bytes(range(256)) * 40,
            b"\x89PNG\r\n\x1a\n" + bytes(500),
            b"\x7fELF" + os.urandom(4000),
            b"%PDF-1.7 in a text file",
            b"PK\x03\x04" + bytes(100),
        ],
    )
    def test_binary(self, tmp_path: Path, data: bytes) -> None:
        self.fails(file(tmp_path, "a.txt", data), UnsupportedFormat)

    @pytest.mark.parametrize(
        "data",
        [
            "全年新增就业".encode()[:-1] + b"\xff" * 40,
            b"\xfe\xfe" + "caf\xe9 cr\xe8me br\xfbl\xe9e".encode("latin-1") * 5,
            codecs.BOM_UTF8 + b"\xff\xff",
            codecs.BOM_UTF16_LE + b"x",
            "Отчёт о работе правительства за год".encode("koi8-r"),
        ],
    )
    def test_unknown_encoding(self, tmp_path: Path, data: bytes) -> None:
        self.fails(file(tmp_path, "a.txt", data), EncodingProblem)

    @pytest.mark.parametrize("name", ["a.doc", "a.xlsx", "a.png", "a.py"])
    def test_other_formats(self, tmp_path: Path, name: str) -> None:
        self.fails(file(tmp_path, name, "文字"), UnsupportedFormat)

    def test_a_large_file_is_refused_before_it_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        with path.open("wb") as sparse:
            sparse.truncate(1 << 30)
        start = time.perf_counter()
        assert "1024 MB" in self.fails(path, TooLarge)
        assert time.perf_counter() - start < 0.5
        with path.open("wb") as sparse:
            sparse.truncate(200 << 20)
        self.fails(path, TooLarge)

    def test_the_limit_can_be_set(self, tmp_path: Path) -> None:
        path = file(tmp_path, "a.txt", "文字" * 100)
        self.fails(path, TooLarge, max_bytes=599)
        assert load(path, max_bytes=600).text

    def test_a_file_that_changes_while_it_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = file(tmp_path, "a.txt", "文字" * 1000)
        real = os.fstat

        def grown(descriptor: int) -> os.stat_result:
            with path.open("ab") as more:
                more.write(b"x")
            return real(descriptor)

        monkeypatch.setattr(load_module.os, "fstat", grown)
        self.fails(path, FileChanged)

    def test_a_file_that_is_really_being_written(self, tmp_path: Path) -> None:
        path = file(tmp_path, "a.txt", "文字。\n" * 1000)
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                with path.open("ab") as more:
                    more.write("又一行。\n".encode())

        thread = threading.Thread(target=write)
        thread.start()
        try:
            for _ in range(50):
                # what was read is whole, or it is said that it changed
                with contextlib.suppress(FileChanged):
                    assert load(path).text.endswith("。\n")
        finally:
            stop.set()
            thread.join()

    def test_a_name_with_a_line_break_stays_one_line(self, tmp_path: Path) -> None:
        with pytest.raises(FileMissing) as caught:
            load(tmp_path / "a\nb.txt")
        assert "\n" not in str(caught.value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300),
    head=st.sampled_from(
        [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"# x\n|a|b|\n|-|-|\n", b"\xff\xfe", b"\xef\xbb\xbf"]
    ),
    suffix=st.sampled_from(sorted(load_module.SUFFIXES)),
)
def test_noise_is_read_or_refused_never_a_crash(
    tmp_path: Path, data: bytes, head: bytes, suffix: str
) -> None:
    path = file(tmp_path, f"noise{suffix}", head + data)
    # anything else than one of our own errors fails the test
    with contextlib.suppress(LoadError):
        split(load(path))
