"""Layout: which lines make a paragraph, and what each block is."""

from __future__ import annotations

import pytest

from ingest.clean import blocks
from ingest.records import Document, Span


def made(text: str, **fields: object) -> list[tuple[str, str]]:
    """(kind, text) of each block."""
    document = Document("d", text, "", **fields)  # type: ignore[arg-type]
    return [(block.kind, text[block.start : block.end]) for block in blocks(document)]


def bodies(text: str) -> list[str]:
    return [part for kind, part in made(text) if kind == "body"]


A = "全年完成投资一百亿元，比上年增长百分之五，各项任务顺利完成，群众满意度稳步提高。"
B = "新增就业三千人，城镇登记失业率控制在百分之三以内，居民收入与经济增长基本同步。"


def test_headings_of_one_width_over_long_paragraphs_wrap_no_lines() -> None:
    heads = ["1 聚力产业强基,实体经济量质齐升", "2 厚植创新沃土,科创动能加速集聚", "3 提速城市更新,宜居品质持续跃升",
             "4 优化营商环境,市场主体活力迸发", "5 深耕文旅融合,河城魅力不断出圈"]  # fmt: skip
    found = made(
        "河区2024年成果\n河城日报 2025年1月15日 第8版\n\n"
        + "\n\n".join(f"{head}\n{A}\n{B}" for head in heads)
    )
    assert [text for kind, text in found if kind == "heading"] == ["河区2024年成果", *heads]
    assert ("furniture", "河城日报 2025年1月15日 第8版") in found
    assert sum(kind == "body" for kind, _ in found) == 10


def test_a_row_of_a_table_set_with_spaces_is_no_heading() -> None:
    found = made(f"二、农业\n{A}\n\n水泥 86.4万吨 5.2\n蜂蜜 吨 286 9.2\n\n三、工业\n{B}")
    assert [text for kind, text in found if kind == "heading"] == ["二、农业", "三、工业"]


class TestNewspaperPage:
    """A page set in columns, as it comes out of a newspaper's system."""

    PAGE = (
        "\n\n东城:奋力谱写新篇章\n\n□东宣\n\n\n\n第12期\n\n"
        "■东城区打造多层次\n创新平台。图为获评省级\n园区的某某数\n"
        "据产业园。\n\n"
        "张三丰 摄\n\n宅建设得到加强,城市面貌改善。\n\n3 大力发展教育\n\n"
        f"{A}\n\n推动扩容。全年新增幼儿园4个,\n\n小学3所,中学2所。\n\n"
        f"4 加强生态保护\n\n{B}\n\n\n\n■滨江公园鸟瞰。李四 摄"
    )

    def test_each_thing_is_what_it_is(self) -> None:
        assert made(self.PAGE) == [
            ("heading", "东城:奋力谱写新篇章"),
            ("furniture", "□东宣"),
            ("furniture", "第12期"),
            ("caption", "■东城区打造多层次\n创新平台。图为获评省级\n园区的某某数\n据产业园。\n\n张三丰 摄"),
            ("body", "宅建设得到加强,城市面貌改善。"),
            ("heading", "3 大力发展教育"),
            ("body", A),
            ("body", "推动扩容。全年新增幼儿园4个,\n\n小学3所,中学2所。"),
            ("heading", "4 加强生态保护"),
            ("body", B),
            ("caption", "■滨江公园鸟瞰。李四 摄"),
        ]


def test_a_caption_of_several_sentences_goes_on_to_its_credit() -> None:
    caption = "■滨江大桥合龙现场。\n这座六百米长的大桥\n预计后年通车。\n张三丰 摄"
    assert made(f"东城:奋力谱写新篇章\n\n{caption}\n\n{A}\n\n{B}")[1] == ("caption", caption)
    # without a credit, what follows a bullet's sentence is text
    assert ("caption", caption) not in made(f"东城\n\n■滨江大桥合龙。\n{A}\n\n{B}")


def test_a_title_over_the_bodies_that_speak() -> None:
    page = f"东城市发展情况综述\n\n东城市统计局  国家统计局东城调查队\n（2022年3月28日）\n\n{A}\n\n{B}"
    assert [kind for kind, _ in made(page)] == ["heading", "furniture", "furniture", "body", "body"]


def test_a_newspapers_masthead_is_furniture() -> None:
    page = f"东城日报        2025年1月16日   星期四\n\n第A06版 特别报道\n\n东城:这一年\n\n{A}\n\n{B}"
    assert [kind for kind, _ in made(page)][:3] == ["furniture", "furniture", "heading"]


@pytest.mark.parametrize(
    "heading",
    [
        "6 大力做好乡村振兴工作",
        "一、过去一年工作回顾",
        "（一）加快产业升级",
        "(三)改善民生",
        "第一章 总则",
        "第二部分 主要任务",
        "第三节　保障措施",
        "1.1 指导思想",
        "3．发展目标",
        "第一，全国动员，大办农业",
        "结束语",
        "过去五年的回顾",
    ],
)
def test_headings(heading: str) -> None:
    assert made(f"{A}\n\n{heading}\n\n{B}") == [("body", A), ("heading", heading), ("body", B)]


@pytest.mark.parametrize(
    "line",
    [
        "2023年全区生产总值增长5.1%。",
        "1314陪伴式就业服务机制建立。",
        "一是抓项目。",
        "20余个场景建成。",
        "4.0版本上线。",
        "3个项目完工,2个开工。",
    ],
)
def test_text_that_begins_like_a_heading(line: str) -> None:
    assert made(f"{A}\n\n{line}\n\n{B}")[1] == ("body", line)


def test_a_numbered_sentence_over_paragraphs_is_a_heading_but_one_in_a_list_is_not() -> None:
    assert made(f"{A}\n\n（一）推进改革。\n{B}\n\n{A}")[1:3] == [("heading", "（一）推进改革。"), ("body", B)]
    items = "（一）推进改革。\n\n（二）扩大开放。\n\n（三）改善民生。"
    assert [kind for kind, _ in made(f"{A}\n\n{items}\n\n{B}")] == ["body"] * 5


def test_a_list_of_short_numbered_lines_is_no_row_of_headings() -> None:
    assert [kind for kind, _ in made(f"{A}\n\n1. 第一项\n\n2. 第二项\n\n3. 第三项\n\n{B}")] == ["body"] * 5


def test_a_table_of_contents_makes_no_sections() -> None:
    heads = ["一、综合", "二、农业", "三、工业"]
    text = "\n\n".join(x for head in heads for x in (head, A))
    with_leaders = "\n".join(f"{head}……………………{i}" for i, head in enumerate(heads))
    for contents in (with_leaders, "\n".join(heads)):
        found = made(f"{contents}\n\n{text}")
        assert [part for kind, part in found if kind == "heading"] == heads
        assert [kind for kind, _ in found[-6:]] == ["heading", "body"] * 3


class TestLineBreaks:
    """The same line break means different things in different layouts."""

    def test_a_line_each_is_a_paragraph_each(self) -> None:
        assert bodies(f"{A}\n{B}\n{A}\n{B}") == [A, B, A, B]

    def test_indented_paragraphs(self) -> None:
        assert bodies(f"　　{A}\n　　{B}\n　　{A}") == [A, B, A]

    def test_a_topic_sentence_set_in_bold_opens_its_paragraph(self) -> None:
        text = f"　　{A}\n\n　　\n改革迈出步伐。\n{B}\n\n　　{A}\n\n　　\n社会稳定。\n{B}"
        assert bodies(text) == [A, f"改革迈出步伐。\n{B}", A, f"社会稳定。\n{B}"]
        spaced = f"{A}\n\n改革迈出步伐。\n{B}\n\n{A}\n\n{B}"
        assert bodies(spaced) == [A, f"改革迈出步伐。\n{B}", A, B]

    def test_a_link_in_the_middle_of_a_sentence(self) -> None:
        broken = "国务院发布《\n关于加快发展的决定\n》，各地认真落实。"
        assert bodies(f"{A}\n\n{broken}\n\n{B}") == [A, broken, B]
        index = "广义货币M\n2\n增长11.3%，颗粒物（PM\n2.5\n）浓度下降。"
        assert bodies(f"{A}\n\n{A}{index}\n\n{B}") == [A, A + index, B]

    def test_a_paragraph_cut_in_a_word_by_the_page(self) -> None:
        cut = "新增学校三所。支出占生产总值比例继"
        assert bodies(f"{A}\n\n{cut}\n\n续超过百分之四。\n\n{B}") == [A, f"{cut}\n\n续超过百分之四。", B]

    def test_hard_wrapped_text(self) -> None:
        def wrapped(text: str) -> str:
            return "\n".join(text[i : i + 20] for i in range(0, len(text), 20))

        long = A + B + "此外还完成了若干项目。"
        assert bodies(f"{wrapped(long)}\n\n{wrapped(B + A)}\n\n{wrapped(long)}") == [
            wrapped(long),
            wrapped(B + A),
            wrapped(long),
        ]

    def test_a_mark_alone_on_its_line_belongs_to_what_follows(self) -> None:
        assert bodies(f"{A}\n\n（一）\n{B}\n\n（二）\n{A}") == [A, f"（一）\n{B}", f"（二）\n{A}"]

    def test_a_list_after_a_colon_stays_a_list(self) -> None:
        assert bodies(f"重点做好以下工作：\n一是{A}\n二是{B}") == [
            "重点做好以下工作：",
            f"一是{A}",
            f"二是{B}",
        ]

    def test_carriage_returns(self) -> None:
        assert bodies(f"{A}\r\n\r\n{B}\r\n") == [A, B]


@pytest.mark.parametrize(
    "line",
    [
        "第556期",
        "- 3 -",
        "第 3 页 共 20 页",
        "12/40",
        "□北宣",
        "本报记者 张三",
        "河城融媒记者 张三丰 通讯员 李四",
        "责任编辑：李四",
        "来源：某某日报",
        "2023年12月5日 星期二",
        "——2017年3月5日在第十二届全国人民代表大会第五次会议上",
        "https://www.example.gov.cn/a.html",
        "各位代表：",
        "（讨论稿）",
        "第3期（总第120期）",
        "某某区办公室编      2023年5月10日",
        "抄送：市政府办公室，各街道",
        "（区发改局供稿）",
        "一、综合……………………1",
        "目  录",
        "张三 摄",
    ],
)
def test_furniture(line: str) -> None:
    assert made(f"{A}\n\n{line}\n\n{B}") == [("body", A), ("furniture", line), ("body", B)]


def test_running_heads_and_a_licence_at_the_end_are_furniture() -> None:
    page = "\n\n城市公报\n\n"
    text = f"{A}{page}{B}{page}{A}{page}{B}\n\n版权所有，未经许可不得转载。\n\nfalse"
    assert [part for kind, part in made(text) if kind == "furniture"] == [
        "城市公报",
        "城市公报",
        "城市公报",
        "版权所有，未经许可不得转载。",
        "false",
    ]


@pytest.mark.parametrize(
    "line",
    ["图1 全区人口变化", "表2-1：主要经济指标", "图为建设中的大桥。", "大桥夜景。王五 摄"],
)
def test_captions(line: str) -> None:
    assert made(f"{A}\n\n{line}\n\n{B}")[1] == ("caption", line)


def test_bullets_that_are_text_stay_text() -> None:
    assert bodies(f"■{A}\n\n■{B}\n\n■{A}") == [f"■{A}", f"■{B}", f"■{A}"]


def test_what_the_format_says_goes_first() -> None:
    text = f"说明\n\n{A}\n\n完成情况。\n\n指标：2022年为1。\n\n{B}"
    heading, row = text.index("完成情况"), text.index("指标")
    kinds = [
        kind
        for kind, _ in made(
            text,
            headings=(Span(0, 2), Span(heading, heading + 5)),
            levels=(1, 2),
            tables=(Span(row, row + 10),),
        )
    ]
    assert kinds == ["heading", "body", "heading", "table", "body"]


def test_nothing_but_white_space_gives_nothing() -> None:
    assert made("") == made(" \n\u3000\n") == []


@pytest.mark.parametrize(
    "line", ["云湖区教育局局长 季平", "松岭集团董事长  季平", "云湖图书馆馆长季平", "松岭小学校长 季平"]
)
def test_who_speaks_stands_under_the_title(line: str) -> None:
    page = f"云湖区教育工作报告\n\n{line}\n\n{A}\n\n{B}"
    assert [kind for kind, _ in made(page)] == ["heading", "furniture", "body", "body"]
