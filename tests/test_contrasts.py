"""Words that exclude each other."""

import pytest

from ingest.normalise import normalise
from qa.text.contrasts import excluded, of_another_milestone, of_day, untold_day


@pytest.mark.parametrize(
    ("question", "text", "short", "other"),
    [
        ("新增优质小学几所？", "新增优质幼儿园9所。", "9所", True),
        ("新增优质幼儿园几所？", "新增优质幼儿园9所。", "9所", False),
        ("新增优质小学几所？", "新增优质学校9所。", "9所", False),  # wider: for another check
        ("初中有几所达标？", "中学达标9所。", "9所", False),
        ("高中有多少人过线？", "高考过线9人。", "9人", False),
        ("第六届龙舟赛来了多少人？", "第七届龙舟赛引来9万人。", "9万人", True),
        ("第七届龙舟赛来了多少人？", "第七届龙舟赛引来9万人。", "9万人", False),
        ("首届龙舟赛来了多少人？", "第一届龙舟赛引来9万人。", "9万人", False),
        ("二期投资多少？", "投资9亿元的青石水厂一期投产。", "9亿元", True),
        ("一期投资多少？", "投资9亿元的青石水厂一期投产，二期开工。", "9亿元", False),
        ("三星级民宿有几家？", "新增民宿26家，其中五星级4家。", "4家", True),
        ("地铁2号线多长？", "地铁3号线长9公里。", "9公里", True),
        ("投保的有多少户？", "向90户居民赔付保险金9万元。", "90户", True),
        ("获赔的有多少户？", "向90户居民赔付保险金9万元。", "90户", False),
        ("投保和获赔的有多少户？", "向90户居民赔付保险金9万元。", "90户", False),
        ("受理了多少件？", "办结900件。", "900件", True),
        ("受理了多少件？", "受理并办结900件。", "900件", False),
        # one of what is told of side by side
        ("破获盗窃案件几起？", "破获诈骗案件9起。", "9起", True),
        ("破获诈骗案件几起？", "破获诈骗案件9起。", "9起", False),
        ("破获案件几起？", "破获诈骗案件9起。", "9起", False),
        ("预算支出多少？", "全年收税增加，预算收入9亿元。", "9亿元", True),
        ("预算支出多少？", "预算收入8亿元，支出9亿元。", "9亿元", False),
        ("中医院引进几人？", "人民医院引进9人。", "9人", True),
        ("医院引进几人？", "人民医院引进9人。", "9人", False),
        ("旅客和货物一共多少？", "货物吞吐量9吨。", "9吨", False),
        ("首班车几点发？", "末班车延至9点。", "9点", True),
        ("财政收入增长多少？", "生产总值增长9%；财政收入增长8%。", "9%", True),
        ("这几届龙舟赛来了多少人？", "第七届龙舟赛引来9万人。", "9万人", False),
    ],
)
def test_another_of_the_class(question: str, text: str, short: str, other: bool) -> None:
    text = normalise(text)
    start = text.index(short)
    assert excluded(normalise(question), text, start, start + len(short)) is other


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("青石桥哪天开的工？", "青石桥9月6日通车。", True),
        ("青石桥哪天通的车？", "青石桥9月6日通车。", False),
        ("青石桥哪天建成？", "青石桥9月6日通车。", False),
        ("青石桥哪天开工？", "青石桥开工，9月6日封顶。", False),  # as sure as the reader
        ("青石桥是哪天的事？", "青石桥9月6日通车。", False),
    ],
)
def test_another_day_of_a_work(question: str, text: str, another: bool) -> None:
    text = normalise(text)
    start = text.index("9月6日")
    assert of_another_milestone(normalise(question), text, start, start + 4) is another


@pytest.mark.parametrize(
    ("question", "text", "untold"),
    [
        ("5月20日登记了多少对？", "全年登记900对", True),
        ("5月20号登记了多少对？", "5月20日登记900对", False),
        ("五月二十日登记了多少对？", "5月20日登记900对", False),
        ("截至5月20日登记了多少对？", "全年登记900对", False),
        ("5月登记了多少对？", "全年登记900对", False),
    ],
)
def test_a_day_has_to_be_told(question: str, text: str, untold: bool) -> None:
    assert untold_day(normalise(question), normalise(text)) is untold
    assert (of_day(normalise(question), normalise(text)) < 0) is untold
