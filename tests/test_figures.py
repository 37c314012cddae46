"""Figures in text: what is found, what it means, what is left alone, and the guard's comparison."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.numbers.figures import Figure, figures_in, find_figures, same, unsupported


def only(text: str) -> Figure:
    found = find_figures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "qualifier"),
    [
        ("拨付补助金860万余元", "860万余元", "8600000", "元", "over"),
        ("共拨付860余万元。", "860余万元", "8600000", "元", "over"),
        ("新增公交车近300辆", "近300辆", "300", "辆", "nearly"),
        ("接种4.27万人次", "4.27万人次", "42700", "人次", "exact"),
        ("投资2.4亿余元", "2.4亿余元", "240000000", "元", "over"),
        ("成交额5亿元左右", "5亿元左右", "500000000", "元", "about"),
        ("利用外资3.1亿美元", "3.1亿美元", "310000000", "美元", "exact"),
        ("推选五大类项目", "五大类", "5", "大类", "exact"),
        ("演出2000余场次", "2000余场次", "2000", "场次", "over"),
        ("游客超5.6万余人次", "超5.6万余人次", "56000", "人次", "over"),
        ("存款突破900亿元", "突破900亿元", "90000000000", "元", "over"),
        ("安置二百七十六人", "二百七十六人", "276", "人", "exact"),
        ("安置了两千三百多人", "两千三百多人", "2300", "人", "over"),
        ("动员十多万人", "十多万人", "100000", "人", "over"),
        ("动员二十余万户", "二十余万户", "200000", "户", "over"),
        ("共3万5千人", "3万5千人", "35000", "人", "exact"),
        ("超过1亿3千多万", "超过1亿3千多万", "130000000", "", "over"),
        ("共1,200家", "1,200家", "1200", "家", "exact"),
        ("面积１２．５公顷", "１２．５公顷", "12.5", "公顷", "exact"),
        ("不少于40名", "不少于40名", "40", "名", "at_least"),
        ("总共60所以上", "60所以上", "60", "所", "at_least"),
        ("限期30天以内", "30天以内", "30", "天", "at_most"),
        ("不超过15分钟", "不超过15分钟", "15", "分钟", "at_most"),
        ("不足千人", "不足千人", "1000", "人", "under"),
        ("不到200户", "不到200户", "200", "户", "under"),
        ("约7000个", "约7000个", "7000", "个", "about"),
        ("用了两个半小时", "两个半小时", "2.5", "小时", "exact"),
        ("两万億元", "两万億元", "2000000000000", "元", "exact"),
        ("共計三百五十萬元", "三百五十萬元", "3500000", "元", "exact"),
        ("铁路1 2 3 4 公里", "1 2 3 4 公里", "1234", "公里", "exact"),
        ("修复农房3 0 0 多个", "3 0 0 多个", "300", "个", "over"),
        ("修路1 2 0 余公里", "1 2 0 余公里", "120", "公里", "over"),
        ("气温零下12摄氏度", "零下12摄氏度", "-12", "摄氏度", "exact"),
        ("十几个村", "十几个", "10", "个", "over"),
        ("价格同比-0.5%", "-0.5%", "-0.5", "%", "exact"),
        ("价格比上年-0.5%", "-0.5%", "-0.5", "%", "exact"),
        ("投资增长－12.3％", "－12.3％", "-12.3", "%", "exact"),
        ("增速为−3.2%", "−3.2%", "-3.2", "%", "exact"),
        ("利润-3.2亿元", "-3.2亿元", "-320000000", "元", "exact"),
        ("增速为负百分之三", "负百分之三", "-3", "%", "exact"),
        ("增速为百分之负三", "百分之负三", "-3", "%", "exact"),
        ("价格下降0.5%", "0.5%", "0.5", "%", "exact"),
        ("税负0.5%", "0.5%", "0.5", "%", "exact"),
        ("价格—0.5%", "0.5%", "0.5", "%", "exact"),
        ("附件-2", "2", "2", "", "exact"),
        ("用时2小时11分06秒", "2小时11分06秒", "7866", "秒", "exact"),
        ("约1小时52分", "约1小时52分", "6720", "秒", "about"),
        ("两小时十五分钟", "两小时十五分钟", "8100", "秒", "exact"),
        ("以3分33秒62夺冠", "3分33秒62", "213.62", "秒", "exact"),
        ("历时3年零8个月", "3年零8个月", "44", "个月", "exact"),
        ("误差±0.5%以内", "±0.5%以内", "0.5", "%", "at_most"),
        ("距今近2400年", "近2400年", "2400", "年", "nearly"),
        ("距今已有1500多年", "1500多年", "1500", "年", "over"),
        ("存在了近2,400万年", "近2,400万年", "24000000", "年", "nearly"),
        ("浓度21微克/立方米", "21微克/立方米", "21", "微克/立方米", "exact"),
        ("均价8500元/平方米", "8500元/平方米", "8500", "元/平方米", "exact"),
    ],
)
def test_quantity(text: str, printed: str, value: str, unit: str, qualifier: str) -> None:
    figure = only(text)
    assert (figure.text, figure.unit, figure.qualifier) == (printed, unit, qualifier)
    assert figure.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("完成率98.5%", "percent", "98.5", "%"),
        ("增长百分之十二点六", "percent", "12.6", "%"),
        ("百分之百", "percent", "100", "%"),
        ("提高3.5个百分点", "percent", "3.5", "个百分点"),
        ("占三成", "percent", "30", "%"),
        ("占八成五", "percent", "85", "%"),
        ("千分之六", "percent", "0.6", "%"),
        ("占全市的1/8", "fraction", "0.125", ""),
        ("四分之三", "fraction", "0.75", ""),
        ("一半以上", "fraction", "0.5", ""),
        ("师生比达到1:12.5", "ratio", "0.08", ""),
        ("师生比为1:16", "ratio", "0.0625", ""),
        ("以3比2战胜", "ratio", "1.5", ""),
        ("收入比缩小到1.8∶1", "ratio", "1.8", ""),
        ("每天8:30开门", "date", "830", "时刻"),
        ("增长3.2倍", "multiple", "3.2", "倍"),
        ("翻两番", "multiple", "4", "倍"),
        ("2019年", "year", "2019", "年"),
        ("２００８年", "year", "2008", "年"),
        ("一九八二年", "year", "1982", "年"),
        ("一九九○年", "year", "1990", "年"),
        ("'21年", "year", "2021", "年"),
        ("722年", "year", "722", "年"),
        ("公元前221年", "year", "-221", "年"),
        ("上世纪八十年代", "year", "80", "年代"),
        ("第三批", "ordinal", "3", "批"),
        ("首届", "ordinal", "1", "届"),
        ("第十七届", "ordinal", "17", "届"),
        ("二〇一八年十月五日", "date", "20181005", "date"),
        ("3月底前完成", "date", "300", "date"),
    ],
)
def test_other_kinds(text: str, kind: str, value: str, unit: str) -> None:
    figure = only(text)
    assert (figure.kind, figure.value, figure.unit) == (kind, Decimal(value), unit)


def test_a_range_of_fractions_is_one_figure() -> None:
    assert only("占四分之一至二分之一").high == Decimal("0.5")


def test_short_spans_of_time_are_no_years() -> None:
    assert only("坚持十年不动摇").kind == "quantity"
    assert only("200多年的历史").kind == "quantity"
    assert only("150年校庆").kind == "quantity"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("每次3—5个", 3, 5),
        ("15至20分钟", 15, 20),
        ("3-5万元", 30000, 50000),
        ("增长30%至40%", 30, 40),
        ("七八十户", 70, 80),
        ("两三年", 2, 3),
        ("1978-1980年", 1978, 1980),
        ("一九八一年至一九八五年", 1981, 1985),
        ("2021—25年", 2021, 2025),
    ],
)
def test_ranges(text: str, low: int, high: int) -> None:
    figure = only(text)
    assert (figure.value, figure.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "统一部署、一起努力，十分重要",
        "万一发生三农问题，一带一路",
        "从四面八方涌来，千方百计克服",
        "三轮车停在五金店门口",
        "进一步加强，一系列举措，一批重大项目",
        "党的十九大以来",
        "第三产业和第一书记",
        "见[1]和[12]",
        "一、总体要求\n二、重点任务",
        "（一）目标",
        "千家万户，百姓安居",
        "星期一，周三",
        "最近，附近，签约，节约",
    ],
)
def test_numerals_that_count_nothing(text: str) -> None:
    assert find_figures(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("升级2.0版本", "2.0版本"),
        ("建立“6个1”机制", "6个1"),
        ("“2468”工程", "2468"),
        ("推行“3+5+N+X”方案", "3+5+N+X"),
        ("“985”高校", "985"),
        ("拨打12345热线", "12345热线"),
        ("电话010-87654321", "010-87654321"),
        ("建成5G网络", "5G"),
        ("G20峰会", "G20"),
        ("“两个确保”要求", "两个确保"),
    ],
)
def test_names(text: str, name: str) -> None:
    figure = only(text)
    assert (figure.kind, figure.text, figure.value) == ("name", name, None)


def test_a_quoted_figure_with_its_unit_is_a_figure() -> None:
    assert only("报告里的“近300辆”").kind == "quantity"


def test_heading_number_is_no_figure() -> None:
    assert find_figures("7 推进农村工作\n8 发展文化") == []


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("增加至9类", "increase_to"),
        ("提高到52%", "increase_to"),
        ("同比增长8%", "increase_by"),
        ("下降了3.1%", "decrease_by"),
        ("减少到40家", "decrease_to"),
        ("达到40家", None),
    ],
)
def test_change(text: str, change: str | None) -> None:
    assert only(text).change == change


def test_a_year_compared_with_is_still_a_year() -> None:
    assert only("高于2015年的水平").kind == "year"
    assert only("保持近两年的水平").text == "两年"


def test_broken_decimals_and_lines() -> None:
    assert only("增长4 .5 %").value == Decimal("4.5")
    assert only("增长14·1%").value == Decimal("14.1")
    assert only("总值达到74.4\n\n万亿元").value == Decimal("74400000000000")
    assert only("三个亿").value == 300000000
    assert only("百分之四至百分之五").high == 5


def test_from_and_to() -> None:
    before, after = find_figures("由45个增加到70个")
    assert (before.change, after.change) == (None, "increase_to")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("梳理120项便民服务场景，", "便民服务场景"),
        ("协助70家企业完成改造", "企业"),
        ("全年销售甲县、乙县等对口地区农产品430万余元", "对口地区农产品"),
        ("供水面积12公顷", "供水面积"),
        ("城镇居民人均收入564元，比上年增长12%", "城镇居民人均收入"),
        ("渔业总产值9亿元，同比增长6%", "渔业总产值"),
        ("茶园面积6万亩，环比增6%", "茶园面积"),
        ("公共车位9个", "公共车位"),
        ("企地共建岗亭31个", "企地共建岗亭"),
        ("共有岗亭31个", "岗亭"),
    ],
)
def test_counts(text: str, counts: str) -> None:
    assert find_figures(text)[-1].counts == counts


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("344人", "三百四十四人"),
        ("1200万余元", "1200余万元"),
        ("1200万元", "0.12亿元"),
        ("7.5%", "百分之七点五"),
        ("1/4", "25%"),
        ("15亩", "1公顷"),
        ("2012年", "二〇一二年"),
        ("90家", "90个"),
        ("30名", "30人"),
        ("2012年", "2012年5月1日"),
    ],
)
def test_same(first: str, second: str) -> None:
    assert same(only(first), only(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("344人", "344户"),
        ("344人", "344人次"),
        ("7.5%", "7.5个百分点"),
        ("第3批", "3批"),
        ("5月1日", "5月2日"),
        ("2000元", "2000美元"),
        ("3至5个", "3个"),
        ("3:1", "3"),
    ],
)
def test_not_the_same(first: str, second: str) -> None:
    assert not same(only(first), only(second))


def test_guard_accepts_other_scripts_and_refuses_inventions() -> None:
    quotes = ["全年安置三百四十四人，发放1.3亿余元。", "一九八六年到一九九〇年"]
    assert unsupported("安置344人[1]，共1.3亿元[2]，自1986年起。", quotes) == []
    assert unsupported("安置345人", quotes) == ["345人"]
    assert unsupported("共13亿元", quotes) == ["13亿元"]


def test_keys_agree_between_scripts() -> None:
    assert figures_in("三百四十四人，百分之七") == figures_in("344人、7%")
    assert figures_in("一个新的开端") == frozenset()


PIECES = st.sampled_from(
    [
        *"0123456789一二三十百千万亿两半零点余多近约超第首年月日个人元亩%/-—至到，。“” \n数几上",
        "增加至",
        "百分之",
        "平方公里",
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join) | st.text(max_size=40))
def test_offsets_hold_for_any_text(text: str) -> None:
    last = 0
    for figure in find_figures(text):
        assert figure.start >= last
        assert figure.end > figure.start
        assert text[figure.start : figure.end] == figure.text
        last = figure.end


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["元", "户", "件", "公里"]))
def test_any_integer_is_read(number: int, unit: str) -> None:
    assert only(f"共计{number}{unit}").value == number
    assert only(f"共计{number:,}{unit}").value == number


@settings(deadline=None)  # cn2an is slow to import
@given(st.integers(min_value=11, max_value=10**12 - 1))
def test_any_chinese_numeral_is_read(number: int) -> None:
    import cn2an

    assert only(f"共计{cn2an.an2cn(number)}元").value == number


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("居住了3-5万人", "3-5万人", 30000, 50000),
        ("累计3-5万", "3-5万", 30000, 50000),
        ("约有一两万元", "约有一两万元"[2:], 10000, 20000),
        ("占五六成", "五六成", 50, 60),
        ("每亩2元-5元", "2元-5元", 2, 5),
        ("提高0.5%-0.8%", "0.5%-0.8%", Decimal("0.5"), Decimal("0.8")),
    ],
)
def test_a_hyphen_between_figures_is_no_minus(text: str, printed: str, low: Decimal, high: Decimal) -> None:
    figure = only(text)
    assert (figure.text, figure.value, figure.high) == (printed, low, high)


def test_a_long_dash_before_a_year_is_no_minus() -> None:
    assert [f.value for f in find_figures("任期自当选—2021年1月14日")][-1] == 20210114
