"""A follow-up rewritten to stand alone, from the conversation that is given with it.

`那前一年的呢?`, `街道呢?`, `为什么?`, `它归哪儿管?` — what is left out is taken from the last question that
stood alone, and what a pronoun stands for from the last answer or that question. Patterns are general,
written by hand.
"""

from __future__ import annotations

import re

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.antecedent import aimed, antecedent, bearer, declared, short_of, subject, topic, without_verb
from qa.askedagain import doing_asked, whole_asked
from qa.dialect import standard
from qa.englishfollowup import english_followup
from qa.figures import find_figures
from qa.gate import clean, gate
from qa.interrogatives import QUESTION_WORD, has_question_word, is_yes_no, strip_padding
from qa.otheryear import NEXT_YEAR, PRIOR_YEAR, shift, shifted
from qa.phrases import counted_thing
from qa.question import COUNTED, ParsedQuestion, parse, years_in
from qa.records import Question, Turn
from qa.replacing import replaced
from qa.words import tagged

__all__ = ["resolve", "told", "with_topic"]


def resolve(question: Question) -> str:
    """The question's text, made to stand alone by its history; unchanged where it does already."""
    standing, answer = _so_far(question.history)
    if not standing or gate(question.text):
        return question.text
    return _resolved(standard(clean(question.text)), standing, answer) or question.text


def with_topic(question: Question) -> str | None:
    """A question that seems to stand alone, asked of what the conversation is about: for when alone it finds nothing.

    None where there is no conversation, where `resolve` has put that in already, where the same is asked again,
    and where the question is long enough to say all it means.
    """
    standing, _ = _so_far(question.history)
    if not standing or resolve(question) != question.text:
        return None
    before = parse(Question(standing))
    if len(question.text) > _COMPLETE or _same_again(normalise(question.text), before.normalised):
        return None
    told_of = topic(before) if before.kind == "figure" else before.focus
    return f"{told_of},{question.text}" if told_of else None


_COMPLETE = 16
"""Characters from which a question that names something is taken to say all it means."""
_SAME = 0.6
"""Share of a question's character pairs that stand in the one before it, from which the same is asked again."""


def _same_again(asked: str, before: str) -> bool:
    pairs = [asked[i : i + 2] for i in range(len(asked) - 1) if asked[i : i + 2].isalnum()]
    return sum(pair in before for pair in pairs) > _SAME * len(pairs)


def told(question: Question) -> str:
    """The short answer that was given last; empty where nothing was asked before, or the answer was none."""
    return short_of(_so_far(question.history)[1])


def _so_far(history: tuple[Turn, ...]) -> tuple[str, str]:
    """The last question of the conversation, itself resolved, and the last answer; small talk passed over."""
    standing = answer = ""
    for turn in history:
        text = standard(clean(turn.content))
        if turn.role == "assistant":
            answer = text or answer
        elif text and not gate(turn.content):
            standing = (_resolved(text, standing, answer) if standing else None) or text
    return standing, answer


# --- what kind of follow-up ------------------------------------------------------------------------------

_OPENING = regex(
    r"^(?:(?:再(?=[上下前后]一?年)|嗯+|哦+|噢|好的?|那么?|另外|对了|所以|然后|请问|再问(?:一下)?|再请问|再(?:说说|讲讲|看看|查查)"
    r"|and|so|but|ok|okay"
    r"|then)[,，、 ]*)+"
)
_TAIL = regex(r"(?:的)?(?:情况)?(?:呢|吗|啊|如何|怎么样|咋样|又如何|又是多少|是多少|多少)?\s*[?？!！。.]*$")
_MORE = regex(
    r"^(?:还有(?:吗|呢|没有|别的吗?|其[他它](?:的)?吗?|什么|哪些)?|别的(?:呢|吗)?|其[他它](?:的)?(?:呢|吗)"
    r"|继续(?:说)?|接着说|然后呢|更多|anything else|more|what else|go on)$"
)
_DETAIL = regex(
    r"^(?:具体(?:点|些|呢|说说|一点|是什么|怎么说|内容)*|详细(?:点|些|说说|一点|内容)*|展开(?:说说|讲讲)?"
    r"|怎么说|说详细点|举个例子|比如(?:呢|说)?|tell me more|details?)$"
)
_PERSON = regex(r"他们|她们|他(?!人|国|乡|日|律)|她|\b(?:he|she|him|her|his)\b")
_THING = regex(
    r"它们|它|(?:这|那|该)(?:个|些|项(?!目)|家|座|所|条|类|种|次|件|位|里|儿|笔|批|支|场|处)?(?:项目|工程"
    r"|活动|平台|系统|机构|公司|企业|街道|单位|地方|数字|数|政策|措施|举措|工作|事情|事|人|奖项?|称号|制度"
    r"|中心|公园|博物馆|学校|医院|资金|钱|东西)?(?![\u4e00-\u9fff]?年|么|样|时)"
    r"|上述(?:\w{0,2})|前者|后者|\b(?:it|its|they|them|their|this|that|these|those)\b"
)
_OWNER = regex(r"(?<![尤极与在使任听])其(?![他它中余实次间二三])")
_AMONG = regex(r"^(?:其中|里[面头边]|这里[面头边]|这其中|这当中|当中)的?")


def _resolved(text: str, standing: str, answer: str) -> str | None:
    """`text` made complete from `standing` and `answer`; None when it stands alone."""
    norm = normalise(text)
    bare = _OPENING.sub("", norm).strip()
    core = bare.strip("?？!！。.~ ,，")
    before = parse(Question(standing))
    if _MORE.match(core):
        return f"{before.focus} what else" if before.language == "en" else f"{before.focus}还有哪些"
    if _DETAIL.match(core):
        return f"{before.focus} what else" if before.language == "en" else f"{before.focus}的具体情况怎么样"
    if before.language == "en" and re.match(r"[a-z ,']+\d{0,4}", bare):
        return english_followup(bare, before, answer)
    if not core:
        return None
    if dated := _dated(norm, bare, before, answer):
        dated = _undated(dated, before, answer) or dated
        return _AIM.sub("", dated) if _DONE.search(core) else dated
    return _undated(text, before, answer)


def _undated(text: str, before: ParsedQuestion, answer: str) -> str | None:
    """The same, of a follow-up that points to no year."""
    norm = normalise(text)
    bare = _OPENING.sub("", norm).strip()
    core = bare.strip("?？!！。.~ ,，")
    if (both := _TOPIC_AND_QUESTION.fullmatch(core)) and has_question_word(both["asks"]):
        return f"{both['topic']}{both['asks']}"
    # 那项目花了多少钱: here 那 points, it doesn't just open the sentence
    points = norm if (m := _THING.match(norm)) and len(m[0]) > 1 else bare
    if pointed := _with_antecedent(points, before, answer):
        return pointed
    if _DOUBT.fullmatch(core):
        told = declared(before, answer)
        return f"{told},对吗?" if told else None
    if _AMONG.match(core):
        return _among(core, before)
    if asked := _asked_again(core, before, answer) or _also(core, before, answer):
        return asked
    fragment = _TAIL.sub("", core).strip("的 ")
    if _is_fragment(norm, bare, fragment):
        if _WHOLE.fullmatch(fragment) and (whole := whole_asked(before, "")):
            return whole
        return replaced(fragment, before, answer, _HEADLESS.search(core) is not None)
    if _lacks_topic(bare):
        return _with_topic(bare, before, answer)
    return None


_COMPARED_WITH = regex(
    r"(?:跟|和|与|同|比|较|相比)[^,?多少高低增减涨降快慢]{2,8}?(?:相?比|对比)?(?:较|起来)?"
)


def _is_fragment(norm: str, bare: str, fragment: str) -> bool:
    """`街道呢?`, `那2019年的是多少?`, `那前一年呢`: names something and asks nothing of its own about it."""
    if not fragment or has_question_word(fragment):
        return False
    only_year = re.sub(r"[的 ]", "", fragment) in {y.text for y in years_in(fragment)} or shift(fragment)
    asks = bool(re.search(r"呢\s*[?？!！。.]*$", norm)) or (
        bare != norm and len(fragment) <= 12 and not is_yes_no(bare)
    )
    if _COMPARED_WITH.fullmatch(fragment) or parse(Question(fragment)).places[:1] == (fragment,):
        return True
    return (
        bool(only_year)
        or (asks and not has_question_word(_TAIL.sub("", bare)))
        or bool(re.search(r"呢\s*[?？]*$", bare))
    )


_DOUBT = regex(
    r"(?:你|您)?(?:真的?|确定|肯定|确实|当真|是真的|没(?:弄|搞|看|说)?错|靠谱|准确|属实|对)+(?:是这样)?(?:吗|么|吧|嘛)|是不是真的|真的假的"
    r"|(?:are you )?(?:sure|really)"
)
_ASKED_ATTRIBUTES = regex(
    r"一共|总共|合计|总计|总?投资|时候|地方|多长|多大|多高|开放|出生|去世|上任|面积|地址|电话|时间|原因|名单|费用"
    r"|金额|数量|人数|户数"
    r"|比例|占比|负责|归|属于|管|建成|完成|开始|结束|成立|开放|投入|举办|位于|设在|名称|叫|称为|意义|目的"
    r"|作用|效果|结果|目标|规模|"
    r"完工|竣工|动工|开工|通车|投用|启用|上线|验收|主办|承办|资金|来源|用途|条件|流程|单位|地点|日期|次数|具体|分别|包括|主要|实现|达到|增长|下降|增加"
    r"|减少|同比|环比|合同|中标|造价|工期|单价|均价|预算|事情?|做|办|搞|推进|花|用|有|是|在|到|了|的|又|都|会|要|能|被|把|由|从|为|请|说|对|比"
)


def _lacks_topic(bare: str) -> bool:
    """`为什么?`, `面积多大?`, `什么时候建成的?`: asks, but of nothing that it names."""
    if _COMPARED.match(bare) and (has_question_word(bare) or is_yes_no(bare)):
        return True
    if not (has_question_word(bare) or is_yes_no(bare)) or years_in(bare):
        return False
    if _CLEFT.match(bare) or _TOTAL.match(bare) or _OF_THEM.match(bare):
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
# 一共贷出去多少钱: counts, and names nothing
_TOTAL = regex(
    r"(?:那|这)?(?:一共|总共|共计|合计|累计|全部)(?:[\u4e00-\u9fff]{0,4})(?:多少|几)(?:[万亿]?[元个家户人名次所套张笔件]|钱|资金)?[?]*$"
)
_COMPARED = regex(
    r"(?:比|较|跟|和|与)(?:[^,?多少]{1,8}年|上年|同期|以前|之前|往年|全[国省市]|平均|[^,?多少]{1,5}(?:人|居民))[^,?]{0,6}(?:多|少|高|低|增|降|涨|长|快|慢)|[同环]比"
)
_CIRCUMSTANCE = regex(
    r"什么时候|何时|啥时候|几点|哪[里儿天年月]|哪一[天年]|何处|何地|什么地方|为什么|为何|为啥|怎么|如何"
    r"|怎样|咋|谁|多久|多长时间|多大|多长|多高"
)


# --- putting in what is missing --------------------------------------------------------------------------


def _with_antecedent(bare: str, before: ParsedQuestion, answer: str) -> str | None:
    """Pronouns replaced by what they stand for."""
    pattern = next((p for p in (_PERSON, _THING, _OWNER) if p.search(bare)), None)
    if pattern is None:
        return None
    match = pattern.search(bare)
    assert match is not None
    if pattern is _THING and (_THING_IN_PLACE.search(bare) or _stands_alone_without(bare, match)):
        return None
    if _THERE.match(bare) or (match[0][0] in "这那该" and _ends_in_noun(bare[: match.start()])):
        return None  # 松岭那条街: named before
    thing = re.sub(r"^[这那该]\w?", "", match[0])
    if before.expected in ("person", "organisation") and re.fullmatch(_WORKS, thing):
        name = subject(before)  # 哪个公司承建了大桥? 那项目…: not the company
    elif before.kind == "figure" and re.fullmatch(_WORKS, thing):
        name = bearer(subject(before))
    else:
        name = antecedent(before, answer, bare)
    if pattern is not _OWNER and before.kind == "figure" and re.match("他们|她们|它们|[这那]些", match[0]):
        name = counted_thing(before) or name
    if _NUMBER.fullmatch(thing) and before.kind == "figure":
        name = subject(before) + ("目标" if aimed(before) and "目标" not in bare else "")
    if not name or name in bare:
        return None
    # 这个街道 repeats the noun that the name ends in
    owner = "的" if pattern is _OWNER else ""
    rest = bare[match.end() :]
    again = next((n for n in (3, 2, 1) if match[0][0] in "这那该" and rest[:n] == name[-n:]), 0)
    return f"{bare[: match.start()]}{name}{owner}{rest[again:]}".strip()


_THERE = regex(r"(?![在从到往跟和用给把对])[\u4e00-\u9fff]{2,6}?[这那](?:边|头|块|里)")  # 松岭那边


def _ends_in_noun(text: str) -> bool:
    word, tag = (tagged(text) or [("", "x")])[-1]
    return len(word) > 1 and tag[0] == "n" and tag != "nr"


_NUMBER = regex("一?(?:数字?|指标|数据|目标)")
_WORKS = "目|项目|工程|活动|平台|系统|作品|公园|中心|楼|路|桥|大桥|建筑|产品|书|电影"
# 这份报告, 这一年: pointing at the report itself, not at what was said
_THING_IN_PLACE = regex(r"(?:这|那|该)(?:个|份|篇|本)?(?:报告|材料|文件)|这(?:些|几)?年")


def _stands_alone_without(bare: str, match: re.Match[str]) -> bool:
    """A long question with 这 or 那 in passing: `建设智慧社区这项工作有哪些举措`."""
    content = QUESTION_WORD.sub("", strip_padding(bare[: match.start()]))
    for year in years_in(content):
        content = content.replace(year.text, "")
    return len(re.sub(r"[^\u4e00-\u9fffa-z0-9]", "", content)) >= 5 and match[0][0] in "这那该"


# 石湾那条街呢,评上了什么
_TOPIC_AND_QUESTION = regex(r"(?P<topic>[^,?]{2,16})呢[,，?？]\s*(?P<asks>[^,]{2,20})")
_HEADLESS = regex(r"的(?:情况)?(?:呢|吗|啊|如何|怎么样|又?是?多少)?$")
# 前年 and 后年 are years of their own
_SHIFT = regex(rf"^(?![前后]年)(?:{PRIOR_YEAR.pattern}|{NEXT_YEAR.pattern})(?!级)的?")
_SAME_YEAR = regex(r"^(?:[那这该](?:一年|年)|当年|同年|同一年)的?(?![度份代轻末终])")


def _dated(norm: str, bare: str, before: ParsedQuestion, answer: str) -> str | None:
    """`转年打算再加多少`, `那一年水果产量是多少`: the year put in that it begins by pointing to."""
    asks = has_question_word(bare) or is_yes_no(bare)
    if (match := _SHIFT.match(bare)) and asks and len(bare) > match.end() + 1:
        year = shifted(before, answer, shift(match[0].strip("的")))
        return None if year.endswith("一年") else year + bare[match.end() :]
    match = _SAME_YEAR.match(re.sub("^那(?=[那这该当同])", "", norm))
    if match and before.years and before.years[0].start and len(norm) > match.end() + 1:
        return before.years[0].text.removesuffix("年") + "年" + norm[match.end() :]
    return None


_WHOLE = regex(r"(?:现在|目前|至今|合计的?)?(?:总数量?|总量|总的|总共|一共|合计|全部)")
_WITH_THE_OLD = (
    r"(?:(?:加上|算上|连同|连)(?:以前|原来|原先|原有|之前|过去|从前|老|旧)的?(?:一起|在内)?[,，]?)?"
)
_ALL_THERE_ARE = regex(
    rf"{_WITH_THE_OLD}(?:那|这|现在|目前|至今|到现在)*(?:一共|总共|共计|合计|总计|累计|全部|加起来)(?:已经?|是|有|达到?|建成?|开|办|设)*了?"
    r"(?:多少|几)(?P<unit>[^\W了]{0,2}?)了?"
)
# 民办的有几家, 石湾区有多少
_ONLY_NAMED = regex(
    r"(?P<name>[^,?]{1,10}?)(?P<of>的)?(?:一共|总共)?(?:[有是占]|达到?)?(?:多少|几)(?P<unit>[^\W了]{0,2}?)了?"
)


_AIM, _DONE = regex("的?(?:预期)?(?:目标|计划|任务)(?:值|数)?"), regex("实际|真正|最后|最终|到底|结果")
"""`前一年实际做到了多少` of `目标是多少` asks for no aim."""
_MANNER = regex("实际|计划|最终|最后|后来|打算|准备|力争|预计|已经?|[的要将会拟再又还也都 ]")


# 石湾区也建了吗
_ALSO = regex(r"(?P<name>[^,?]{1,10}?)也(?P<doing>[^,?]{1,6}?)(?:吗|么|没有|没)")


_AS_MANY = regex(r"是?(?:(?:这|那)么[多高大]|一样|这样|(?P<figure>[\d.]+[^\W了]{1,3}))")


def _also(core: str, before: ParsedQuestion, answer: str) -> str | None:
    """`石湾区也建了吗` of `云湖区建了公园吗`: the last question, of another; nothing of its own is done."""
    match = _ALSO.fullmatch(core)
    if match is None:
        return None
    if before.kind == "figure" and (so := _AS_MANY.fullmatch(match["doing"])):
        told = declared(parse(Question(replaced(match["name"], before, answer))), so["figure"] or answer)
        return f"{told},对吗?" if told else None
    if before.kind != "confirmation":
        return None
    doing = re.sub("一样|这样|如此|同样|[是有了]", "", match["doing"])
    if doing and (without_verb(doing) or doing[0] not in before.normalised):
        return None
    return replaced(match["name"], before, answer)


def _asked_again(core: str, before: ParsedQuestion, answer: str) -> str | None:
    """What asks for a figure as the last question did, of another part, place or deed."""
    counted = COUNTED.search(before.normalised)
    if counted is None or before.kind not in ("figure", "confirmation", "calculation"):
        return None
    unit = counted["unit"] or ""
    whole = _ALL_THERE_ARE.fullmatch(core)
    if whole:
        return whole_asked(before, whole["unit"])
    named = _ONLY_NAMED.fullmatch(core)
    if named and named["unit"] in ("", unit) and not is_yes_no(core):
        name, place = named["name"], parse(Question(named["name"])).places
        own = [y.text for y in years_in(name)]
        if (named["of"] and "占" not in core and not own) or name in (*place[:1], *own):
            return replaced(name, before, answer, named["of"] is not None)
    ask = COUNTED.search(core)
    if ask is None or ask["noun"].strip("了呢啊呀") or ask.start() == 0 or _TOTAL.match(core):
        return None
    doing = core[: ask.start()]
    deed = doing
    for year in years_in(doing):
        deed = deed.replace(year.text, "", 1)
    deed = _MANNER.sub("", deed)
    if not deed or _COMPARED.search(core) or re.search("[占比]|[有是为]$|达到?$", deed):
        return None
    # 种到, 赔给: with what came of it, whatever the dictionary takes the word for
    if not re.fullmatch(r"..?(?:[到了出成完上下起过进回掉给])+", deed) and without_verb(deed):
        return None
    return doing_asked(doing, f"{ask[0].rstrip('了呢啊呀')}", before)


def _among(core: str, before: ParsedQuestion) -> str:
    """`其中脱贫人口呢?`: a part of what the last question counted."""
    part = _TAIL.sub("", _AMONG.sub("", core)).strip("的有是 ")
    if has_question_word(part):
        return f"{topic(before) if before.kind == 'figure' else before.focus}其中{part}"
    counted = COUNTED.search(before.normalised)
    if counted and counted["unit"] and counted["noun"] and before.kind == "figure":
        rate = re.fullmatch(r"(.*?)的?(占比|比例|比重|份额|占)", part)
        asks = f"{rate[1]}的占比是多少" if rate else f"{part}有多少{counted['unit']}"
        whole, noun = topic(before), before.asked
        if noun and rate is None and part.endswith(noun) and whole.endswith(noun):
            return f"{whole.removesuffix(noun)}{asks}"  # 培训教师, 其中女教师
        return f"{whole}其中{asks}"
    match = re.search(r"(?:一共|总共|共计)?(?:有|是|为|达到?)?(?:多少|几|哪|什么)", before.normalised)
    if match is None:
        return f"{before.focus}其中{part}有多少"
    return f"{before.normalised[: match.start()]}其中{part}{before.normalised[match.start() :]}"


# asks of the thing itself, whatever was done to it
_OF_THE_THING = regex(
    r"^(?:有|占地|建筑)*(?:多[大长高远重深宽]|什么面积)|谁|(?:现在|已经?)*(?:完工|竣工|动工|开工|通车|投用|启用|上线|验收)"
)


def _with_topic(bare: str, before: ParsedQuestion, answer: str) -> str:
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
