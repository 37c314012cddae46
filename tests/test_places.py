"""The place of a document in a question: found, what it restricts, and how the question reads without it."""

from __future__ import annotations

import pytest

from ingest.records import Document
from qa.parsing.places import leading_name
from qa.parsing.question import parse
from qa.records import Question
from qa.search.scope import scope_of
from qa.text.regions import mentions, without_region
from tests.pointing import work_report


@pytest.mark.parametrize(
    ("region", "question", "asked"),
    [
        ("云湖区", "云湖的三大支柱产业有哪些", "三大支柱产业有哪些"),
        ("云湖区", "云湖区新增学位多少个", "新增学位多少个"),
        ("东海市云湖区", "东海市云湖区新增学位多少个", "新增学位多少个"),
        ("东海市云湖区", "东海云湖新增学位多少个", "新增学位多少个"),
        ("云湖区", "东海市云湖区新增学位多少个", "新增学位多少个"),
        # what only led to the place goes with it; what still leads somewhere stays
        ("云湖区", "从云湖坐高铁去省城要多久", "坐高铁去省城要多久"),
        ("云湖区", "现在在云湖申请执照要几天", "现在申请执照要几天"),
        ("云湖区", "在云湖的公园里建了几座厕所", "在公园里建了几座厕所"),
        ("云湖区", "云湖高铁在云湖境内停哪几站", "云湖高铁停哪几站"),
        ("云湖区", "让云湖头一回通高速的是哪条路", "头一回通高速的是哪条路"),
        # words that begin with the place's kind
        ("云湖区", "云湖区委书记去了哪里", "区委书记去了哪里"),
        ("松岭县", "松岭县城整治了哪几条街", "县城整治了哪几条街"),
        # its own kind of place, said from within; not another
        ("松岭县", "我们县有多少茶园", "有多少茶园"),
        ("云湖区", "今年区里新建了几所小学", "今年新建了几所小学"),
        ("云湖区", "小区里新建了几个车棚", "小区里新建了几个车棚"),
        ("云湖区", "咱们市新建了几所小学", "咱们市新建了几所小学"),
        # part of a longer name, or of another word
        ("云湖区", "云湖湾大桥哪年通车", "云湖湾大桥哪年通车"),
        ("云湖区", "云湖高跷是哪一级的遗产", "云湖高跷是哪一级的遗产"),
        ("市北区", "城市北部建了几座公园", "城市北部建了几座公园"),
        ("全国", "全国新增就业多少人", "全国新增就业多少人"),
        (None, "云湖新增学位多少个", "云湖新增学位多少个"),
        # a body's report: by its name, or the short of it
        ("澄渚医院集团", "澄渚医院集团手术做了多少台", "手术做了多少台"),
        ("澄渚医院集团", "澄渚的社区中心有几家", "社区中心有几家"),
        ("澄渚医院集团", "澄渚医院总院有多少张床位", "总院有多少张床位"),
        (
            "澄渚医院集团",
            "how many beds does chengzhu hospital group have?",
            "how many beds does the place have?",
        ),
        # never nothing
        ("云湖区", "云湖区?", "云湖区?"),
        ("云湖区", "how many schools were built in yunhu district (云湖区)?", "how many schools were built?"),
        ("云湖区", "did yunhu build a library?", "did the district build a library?"),
    ],
)
def test_a_question_is_put_without_the_documents_own_place(
    region: str | None, question: str, asked: str
) -> None:
    printed = {"云湖高跷", "云湖高铁"}
    assert without_region(question, region, printed.__contains__, parse(Question(question)).places) == asked


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("云湖区新增学位多少个", ["云湖区"]),
        ("云湖新增学位多少个", ["云湖区"]),
        ("松岭和云湖哪个茶园多", ["松岭县", "云湖区"]),
        ("石门区新增学位多少个", []),
        ("西海市云湖区新增学位多少个", ["云湖区"]),
    ],
)
def test_regions_are_found_wherever_they_stand(question: str, named: list[str]) -> None:
    places = parse(Question(question)).places
    assert [m.region for m in mentions(question, ["云湖区", "松岭县"], places=places)] == named


def test_a_district_of_another_city_is_another() -> None:
    question = "西海市云湖区新增学位多少个"
    assert not mentions(question, ["东海市云湖区"], places=parse(Question(question)).places)
    both = mentions("东海市云湖区新增学位多少个", ["云湖区", "东海市云湖区"], places=("东海市云湖区",))
    assert {m.region for m in both} == {"云湖区", "东海市云湖区"}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("从云湖坐高铁去省城要多久", ()),
        ("牵头搞产业联盟的是哪几家", ()),
        ("支持河口镇多少钱", ("河口镇",)),
        ("走访张庄村多少户", ("张庄村",)),
        ("徐州市新增学位多少个", ("徐州市",)),
        ("海州区的人口", ("海州区",)),
        ("登州路街道获评什么", ("登州路街道",)),
        ("石湾那边一年新开了几处书屋", ("石湾",)),
        ("青溪那块儿栽了多少树", ("青溪",)),
        ("学校那边新开了几处书屋", ()),
        ("我们那儿修路了没有", ()),
        ("柳浦那边一年新开了几处书屋", ("柳浦",)),
        # what is done in a village or with one, and to save
        ("走线上能省下多少钱", ()),
        ("一年可省多少电", ()),
        ("老书记治村用了几年", ()),
        ("驻村的第一书记有几位", ()),
        ("包村的干部有几位", ()),
        ("联镇的领导有几位", ()),
        ("下乡断案办了多少件", ()),
        ("进镇的车要查几道", ()),
        ("来县的游客有多少", ()),
        ("赴省的班车有几趟", ()),
        # real names that end like what is done for a village
        ("大兴区新增学位多少个", ("大兴区",)),
        ("长兴县有几家书屋", ("长兴县",)),
        ("复兴镇修了几条路", ("复兴镇",)),
        ("富县有多少茶园", ("富县",)),
    ],
)
def test_a_place_ends_with_its_word_and_holds_no_verb(question: str, named: tuple[str, ...]) -> None:
    assert parse(Question(question)).places == named


SHELF = [work_report(year, region) for year in (2021, 2022) for region in ("云湖区", "松岭县")]
UNPLACED = Document("百科.txt", "", "")


def searched(question: str, *documents: Document) -> set[str] | None:
    names = scope_of(documents or SHELF, parse(Question(question))).documents
    return None if names is None else set(names)


def test_a_place_chooses_the_documents_of_it() -> None:
    of_yunhu = {work_report(year).name for year in (2021, 2022)}
    assert searched("云湖新增学位多少个") == of_yunhu
    assert searched("云湖新增学位多少个", *SHELF, UNPLACED) == of_yunhu | {UNPLACED.name}
    assert searched("新增学位多少个") is None


def test_place_and_year_choose_together() -> None:
    assert searched("松岭县2020年完成改造多少个") == {work_report(2021, "松岭县").name}
    scope = scope_of(SHELF, parse(Question("云湖区2015年新增学位多少个")))
    assert not scope.covered, "no report of the place is of the year"
    assert scope.documents == tuple(work_report(year).name for year in (2021, 2022))


def test_a_body_chooses_its_own_report() -> None:
    hospital = Document("澄渚医院集团2020年度成果.txt", "", "", None, 2020, 2020, None, "澄渚医院集团")
    county = work_report(2021)
    asked = parse(Question("澄渚医院集团2020年做了多少台手术？"))
    assert scope_of([hospital, county], asked).documents == (hospital.name,)


def test_a_place_named_before_the_question_of_a_complaint_counts() -> None:
    text = (
        "我家住在云湖区,楼下的路灯坏了大半年也没人修,天一黑孩子都不敢出门,跟社区说,社区让找物业,物业又让找街道,"
        "来来回回跑了七八趟,跟谁说都没用,气得人睡不着觉。我就想问一句:今年到底修了多少盏路灯?"
    )
    here, there = (Document(f"{r}.txt", "", "", None, 2023, 2023, r) for r in ("云湖区", "石湾区"))
    assert scope_of([here, there], parse(Question(text))).regions == ("云湖区",)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("鹭渚新开了几条航线", "鹭渚"),
        ("崂山引进了几家总部企业", "崂山"),
        ("学校那边修了多少路", ""),
        ("山坡顶上的公园修了几处", ""),
        ("老城区改造了几栋楼", ""),
        ("论村集体挣钱,石桥村是头一名", ""),
        ("办证要几天", ""),
        ("俺村修路了没有", ""),
        ("2021年新增学位多少个", ""),
        ("", ""),
    ],
)
def test_the_bare_name_that_a_question_begins_with(question: str, name: str) -> None:
    assert leading_name(question) == name
