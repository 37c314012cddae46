"""Which attribute a question asks for (address, cost, reason …), and whether for aims or for results."""

from __future__ import annotations

from typing import Literal

from ingest.patterns import regex
from qa.text.interrogatives import WHY
from qa.text.words import tagged

__all__ = ["Attribute", "attributes", "tense"]

Attribute = Literal[
    "address", "phone", "cost", "reason", "names", "head", "time", "website", "conditions", "procedure",
    "meaning", "funding", "satisfaction", "age", "gender", "rank", "duration",
]  # fmt: skip

_ATTRIBUTES: tuple[tuple[Attribute, str], ...] = (
    ("address", r"地址|地点|具体位置|坐落|门牌|哪条(?:路|街)|怎么走|\baddress"),
    ("phone",
        r"(?<![打接拨])(?<!多少)(?<!多少[个通])电话(?![骗诈里中销推调回接打普用费机])|联系方式|联系人|手机号|传真"
        r"|\bphone|\bcontact"),
    ("cost",
        r"(?:费用|花费|造价|成本|价格|单价|收费|票价|房租|租金|耗资|预算|工资|月薪|薪[水酬])(?:是|为|有|要"
        r"|呢|大概|一共|总共|标准)*"
        r"(?:(?:多少|几)(?!个?(?:时间|天|年|月|小时|星期|分钟|工作日))|怎么|如何|什么|[?。]*$)|多少钱|\b(?:cost|price|salary)\b"),
    ("reason", rf"{WHY}|为何(?![?。]*$)|(?<=[是这那])为何|为啥|原因|缘故|理由|\bwhy\b|\breason"),
    ("names", r"名单|姓名|都有谁|哪些人|分别是谁|\bnames of\b"),
    ("head",
        r"负责人|一把手|带头人|法人|(?:局|区|市|县|省|院|馆|校|所|处|科|镇|乡|村|主)长是|主任是|书记是"
        r"|领导是|\bin charge|\bhead of"),
    ("time", r"什么时候|何时|几月|几号|几点|哪天|时间|日期|期限|\bwhen\b|\bdate\b"),
    ("website", r"网址|官网|公众号|二维码|链接|网站(?:是|叫|在|有|呢|多少|什么|[?。]*$)|(?:什么|哪个?)网站|\bwebsite|\burl\b"),
    ("conditions",
        r"(?:条件|资格|门槛|标准)(?:是|有|呢|都)*(?:什么|哪些|怎么|如何|[?。]*$)|\beligib|\brequirement"),
    ("procedure",
        r"流程|手续|怎么办理|如何办理|怎么申请|如何申请|怎么报名|如何报名|需要什么材料|\bapply\b"
        r"|\bprocedure"),
    ("meaning", r"什么意思|含义|定义|指的?是什么|是指什么|代表什么|什么是|全称|\bmean(?:s|ing)?\b|\bdefin"),
    ("funding", r"资金来源|谁出钱|谁出资|钱从哪|经费来源|\bfunded by"),
    ("satisfaction", r"满意[度率]|好评|投诉|\bsatisf"),
    ("age", r"年龄|多大岁数|几岁|多少岁|\bage\b|\bhow old"),
    ("gender", r"男女|性别|男性|女性|\bgender"),
    ("rank", r"排名|名次|第几名|位次|\brank"),
    ("duration", r"多久|多长时间|耗时|用时|历时|\bhow long"),
)  # fmt: skip
_ATTRIBUTE_PATTERNS = tuple((name, regex(pattern)) for name, pattern in _ATTRIBUTES)


def attributes(bare: str) -> list[tuple[Attribute, str]]:
    return [(name, m[0]) for name, pattern in _ATTRIBUTE_PATTERNS if (m := pattern.search(bare))]


_AIM = regex(
    r"目标|计划(?=(?:在|于|到|今年|明年|再)?(?:新|完|建|实|培|引|改|修|投|安|发|招|减|增|推|开|把|将|用|达"
    r"|组|办|举|淘|化))|预期|预计|打算|力争|拟|明年|后年|未来|下一步|下阶段|即将|准备|争取|要(?:完成|达到"
    r"|建|新增|实现|做|办|推进|建设|开展)|将(?:会|要|建|新|达|完成|实现|推)"
    r"|\b(?:target|goal|aim|plan(?:s|ned)?|will|going to|expected|next year)\b"
)
_TO_DO = regex(
    r"年(?:[^,。年]{0,10}[^,。年需主重只首不将])?要(?:再|新|共|一共|总共|继续|至少)?(?P<verb>[\u4e00-\u9fff]{2})"
)
"""`2017年要压减`: what a year was to bring, if a verb follows."""
_RESULT = regex(
    r"完成了?|实现了|已经?|取得了|达到了|新增了|获得?了|累计|(?:增|建|办|做|开|发|救|修|改|培|引|组|举"
    r"|解)[\u4e00-\u9fff]?了|了多少|\b(?:did|was|were|has|have|had|completed|achieved)\b"
)


def tense(bare: str) -> Literal["aim", "result"] | None:
    to_do = _TO_DO.search(bare)
    if _AIM.search(bare) or (to_do and tagged(to_do["verb"])[0] == (to_do["verb"], "v")):
        return "aim"
    return "result" if _RESULT.search(bare) else None
