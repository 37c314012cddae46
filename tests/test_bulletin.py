"""Questions over a statistical bulletin and a bureau's summary: each failed once, each for its own reason."""

from __future__ import annotations

import pytest

from ingest.library import index
from qa import Engine

BULLETIN = """柘林县2024年国民经济和社会发展统计公报

年末常住人口53.6万人，其中城镇常住人口31.2万人。全年出生人口3120人，出生率5.8‰；死亡人口4390人，死亡率8.2‰。
年末生猪存栏28.6万头，出栏46.3万头。
规模以上工业企业实现营业收入512.8亿元，利润总额27.3亿元，下降4.5%。
商品房销售面积58.4万平方米，下降9.3%，其中住宅51.7万平方米。
全年进出口总额18.9亿元，增长2.4%。其中出口14.2亿元，增长6.8%；进口4.7亿元，下降8.9%。
民用汽车保有量12.6万辆，其中私人汽车11.3万辆，新能源汽车6800辆。
一般公共预算收入22.35亿元，增长5.3%。一般公共预算支出61.8亿元，下降1.7%，其中教育支出12.4亿元。
普通高中4所，在校生1.16万人；小学58所，在校生3.4万人。
医疗卫生机构312个，其中医院8个，乡镇卫生院16个。
城镇居民人均可支配收入43862元，增长4.9%；城镇居民人均消费支出27640元。
城市低保对象1860人，农村低保对象9740人，全年发放低保金7130万元。
全年发生生产安全事故11起，死亡9人。
"""
SUMMARY = """岫山区2024年工作成果

一、经济
新增“四上”企业87家，其中工业企业29家、服务业企业41家。落实减税降费政策，为企业减负9.7亿元。
发放惠企贷款326笔，平均利率3.65%，比上年下降0.4个百分点。引进外资1.3亿美元，是上年的1.6倍。
二、民生
加装电梯118部，累计达到407部。举办招聘会96场，其中校园专场11场。新增学位6900个，其中小学4500个、初中2400个。
区人民医院新院区启用，设床位800张，是老院区的2倍。80岁以上老人就餐每餐补贴3元。
岫山一中教育集团揭牌成立，由校长周慕云兼任理事长。新建城市书房6家，全区达到22家。
调解矛盾纠纷6318件，调解成功率98.6%。12345热线按时办结率99.7%，群众满意率96.1%。
轨道交通3号线岫山段预计2026年底开通。全区孕产妇死亡率为零。为老年家庭免费安装燃气报警器5400个。
取消门诊预交金。每千人口执业医师2.6人，低于全省平均水平。
空气质量优良天数318天，优良率86.9%。

三、2025年工作打算
新建城市书房9家，改造村卫生室20家。
"""


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Engine]:
    folder = tmp_path_factory.mktemp("bulletin")
    made = {}
    for name, text in (("柘林县2024年统计公报", BULLETIN), ("岫山区2024年工作成果", SUMMARY)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        index([folder / f"{name}.txt"], str(folder / name))
        made[name[:2]] = Engine.open(str(folder / name))
    return made


@pytest.mark.parametrize(
    ("of", "question", "short"),
    [
        ("柘林", "住在农村的常住人口有多少？", "22.4万人"),  # the whole less the other half
        ("柘林", "去世的人比出生的多多少？", "1270人"),  # no rate, where persons are told beside it
        ("柘林", "存栏的猪多少头？", "28.6万头"),
        ("柘林", "规上工业利润率是多少？", "约5.32%"),
        ("柘林", "商品房里非住宅卖了多少？", "6.7万平方米"),
        ("柘林", "顺差多少？", "9.5亿元"),
        ("柘林", "新能源车占汽车总数的比例？", "约5.4%"),  # of the head of the list, and of no other part
        ("柘林", "财政支出比收入多多少？", "39.45亿元"),  # 财政 holds for both
        ("柘林", "城镇居民收入和支出差多少？", "16222元"),
        ("柘林", "小学生有多少？", "3.4万人"),
        ("柘林", "低保一共多少人？", "11600人"),  # two kinds beside each other, and no sum of them
        ("岫山", "给企业减了多少负担？", "9.7亿元"),  # 减负 has no minus in it
        ("岫山", "惠企贷款前一年的平均利率是多少？", "4.05%"),
        ("岫山", "2023年引进外资多少美元？", "8125万美元"),
        ("岫山", "加装电梯以前装了多少部？", "289部"),
        ("岫山", "校园招聘会开了几场？", "11场"),  # a part is what its whole is
        ("岫山", "新增小学学位比初中多多少？", "2100个"),
        ("岫山", "区医院老院区有多少张床位？", "400张"),
        ("岫山", "纠纷调解大概成功了多少件？", "约6230件"),
        ("岫山", "群众对12345不满意的占多少？", "3.9%"),
        ("岫山", "新增四上企业里除了工业和服务业还有几家？", "17家"),
        ("岫山", "城市书房新建了几家？", "6家"),  # done, and no plan
    ],
)
def test_a_figure(engines: dict[str, Engine], of: str, question: str, short: str) -> None:
    assert engines[of].ask(question).short_answer == short


@pytest.mark.parametrize(
    ("of", "question"),
    [
        ("柘林", "交通事故死了几个人？"),  # of another sort of accident
        ("柘林", "柘林县有几个镇？"),  # 乡镇卫生院 are no towns
        ("岫山", "岫山二中教育集团的理事长是谁？"),
        ("岫山", "书房有多少藏书？"),  # how many there are tells nothing of what they hold
        ("岫山", "空气不好的日子有多少天？"),
    ],
)
def test_what_is_not_told(engines: dict[str, Engine], of: str, question: str) -> None:
    assert engines[of].ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("地铁3号线已经开通了吗？", "no"),
        ("有产妇死亡吗？", "no"),
        ("安装燃气报警器收费吗？", "no"),
        ("现在看门诊还要交预交金吗？", "no"),
        ("每千人医生数达到全省平均了吗？", "no"),
        ("每千人医生数比全省平均低吗？", "yes"),
    ],
)
def test_a_claim(engines: dict[str, Engine], question: str, verdict: str) -> None:
    assert engines["岫山"].ask(question).verdict == verdict
