"""Evidence -> the least span: the right one of several figures, whole lists, facts without their punctuation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answers import extract, pick
from qa.answers.answer import lookup, tells_of_all, topic
from qa.answers.answerspan import figure_fits, find_span
from qa.answers.draft import Draft
from qa.answers.listing import listing
from qa.answers.points import further_points
from qa.numbers.figures import Figure, find_figures
from qa.parsing.question import parse
from qa.records import Question
from qa.search.scope import Scope
from tests.pointing import evidence, found_at, pairs, searched


@pytest.mark.parametrize(
    ("text", "asked", "answer"),
    [
        ("新增内资180亿元，新增外资16亿元。", "新增外资", "16亿元"),
        ("创建省级单位4个，市级单位12个。", "省级单位", "4个"),
        ("创建省级单位4个，市级单位12个。", "市级单位", "12个"),
        ("升级改造15处养老机构和44处服务站点。", "养老机构", "15处"),
        ("升级改造15处养老机构和44处服务站点。", "服务站点", "44处"),
        ("发放养老服务补贴680万余元，慰问困难老人近800人次。", "养老服务补贴", "680万余元"),
        ("发放养老服务补贴680万余元，慰问困难老人近800人次。", "慰问困难老人", "近800人次"),
    ],
)
def test_of_several_figures_the_one_whose_own_words_were_asked(text: str, asked: str, answer: str) -> None:
    """Without a reader: what stands beside a figure decides, and it comes as printed."""
    found = pick.figure(evidence(text), lambda _: 0.0, pairs(asked))
    assert found is not None
    assert found.text == answer


def test_the_reader_decides_where_the_words_do_not() -> None:
    text = "全区完成投资35亿元，比上年多6亿元。"
    for answer in ("35亿元", "6亿元"):
        found = pick.figure(evidence(text, answer), lambda _: 0.0, {})
        assert found is not None
        assert found.text == answer


def test_a_figure_that_does_not_fit_is_left_out_however_the_reader_points() -> None:
    text = "改造老旧小区18个，惠及居民5200户。"

    def households(figure: Figure) -> float | None:
        return 0.0 if figure.unit == "户" else None

    found = pick.figure(evidence(text, "18个"), households, {})
    assert found is not None
    assert found.text == "5200户"
    assert pick.figure(evidence(text, "18个"), lambda _: None, {}) is None


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 99_999), st.sampled_from(["处", "户", "亩", "万元", "人次"]), st.integers(0, 400))
def test_a_found_span_is_the_sources_own_characters(number: int, unit: str, before: int) -> None:
    printed = f"{number}{unit}"
    text = "。" * (before % 3) + f"民生保障持续加强。全年完成{printed}，居民满意。"
    found = pick.figure(evidence(text, printed), lambda _: 0.0, {})
    assert found is not None
    assert found.text == printed
    begins = found.evidence.passage.start
    assert text[found.place.start - begins : found.place.end - begins] == printed


@pytest.mark.parametrize(
    ("text", "pointed", "answer"),
    [
        ("由区行政审批局，牵头建设。", "区行政审批局，", "区行政审批局"),
        ("建成“湖光办”政务服务平台。", "湖光办", "湖光办"),
        ("建成“湖光办”政务服务平台。", "湖光办”", "“湖光办”"),
        ("印发《云湖区养老服务办法》，自3月起施行。", "《云湖区养老服务办法", "《云湖区养老服务办法》"),
        ("青石街道（原石桥镇）入选全国示范。", "青石街道（原石桥镇", "青石街道（原石桥镇）"),
    ],
)
def test_a_fact_comes_without_punctuation_and_with_pairs_whole(text: str, pointed: str, answer: str) -> None:
    found = extract.fact(evidence(text, pointed))
    assert found is not None
    assert found.text == answer


@pytest.mark.parametrize(
    ("text", "pointed", "answer"),
    [
        ("在松岭镇、白塘镇、河口镇建成乡村书屋。", "松岭镇、白塘镇、河口镇", "松岭镇、白塘镇、河口镇"),
        ("建成乡村书屋的有松岭镇、白塘镇、河口镇。", "松岭镇、白塘镇", "松岭镇、白塘镇、河口镇"),
        ("建成乡村书屋的有松岭镇、白塘镇、河口镇。", "松岭镇", "松岭镇、白塘镇、河口镇"),
        ("引进科技、金融、物流等企业9家。", "科技、金融、物流等", "科技、金融、物流"),
        (
            "完成松岭路、白塘路、河口路三条小街整治。",
            "松岭路、白塘路、河口路三条小街",
            "松岭路、白塘路、河口路",
        ),
        (
            "实施港口建设、协同发展、经济带发展三大战略。",
            "港口建设、协同发展、经济带",
            "港口建设、协同发展、经济带发展",
        ),
        ("林长张三、李四等12人巡林。", "张三、李四", "张三、李四"),
        ("实施强基、提质、暖心“三大工程”。", "强基、提质、暖心“三大工程”", "强基、提质、暖心"),
        ("实现产业重塑、组织重塑、作风重塑。", "产业重塑、组织重塑、作风", "产业重塑、组织重塑、作风重塑"),
        ("由区行政审批局牵头建设。", "区行政审批局", "区行政审批局"),
        (
            "东厂宿舍、西厂新村、河口三村三个片区改造。",
            "东厂宿舍、西厂新村、河口三村三个片区",
            "东厂宿舍、西厂新村、河口三村",
        ),
        ("“剪纸”“泥塑”“皮影”三个项目入选。", "“剪纸”“泥塑”“皮影”三个项目", "“剪纸”“泥塑”“皮影”"),
    ],
)
def test_a_list_is_whole_and_holds_only_its_items(text: str, pointed: str, answer: str) -> None:
    found = listing(evidence(text, pointed))
    assert found is not None
    assert found.text == answer


def test_a_round_mark_is_not_what_was_reached() -> None:
    found = pick.figure(
        evidence("总值迈上900亿元台阶，达到912亿元。", "900亿元"), lambda _: 0.0, {}, lambda *_: 0.0
    )
    other = pick.figure(evidence("总值900亿元，增加12亿元。", "900亿元"), lambda _: 0.0, {}, lambda *_: 0.0)
    assert found is not None
    assert other is not None
    assert found.score < other.score
    assert other.text == "900亿元"


@pytest.mark.parametrize(
    ("text", "pointed", "question", "answer"),
    [
        ("培养高级工等级以上人才50人。", "高级工等级", "是什么等级", "高级工等级以上"),
        ("成立防火“蓝天”工作站。", "防火“蓝天”", "防火的工作站叫什么", "防火“蓝天”工作站"),
        ("推出“蓝天”工作站。", "“蓝天”", "工作站叫什么", "“蓝天”"),
        (
            "建立文创产业链“三个一”机制。",
            "建立文创产业链“三个一”机制",
            "文创产业链建立了什么机制",
            "“三个一”机制",
        ),
        ("荣获合唱比赛金奖。", "合唱比赛金奖", "荣获什么奖", "合唱比赛金奖"),
        # an end inside a word is moved to where the word ends or begins
        ("完成三号码头整治。", "三号码", "整治了哪里", "三号码头"),
        # what the question says itself is no part of a name in quotation marks
        ("打造“同心桥”服务品牌。", "“同心桥”服务品牌", "服务起了个什么品牌名", "“同心桥”"),
        ("打造“同心桥”服务品牌。", "“同心桥”服务品牌", "打造了什么", "“同心桥”服务品牌"),
    ],
)
def test_a_name_has_its_own_edges(text: str, pointed: str, question: str, answer: str) -> None:
    found = extract.fact(evidence(text, pointed), "", question)
    assert found is not None
    assert found.text == answer


def test_a_name_ends_before_the_time() -> None:
    found = extract.fact(evidence("电厂一期于9月投产。", "电厂一期于9月"))
    assert found is not None
    assert found.text == "电厂一期"


def test_the_noun_asked_for_stays_where_every_item_has_it() -> None:
    text = "河口街道、白塘街道获评示范街道。"
    found = listing(evidence(text, "河口街道、白塘街道"), "街道", "哪些街道获评示范街道")
    assert found is not None
    assert found.text == "河口街道、白塘街道"


def test_what_the_question_says_is_hardly_its_answer() -> None:
    text = "其中松岭电池一期于9月投产。"
    one = evidence(text, "9月")
    pieces = one[0].reading.pieces
    inside = [i for i, (_, a, b) in enumerate(pieces) if b > 2 and a < 8]
    one[0].reading.starts[inside[0]] = one[0].reading.ends[inside[-1]] = 4.0
    month = [i for i, (_, a, b) in enumerate(pieces) if b > 9 and a < 11]
    one[0].reading.starts[month[0]], one[0].reading.ends[month[-1]] = 8.0, 3.0
    plain, asked = extract.fact(one), extract.fact(one, question="哪个项目9月就投产了?")
    assert plain is not None
    assert asked is not None
    assert (plain.text, asked.text) == ("9月", "松岭电池一期")


def test_the_noun_that_is_asked_for_is_no_part_of_the_last_item() -> None:
    text = "新设松岭、白塘、河口自由贸易试验区。"
    one = evidence(text, "松岭、白塘、河口自由贸易试验区")
    found = listing(one, "自", "新设了哪几个自由贸易试验区?")
    assert found is not None
    assert found.text == "松岭、白塘、河口"


def test_where_several_are_asked_for_several_are_likelier() -> None:
    text = "白塘镇获评强镇，松岭村、河口村入选示范村。"
    one = evidence(text, "白塘镇")
    one[0].reading.starts[:] = one[0].reading.ends[:] = -6.0
    pieces = one[0].reading.pieces
    for word, first, last in (("白塘镇", 4.5, 4.5), ("松岭村、河口村", 4.0, 3.0)):
        at = text.index(word)
        inside = [i for i, (_, a, b) in enumerate(pieces) if b > at and a < at + len(word)]
        one[0].reading.starts[inside[0]], one[0].reading.ends[inside[-1]] = first, last
    found = listing(one, "村")
    assert found is not None
    assert found.text == "松岭村、河口村"


def test_a_description_is_few_windows_in_the_reports_order() -> None:
    text = "".join(
        f"第{n}项工作扎实推进，各部门协同发力，居民的获得感、幸福感、安全感不断提升。"
        for n in "一二三四五六七八九十"
    )
    one = evidence(text, "第五项")
    chosen = extract.description(one)
    assert 1 <= len(chosen) <= 3
    places = [evidence.place(span.start, span.end).start for evidence, span in chosen]
    assert places == sorted(places)
    assert any("第五项" in e.candidate.window.text[span.start : span.end] for e, span in chosen)


def test_a_description_has_a_second_window_of_another_passage_where_the_reader_is_sure() -> None:
    first, second = evidence("给老人送饭。", "送饭") + evidence("给老人修屋。", "修屋")
    elsewhere = replace(
        second, candidate=replace(second.candidate, passage=replace(second.passage, id="other"))
    )
    assert len(extract.description([first, elsewhere])) == 2
    unsure = replace(elsewhere, reading=replace(elsewhere.reading, relevance=0.1))
    assert len(extract.description([first, unsure])) == 1


def test_no_evidence_no_answer() -> None:
    assert pick.figure([], lambda _: 0.0, {}) is None
    assert extract.fact([]) is None
    assert listing([]) is None
    assert extract.description([]) == []


@pytest.mark.parametrize(
    ("text", "pointed", "day"),
    [
        ("动画在2007年1月4日于电视台播放。", "动画在2007年1月4日", "2007年1月4日"),
        ("新规自4月1日起施行。", "自4月1日起", "4月1日"),
        ("桥于1920年建成。", "1920年", "1920年"),
        # moved: that to which
        ("书屋闭馆时间由17时30分延至21时。", "由17时30分延至21时", "21时"),
        ("书屋闭馆时间由17时改为21时。", "17时改为21时", "21时"),
        ("开工日期由3月1日提前至2月6日。", "由3月1日提前至2月6日", "2月6日"),
        ("开放时间为3月1日至5月6日。", "3月1日至5月6日", "3月1日至5月6日"),
    ],
)
def test_of_a_time_the_day_alone(text: str, pointed: str, day: str) -> None:
    found = extract.fact(evidence(text, pointed), expected="time")
    assert found is not None
    assert found.text == day


def test_where_a_time_is_asked_for_a_name_is_hardly_it() -> None:
    one = evidence("大众集团于1945年由英国接管。", "大众集团")
    pieces = one[0].reading.pieces
    year = [i for i, (_, a, b) in enumerate(pieces) if b > 5 and a < 10]
    one[0].reading.starts[year[0]], one[0].reading.ends[year[-1]] = 5.0, 4.0
    name, time = extract.fact(one), extract.fact(one, expected="time")
    assert name is not None
    assert time is not None
    assert (name.text, time.text) == ("大众集团", "1945年")


@pytest.mark.parametrize(
    ("text", "pointed", "items"),
    [
        ("新开至甲港、乙港、丙港的外贸航线。", "甲港、乙港、丙港的外贸航线", "甲港、乙港、丙港"),
        ("甲小区二期、乙小区2号楼等项目筹集房源。", "甲小区二期、乙小区2号楼", "甲小区二期、乙小区2号楼"),
    ],
)
def test_a_list_ends_with_its_last_item(text: str, pointed: str, items: str) -> None:
    found = listing(evidence(text, pointed), "地方", "哪几个地方")
    assert found is not None
    assert found.text == items


def test_points_that_are_numbered_go_on_to_the_last() -> None:
    text = (
        "抓好三件事。一是修路。"
        + "路要平整好走。" * 30
        + "二是通水。水要干净。三是架电。电要稳定。五是另一件事。"
    )
    one = evidence(text, "一是修路")
    told = further_points(one[0], [])
    assert [text[s.start - 100 : s.end - 100] for _, s in told] == ["二是通水。", "三是架电。"]
    assert further_points(evidence("修了路。二是通水。", "修了路")[0], []) == []


def test_a_line_over_the_text_answers_for_the_report_itself() -> None:
    """Three characters tell the reader little: that they are the byline counts."""
    (one,) = evidence("□云宣", "云宣")
    line = replace(one, candidate=replace(one.candidate, passage=replace(one.passage, kind="furniture")))
    faint = replace(
        line.reading, relevance=0.14, starts=line.reading.starts - 10, ends=line.reading.ends - 10
    )
    unsure = replace(line, reading=faint, score=-2.0)
    asked = parse(Question("这篇稿子署名是谁？"))
    draft, other = lookup(asked, searched(asked.text, [unsure])), lookup(asked, searched(asked.text, [one]))
    assert draft is not None
    assert other is not None
    assert (draft.short, draft.confidence) == ("云宣", 0.6)
    elsewhere = parse(Question("现任区长是谁？"))
    told = lookup(elsewhere, searched(elsewhere.text, [unsure]))
    assert told is not None
    assert told.confidence < 0.6


SPENT = "支出安排：造林24万元；护堤10万元；补漏款1万元。"


@pytest.mark.parametrize(
    ("text", "pointed", "asked", "answer"),
    [
        (SPENT, "1万元", "造林支出是多少", "24万元"),
        ("改造教学用房24处；门诊用房10处；排练用房6处。", "6处", "教学用房有几处", "24处"),
        # of one item the second figure may be of a part
        ("送去36场义诊，其中24场下乡。", "24场", "送去多少场义诊", "24场"),
        ("送去36场义诊，办了24场讲座。", "24场", "送去多少场义诊", "24场"),
        # nothing that the question names alone
        (SPENT, "1万元", "一共多少", "1万元"),
    ],
)
def test_the_figure_of_the_item_that_is_named(text: str, pointed: str, asked: str, answer: str) -> None:
    found = pick.figure(evidence(text, pointed), lambda _: 0.0, pairs(asked))
    assert found is not None
    assert found.text == answer


@pytest.mark.parametrize(
    ("text", "pointed", "question", "answer"),
    [
        # the end of a verb is no part of the first item
        ("带着大伙做起竹篮、草帽、布鞋。", "起竹篮、草帽、布鞋", "做起了哪些东西", "竹篮、草帽、布鞋"),
        ("出版物、起重机获奖。", "起重机", "哪些获奖", "出版物、起重机"),
        # each with its count, to the end of the last
        ("新建7处甲园、9处乙坊。", "甲园、9处乙坊", "新建了什么", "7处甲园、9处乙坊"),
        ("新建7处湖滨花园、9处河边草坪。", "7处湖滨花园、9处河边", "新建了什么", "7处湖滨花园、9处河边草坪"),
        # a name of no dictionary from its beginning
        ("引进首店，葑菱阁、松岭坊开业。", "阁、松岭坊", "哪些首店开业", "葑菱阁、松岭坊"),
        # a route from where it starts, and a first item from the noun before its count
        (
            "新建南京经黄山至福州、合肥至安庆等线。",
            "黄山至福州、合肥至安庆",
            "新建了哪些线",
            "南京经黄山至福州、合肥至安庆",
        ),
        (
            "湖区完成堤岸加固3公里、码头整修、栈桥更新。",
            "3公里、码头整修、栈桥更新",
            "完成了哪几样",
            "堤岸加固3公里、码头整修、栈桥更新",
        ),
        # the last of two to the noun that the first ends in
        ("能领交通补贴和护理补贴。", "交通补贴和护理", "能领哪两种钱", "交通补贴和护理补贴"),
        ("湖区新建3座码头、一片草坪。", "3座码头、一片草坪", "新建了哪几样", "3座码头、一片草坪"),
        # each item is one of the two that are asked for
        ("新建湖滨花园、河边草坪。", "湖滨花园、河边草坪", "新建了哪几类草坪和花园", "湖滨花园、河边草坪"),
    ],
)
def test_the_items_of_a_list_are_whole(text: str, pointed: str, question: str, answer: str) -> None:
    found = listing(evidence(text, pointed), "", question)
    assert found is not None
    assert found.text == answer


@pytest.mark.parametrize(
    ("text", "pointed", "question", "answer"),
    [
        ("松岭所获评全省水闸管护优胜集体。", "优胜集体", "获评什么荣誉", "全省水闸管护优胜集体"),
        ("松岭所2022年荣获全国模范站所称号。", "模范站所", "荣获什么称号", "全国模范站所"),
        # no honour is asked for; another award stands before it
        ("松岭所获评全省水闸管护优胜集体。", "优胜集体", "它是什么集体", "优胜集体"),
        ("松岭所获评示范窗口、优胜集体。", "优胜集体", "获评什么荣誉", "优胜集体"),
        # a bearer without what it did
        ("白塘街道入选云州市示范名单。", "白塘街道入选云州市", "哪个街道入选了名单", "白塘街道"),
        ("河口文化街区获评示范。", "河口文化街区", "哪个街区获评示范", "河口文化街区"),
        ("白塘小学承办全市艺术节。", "白塘小学承办全市", "哪所小学承办了艺术节", "白塘小学"),
    ],
)
def test_an_award_is_whole_and_its_bearer_alone(text: str, pointed: str, question: str, answer: str) -> None:
    found = extract.fact(evidence(text, pointed), "", question)
    assert found is not None
    assert found.text == answer


@pytest.mark.parametrize(
    ("text", "short", "both"),
    [
        ("新开手作茶社和书社类铺面20余家。", "20余家", True),
        ("新开手作茶社20余家，书社类铺面经营平稳。", "20余家", False),
    ],
)
def test_a_clause_tells_of_both_together(text: str, short: str, both: bool) -> None:
    found, quote = found_at(text, short)
    draft = Draft(short, (quote,), 0.9, found=found)
    assert tells_of_all(("新开手作茶社", "书社类铺面"), draft) == both


def test_a_topic_in_other_words_where_the_reader_is_sure() -> None:
    asked = parse(Question("小区加装电梯"))
    text = "老旧小区装上电梯36部。"
    assert topic(asked, searched(asked.text, evidence(text, "电梯"))) is not None
    assert topic(asked, searched(asked.text, evidence(text, "灯杆"))) is None


@pytest.mark.parametrize("asked", ["2022年养老服务", "云湖区 养老服务", "2022年云湖区养老服务"])
def test_a_topic_is_told_whatever_place_and_year_it_names(asked: str) -> None:
    scope = Scope(None, (2022,), True, regions=("云湖区",))
    told, other = (
        topic(parse(Question(asked)), replace(searched(asked, evidence(text)), scope=scope))
        for text in ("养老服务持续改善。", "2022年，云湖区公园面积持续扩大。")
    )
    assert told is not None
    assert other is None


@pytest.mark.parametrize(
    ("text", "found", "count", "both"),
    [
        ("全区有先进村4个、先进组17个。", "4个", 2, "先进村4个、先进组17个"),
        ("全区有先进村4个、先进组17个。", "17个", 2, "先进村4个、先进组17个"),
        ("全区有先进村4个，先进组17个和先进户31个。", "17个", 3, "先进村4个，先进组17个和先进户31个"),
        ("评出先进村4个、先进组17个。", "4个", 2, "先进村4个、先进组17个"),
        # too few of them, another unit, another sentence, a word in between that joins nothing
        ("评出先进村4个、先进组17个。", "4个", 3, None),
        ("评出先进村4个、先进户17户。", "4个", 2, None),
        ("评出先进村4个。评出先进组17个。", "4个", 2, None),
        ("评出先进村4个另有先进组17个。", "4个", 2, None),
    ],
)
def test_figures_side_by_side_come_each_with_its_noun(
    text: str, found: str, count: int, both: str | None
) -> None:
    told = pick.side_by_side(found_at(text, found)[0], count)
    assert (told.text if told else None) == both


HONOURED = "全区有先进村4个、先进组17个。"


@pytest.mark.parametrize(
    ("question", "pointed", "answer"),
    [
        ("先进村和先进组分别有多少个？", "4个", "先进村4个、先进组17个"),
        ("先进村和先进组各是多少个？", "17个", "先进村4个、先进组17个"),
        ("先进村、先进组各评了几个？", "4个", "先进村4个、先进组17个"),
        ("先进组有多少个？", "17个", "17个"),
    ],
)
def test_where_each_is_asked_for_both_figures_answer(question: str, pointed: str, answer: str) -> None:
    found = find_span(parse(Question(question)), searched(question, evidence(HONOURED, pointed)))
    assert found is not None
    assert found.text == answer


@pytest.mark.parametrize(
    ("text", "pointed", "answer"),
    [
        ("青石货栈扩建至7万空方，仓位宽裕。", "7万空方", "7万空方"),
        ("青石货栈扩建至7万空方，仓位宽裕。", "7万", "7万"),  # the reader stops before it
        ("青石货栈扩建至7万吨，仓位宽裕。", "7万吨", "7万吨"),
        ("青石货栈扩建至7万，仓位宽裕。", "7万，仓位", "7万"),  # not over a comma
    ],
)
def test_a_unit_of_no_list_comes_with_its_figure(text: str, pointed: str, answer: str) -> None:
    found = pick.figure(evidence(text, pointed), lambda _: 0.0, {})
    assert found is not None
    assert pick.with_strange_unit(found).text == answer


@pytest.mark.parametrize(
    ("question", "loses"),
    [
        ("藤编产业做多大了？", True),
        ("藤编产业做到了多少？", True),
        ("藤编产业涨了多少？", False),
        ("藤编产业翻了多少？", False),
        ("藤编产业比上年多了多少？", False),
    ],
)
def test_a_rate_of_change_loses_where_nothing_of_a_change_is_asked(question: str, loses: bool) -> None:
    amount, rate = find_figures("藤编产业产值23亿元，增长1.4倍。")
    fits = figure_fits(parse(Question(question)), rate)
    assert fits is not None
    assert (fits < 0) == loses
    if loses:
        assert figure_fits(parse(Question(question)), amount) == 0.0


@pytest.mark.parametrize(
    ("question", "worth"),
    [
        ("养老补贴的标准是多少？", -1),
        ("免费乘车的年龄是多少？", 0),
        ("多大年纪能免费乘车？", 0),
        ("几岁能免费乘车？", 1),
    ],
)
def test_an_age_loses_where_none_is_asked(question: str, worth: int) -> None:
    (age,) = find_figures("免费乘车放宽到65岁。")
    fits = figure_fits(parse(Question(question)), age)
    assert fits is not None
    assert (fits > 0) - (fits < 0) == worth


@pytest.mark.parametrize(
    ("text", "pointed", "question", "cause"),
    [
        ("园区日照长，水源足，因此果树长得好。", "果树长得好", "为什么园区果树长得好", "园区日照长，水源足"),
        ("园区日照长，水源足；因此，果树长得好。", "因此", "果树为什么长得好", "园区日照长，水源足"),
        (
            "桥面由于年久失修，且桥墩开裂，故停止通行。",
            "停止通行",
            "这座桥为什么停止通行",
            "桥面由于年久失修，且桥墩开裂",
        ),
        (
            "这座桥停止通行，是春天的事，由于年久失修。",
            "这座桥停止通行",
            "这座桥为什么停止通行",
            "由于年久失修",
        ),
        ("他因为出身名家之后，获选入馆。", "他因为出身名家", "他为什么入馆", "他因为出身名家之后"),
        ("钙含量高。因此也叫钙果。", "因此", "为什么叫钙果", "钙含量高"),
        ("因此也叫钙果。", "因此", "为什么叫钙果", "因此也叫钙果"),
        # no longer than it must be, where the reader points inside a clause
        ("园长为了留住老树，改了图纸。", "为了留住老树", "园长为什么改图纸", "为了留住老树"),
        ("工程受连日暴雨影响停了三天。", "连日暴雨", "工程为什么停工", "连日暴雨"),
    ],
)
def test_a_cause_is_whole_clauses_and_never_the_effect_alone(
    text: str, pointed: str, question: str, cause: str
) -> None:
    found = extract.reason(evidence(text, pointed), parse(Question(question)).normalised)
    assert found is not None
    assert found.text == cause


@pytest.mark.parametrize(
    ("text", "pointed", "question", "name"),
    [
        ("获评“好医生——李某山”称号。", "“好医生——李某山”", "谁获评好医生", "李某山"),
        ("剧目《守塘人——周某》获奖。", "《守塘人——周某》", "守塘人是谁", "周某"),
        ("她是“护水人·陈某某”。", "“护水人·陈某某”", "谁是护水人", "陈某某"),
        ("李某——好医生获表彰。", "李某", "谁获表彰", "李某"),
    ],
)
def test_a_person_comes_out_of_a_title(text: str, pointed: str, question: str, name: str) -> None:
    found = extract.fact(evidence(text, pointed), "", question, "person")
    assert found is not None
    assert found.text == name


def test_a_title_keeps_the_person_where_none_is_asked_for() -> None:
    found = extract.fact(evidence("“好医生——李某”获表彰。", "“好医生——李某”"), "", "什么获表彰", "title")
    assert found is not None
    assert found.text == "“好医生——李某”"


EXCHANGE = "松岭药业在北京证券交易所上市。"


@pytest.mark.parametrize("pointed", ["松岭药业在北京证券交易所", "北京证券交易所"])
def test_where_in_which_is_asked_the_answer_stands_behind_in(pointed: str) -> None:
    found = extract.fact(evidence(EXCHANGE, pointed), "", "松岭药业在哪个交易所上市")
    assert found is not None
    assert found.text == "北京证券交易所"


@pytest.mark.parametrize(
    ("text", "pointed"),
    [
        ("资料存在松岭档案馆。", "资料存在松岭档案馆"),
        ("资料现在松岭档案馆。", "资料现在松岭档案馆"),
    ],
)
def test_a_word_that_ends_in_in_says_not_where(text: str, pointed: str) -> None:
    found = extract.fact(evidence(text, pointed), "", "资料在哪个馆")
    assert found is not None
    assert found.text == pointed


@pytest.mark.parametrize(
    ("text", "pointed", "days"),
    [
        ("申报期为每月3日至18日。", "18日", "每月3日至18日"),
        ("展期为3月1日到4月5日。", "4月5日", "3月1日到4月5日"),
        ("展期为2021年3月1日—20日。", "20日", "2021年3月1日—20日"),
        ("展期截至20日。", "20日", "20日"),
        ("办展时间为3月，20日闭幕。", "20日", "20日"),
    ],
)
def test_a_span_of_days_is_whole(text: str, pointed: str, days: str) -> None:
    found = extract.fact(evidence(text, pointed), expected="time")
    assert found is not None
    assert found.text == days


@pytest.mark.parametrize(
    ("text", "pointed", "asked", "question", "items"),
    [
        (
            "建成松岭幼儿园、白塘幼儿园。",
            "松岭幼儿园、白塘",
            "",
            "建成了什么",
            "松岭幼儿园、白塘幼儿园",
        ),
        ("改造松岭公园、白塘公园。", "松岭公园、白塘", "", "改造了什么", "松岭公园、白塘公园"),
        # the kind that is asked for belongs to none of them
        ("建成松岭、白塘、河口幼儿园。", "松岭、白塘、河口", "幼儿园", "哪几所幼儿园", "松岭、白塘、河口"),
        ("新开松岭、白塘两所幼儿园。", "松岭、白塘", "幼儿园", "哪两所幼儿园", "松岭、白塘"),
    ],
)
def test_the_last_of_several_names_has_its_kind(
    text: str, pointed: str, asked: str, question: str, items: str
) -> None:
    found = listing(evidence(text, pointed), asked, question)
    assert found is not None
    assert found.text == items


RISEN = "绿化排名从第三十一位跃升到第四位。"
FASTER = "办证时限由63天压缩至17天。"


@pytest.mark.parametrize(
    ("text", "pointed", "last"),
    [
        (RISEN, "第三十一位", "第四位"),
        (RISEN, "第四位", "第四位"),
        (FASTER, "63天", "17天"),
        ("绿化排名居第4位，治水排名居第7位。", "第4位", "第4位"),
    ],
)
def test_of_from_and_to_the_second(text: str, pointed: str, last: str) -> None:
    assert pick.latest(found_at(text, pointed)[0]).text == last


@pytest.mark.parametrize(
    ("question", "text", "pointed", "answer"),
    [
        ("绿化排名第几位？", RISEN, "第三十一位", "第四位"),
        ("办证要几天？", FASTER, "63天", "17天"),
        # what was before is asked for
        ("绿化原来排第几位？", RISEN, "第三十一位", "第三十一位"),
        ("绿化排名从第几位跃升上来的？", RISEN, "第三十一位", "第三十一位"),
        ("办证时限的起点是几天？", FASTER, "63天", "63天"),
        ("办证以前要几天？", FASTER, "17天", "63天"),
        ("以前办证要几天？", FASTER, "63天", "63天"),
    ],
)
def test_what_is_now_unless_what_was_before_is_asked_for(
    question: str, text: str, pointed: str, answer: str
) -> None:
    found = find_span(parse(Question(question)), searched(question, evidence(text, pointed)))
    assert found is not None
    assert found.text == answer


@pytest.mark.parametrize(
    ("question", "answer"), [("还没建完的泵站有几座？", "7座"), ("建成泵站几座？", "12座")]
)
def test_a_figure_s_own_clause_tells_whether_it_is_under_way(question: str, answer: str) -> None:
    text = "全年建成泵站12座，另有7座在建。"
    found = find_span(parse(Question(question)), searched(question, evidence(text)))
    assert found is not None
    assert found.text == answer


@pytest.mark.parametrize(("asked", "answer"), [("拍卖面积多少亩", "430亩"), ("划拨面积多少亩", "780亩")])
def test_of_figures_that_count_the_same_that_of_the_item_asked_about(asked: str, answer: str) -> None:
    text = "拍卖地块9个，面积430亩，划拨地块21个，面积780亩。"
    found = pick.figure(evidence(text), lambda f: 0.0 if f.unit == "亩" else None, pairs(asked))
    assert found is not None
    assert found.text == answer


@pytest.mark.parametrize(("asked", "answer"), [("老街铺面", "17家"), ("铺面摊点", "9家")])
def test_of_from_and_to_the_second_has_the_words_of_the_first(asked: str, answer: str) -> None:
    text = "老街铺面由63家整合为17家，铺面摊点9家。"
    found = pick.figure(evidence(text), lambda f: None if f.text == "63家" else 0.0, pairs(asked))
    assert found is not None
    assert found.text == answer
