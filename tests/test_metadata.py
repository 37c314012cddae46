"""Title, year, told year, region and issuer from file name and text."""

from __future__ import annotations

import pytest

from ingest.metadata import read_metadata
from ingest.writer import Extracted

SPEECH = "各位代表：\n\n现在，我代表国务院，向大会报告政府工作，请予审议。\n\n"


@pytest.mark.parametrize(
    ("name", "text", "year", "told", "region", "issuer"),
    [
        # a work report of year N tells N-1
        ("2018年国务院政府工作报告.txt", SPEECH, 2018, 2017, "全国", "国务院"),
        ("１９９５年国务院政府工作报告.txt", SPEECH, 1995, 1994, "全国", "国务院"),
        ("二〇一八年临洮县政府工作报告.txt", "", 2018, 2017, "临洮县", "临洮县人民政府"),
        ("浦东新区2020年政府工作报告.docx", "", 2020, 2019, "浦东新区", "浦东新区人民政府"),
        # a report on the work or results of year N tells N
        ("市北区2023年工作成果-第556期.txt", "市北:澎湃新动能\n\n□北宣", 2023, 2023, "市北区", None),
        ("青岛市市北区2023年工作总结.txt", "", 2023, 2023, "青岛市市北区", None),
        ("××市××区2023年工作成果-第556期.txt", "", 2023, 2023, "××市××区", None),
        ("2021年浙江省国民经济和社会发展统计公报.html", "", 2021, 2021, "浙江省", None),
        ("关于2022年国民经济和社会发展计划执行情况的报告.docx", "", 2022, 2022, None, None),
        # results of one year and the plan of the next
        (
            "关于青岛市2022年国民经济计划执行情况与2023年国民经济计划草案的报告.pdf",
            "",
            2023,
            2022,
            "青岛市",
            None,
        ),
        ("北京市2023年预算执行情况和2024年预算.txt", "", 2024, 2023, "北京市", None),
        ("石湾区教育局2022年工作总结及2023年工作思路.txt", "", 2023, 2022, "石湾区", "石湾区教育局"),
        # aims only
        ("2024年市北区政府工作要点.md", "", 2024, None, "市北区", None),
        # from the text, where the name says nothing
        (
            "report.txt",
            "政府工作报告\n——2017年3月5日在第十二届全国人民代表大会第五次会议上\n国务院总理 某某\n" + SPEECH,
            2017,
            2016,
            "全国",
            "国务院",
        ),
        (
            "a.txt",
            "济南市人民政府工作报告\n\n（2021年1月20日在济南市第十七届人民代表大会第五次会议上）\n\n各位代表：\n",
            2021,
            2020,
            "济南市",
            "济南市人民政府",
        ),
        (
            "工作报告.txt",
            "我代表区人民政府向大会作政府工作报告。\n\n一、2019年工作回顾\n",
            2020,
            2019,
            None,
            None,
        ),
        # a city named after a smaller kind of place
        ("徐州市2021年统计公报.txt", "", 2021, 2021, "徐州市", None),
        ("江西省景德镇市2021年统计公报.txt", "", 2021, 2021, "江西省景德镇市", None),
        ("北京市通州区2023年工作总结.txt", "", 2023, 2023, "北京市通州区", None),
        ("德州市市场监管局2023年工作总结.txt", "", 2023, 2023, "德州市", "德州市市场监管局"),
        # a body without a place in its name
        ("澄渚医院集团2020年度成果发布.txt", "", 2020, 2020, None, "澄渚医院集团"),
        ("2020年汀洲大学年度综述.txt", "", 2020, 2020, None, "汀洲大学"),
        ("甘孜州市场监管局2023年工作总结.txt", "", 2023, 2023, "甘孜州", "甘孜州市场监管局"),
        ("恩施州恩施市2023年工作总结.txt", "", 2023, 2023, "恩施州恩施市", None),
        # nothing, rather than a wrong guess
        ("TRAIN_12.txt", "2005年，他出生于青岛市。1998年毕业于北京市的一所大学。", None, None, None, None),
        ("城市建设情况.txt", "", None, None, None, None),
        ("社区服务手册.txt", "我区共有5个社区。", None, None, None, None),
        ("2018-2022年工作总结.txt", "", None, None, None, None),
        ("20180312.txt", "", None, None, None, None),
    ],
)
def test_what_a_report_is(
    name: str, text: str, year: int | None, told: int | None, region: str | None, issuer: str | None
) -> None:
    found = read_metadata(name, Extracted(text))
    assert (found.year, found.told_year, found.region, found.issuer) == (year, told, region, issuer)


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("2018年国务院政府工作报告.txt", SPEECH, "2018年国务院政府工作报告"),
        ("市北区2023年工作成果-第556期.txt", "市北:澎湃新动能\n\n□北宣\n", "市北区2023年工作成果-第556期"),
        ("a1.txt", "某县政府工作报告\n\n各位代表：\n", "某县政府工作报告"),
        ("TRAIN_12.txt", "他出生于青岛。", None),
        ("12.txt", "第12期\n\n正文。", None),
        ("a.txt", "Annual Report 2022\n\n1. Overview\n", "Annual Report 2022"),
    ],
)
def test_titles(name: str, text: str, title: str | None) -> None:
    assert read_metadata(name, Extracted(text)).title == title


def test_a_title_in_the_properties_serves_when_nothing_else_does() -> None:
    page = Extracted("正文。", title="某县2021年统计公报_某县人民政府")
    assert read_metadata("1.html", page).title == "某县2021年统计公报"
    assert read_metadata("1.pdf", Extracted("正文。", title="Microsoft Word - 文档1")).title is None
