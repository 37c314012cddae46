"""What a follow-up leaves out: whether it is a fragment, or a question of nothing that it names; the topic put in.

Normalised text in: `norm` whole, `bare` without what only opens it, `core` without closing marks either. Patterns are
general Chinese, written by hand.
"""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.conversation.antecedent import antecedent, bearer, declared, subject, topic, without_verb
from qa.conversation.otheryear import shift
from qa.numbers.figures import find_figures
from qa.parsing.question import ParsedQuestion, parse, years_in
from qa.records import Question
from qa.text.interrogatives import QUESTION_WORD, has_question_word, is_yes_no, strip_padding

__all__ = ["COMPARED", "COUNTED_IN_ALL", "is_fragment", "lacks_topic", "topic_put", "without_tail"]

_TAIL = regex(r"(?:的)?(?:情况)?(?:呢|吗|啊|如何|怎么样|咋样|又如何|又是多少|是多少|多少)?\s*[?？!！。.]*$")
_COMPARED_WITH = regex(
    r"(?:跟|和|与|同|比|较|相比)[^,?多少高低增减涨降快慢]{2,8}?(?:相?比|对比)?(?:较|起来)?"
)


def without_tail(core: str) -> str:
    """`core` without what asks nothing of its own behind a fragment: 呢, 的情况如何, 是多少."""
    return _TAIL.sub("", core)


def is_fragment(norm: str, bare: str, fragment: str) -> bool:
    """`街道呢?`, `那2019年的是多少?`, `那前一年呢`: names something and asks nothing of its own about it.

    `fragment` is `bare` without its tail.
    """
    if not fragment or has_question_word(fragment):
        return False
    if re.sub(r"[的 ]", "", fragment) in {y.text for y in years_in(fragment)} or shift(fragment):
        return True
    if _COMPARED_WITH.fullmatch(fragment) or parse(Question(fragment)).places[:1] == (fragment,):
        return True
    if re.search(r"呢\s*[?？]*$", bare):
        return True
    opened = bare != norm and len(fragment) <= 12 and not is_yes_no(bare)
    asks = opened or re.search(r"呢\s*[?？!！。.]*$", norm) is not None
    return asks and not has_question_word(without_tail(bare))


# --- a question of nothing that it names -----------------------------------------------------------------

_ASKED_ATTRIBUTES = regex(
    r"一共|总共|合计|总计|总?投资|时候|地方|多长|多大|多高|开放|出生|去世|上任|面积|地址|电话|时间|原因|名单|费用"
    r"|金额|数量|人数|户数|比例|占比|负责|归|属于|管|建成|完成|开始|结束|成立|投入|举办|位于|设在|名称|叫|称为|意义|目的"
    r"|作用|效果|结果|目标|规模"
    r"|完工|竣工|动工|开工|通车|投用|启用|上线|验收|主办|承办|资金|来源|用途|条件|流程|单位|地点|日期|次数|具体|分别|包括|主要|实现|达到|增长|下降|增加"
    r"|减少|同比|环比|合同|中标|造价|工期|单价|均价|预算|事情?|做|办|搞|推进|花|用|有|是|在|到|了|的|又|都|会|要|能|被|把|由|从|为|请|说|对|比"
)
# asks of something said before: 是在哪个比赛上得的, 谁颁的, 什么时候的事
_CLEFT = regex(
    r"(?:又|都|那|这|最后|当时)*是?(?:在|由|被|从|于|给|为|因)?(?:哪|谁|什么|啥|何时|何地|几时|怎么|为什么|为何)"
    r"(?!.*最)[^,?的\"《]{0,8}的(?:事情?|钱|奖|呢|呀|啊|吗)?[?]*$"
)
# 占全部的多少, 民办的占多少, 最大的是哪个, 分别是哪几座: one, some or a share of what was asked about
_OF_THEM = regex(
    r"(?:[^,?]{1,6}的)?占|最[\u4e00-\u9fff]{1,3}的(?:一[个家座所处])?(?:是|有|在|叫)"
    r"|(?:都|分别|具体|各自?|又)*(?:是|有|叫|在)?(?:哪[几些]?|什么)[个家处座所项条种位名间里儿]?[?]*$"
)
COUNTED_IN_ALL = regex(
    r"(?:那|这)?(?:一共|总共|共计|合计|累计|全部)(?:[\u4e00-\u9fff]{0,4})(?:多少|几)(?:[万亿]?[元个家户人名次所套张笔件]|钱|资金)?[?]*$"
)
"""`一共贷出去多少钱`: counts, and names nothing."""
COMPARED = regex(
    r"(?:比|较|跟|和|与)(?:[^,?多少]{1,8}年|上年|同期|以前|之前|往年|全[国省市]|平均|[^,?多少]{1,5}(?:人|居民))[^,?]{0,6}(?:多|少|高|低|增|降|涨|长|快|慢)|[同环]比"
)
"""`比去年多多少`: against another time or the average, of what was asked about before."""
_CIRCUMSTANCE = regex(
    r"什么时候|何时|啥时候|几点|哪[里儿天年月]|哪一[天年]|何处|何地|什么地方|为什么|为何|为啥|怎么|如何"
    r"|怎样|咋|谁|多久|多长时间|多大|多长|多高"
)


def lacks_topic(bare: str) -> bool:
    """`为什么?`, `面积多大?`, `什么时候建成的?`: asks, but of nothing that it names."""
    if not (has_question_word(bare) or is_yes_no(bare)):
        return False
    if COMPARED.match(bare):
        return True
    if years_in(bare):
        return False
    if _CLEFT.match(bare) or COUNTED_IN_ALL.match(bare) or _OF_THEM.match(bare):
        return True
    if is_yes_no(bare):
        for figure in find_figures(bare):
            bare = bare.replace(figure.text, " ", 1)
        bare = re.sub("没有|不是|[不没]|超过?|突破|够|真的?|有|那么多|这么多", " ", bare)
    content = QUESTION_WORD.sub(" ", strip_padding(bare))
    content = re.sub(
        r"是不是|是否|有没有|[个家处所项次位名户人元亩吗呢吧么啊呀]", " ", _ASKED_ATTRIBUTES.sub(" ", content)
    )
    left = len(re.sub(r"[^\u4e00-\u9fffa-z0-9]", "", content))
    # 什么时候开放: a lone verb; but 多少医院 names what it asks for
    return left <= (3 if _CIRCUMSTANCE.search(bare) else 1)


# --- the topic put in ------------------------------------------------------------------------------------

# asks of the thing itself, whatever was done to it
_OF_THE_THING = regex(
    r"^(?:有|占地|建筑)*(?:多[大长高远重深宽]|什么面积)|谁|(?:完工|竣工|动工|开工|通车|投用|启用|上线|验收)"
)


def topic_put(bare: str, before: ParsedQuestion, answer: str) -> str:
    """`为什么?` and `面积多大?`: asked of what the last question was about."""
    core = bare.strip("?？。! ")
    if re.fullmatch(
        r"(?:这是|是|又|那|到底|究竟)*(?:为什么|为何|为啥|什么原因|怎么回事|原因(?:呢|是什么)?)(?:呢|啊)?",
        core,
    ):
        return f"{before.focus}的原因是什么"
    if re.match(r"(?:怎么|如何|怎样)", core) or before.kind in ("description", "topic", "confirmation"):
        return f"{before.focus}{core}"
    told = declared(before, answer) if before.kind in ("fact", "list") else ""
    if told:
        return f"{told},{core}"
    name = topic(before) if before.kind == "figure" else antecedent(before, answer)
    if before.kind == "figure" and _OF_THE_THING.search(core):
        name = subject(before) if re.search("多|面积", core) else without_verb(name) or name
        name = bearer(name)
    return f"{name or before.focus}{core}"
