"""A follow-up rewritten to stand alone, from the conversation that is given with it.

`那前一年的呢?`, `街道呢?`, `为什么?`, `它归哪儿管?` — what is left out is taken from the last question that
stood alone, and what a pronoun stands for from the last answer or that question. Patterns are general,
written by hand.
"""

from __future__ import annotations

import re

from ingest.normalise import normalise
from qa.gate import clean, gate
from qa.interrogatives import QUESTION_WORD, has_question_word, is_yes_no, strip_padding
from qa.question import COUNTED, ParsedQuestion, YearRef, parse, years_in
from qa.records import Question, Turn
from qa.units import UNITS

__all__ = ["resolve"]


def resolve(question: Question) -> str:
    """The question's text, made to stand alone by its history; unchanged where it does already."""
    standing, answer = _so_far(question.history)
    if not standing or gate(question.text):
        return question.text
    return _resolved(clean(question.text), standing, answer) or question.text


def _so_far(history: tuple[Turn, ...]) -> tuple[str, str]:
    """The last question of the conversation, itself resolved, and the last answer; small talk passed over."""
    standing = answer = ""
    for turn in history:
        text = clean(turn.content)
        if turn.role == "assistant":
            answer = text or answer
        elif text and not gate(turn.content):
            standing = (_resolved(text, standing, answer) if standing else None) or text
    return standing, answer


# --- what kind of follow-up ------------------------------------------------------------------------------

_OPENING = re.compile(
    r"^(?:(?:再(?=[上下前后]一?年)|嗯+|哦+|噢|好的?|那么?|另外|对了|所以|然后|请问|再问(?:一下)?|再请问"
    r"|and|so|but|ok|okay"
    r"|then)[,，、 ]*)+"
)
_TAIL = re.compile(
    r"(?:的)?(?:情况)?(?:呢|吗|啊|如何|怎么样|咋样|又如何|又是多少|是多少|多少)?\s*[?？!！。.]*$"
)
_MORE = re.compile(
    r"^(?:还有(?:吗|呢|没有|别的吗?|其[他它](?:的)?吗?|什么|哪些)?|别的(?:呢|吗)?|其[他它](?:的)?(?:呢|吗)"
    r"|继续(?:说)?|接着说|然后呢|更多|anything else|more|what else|go on)$"
)
_DETAIL = re.compile(
    r"^(?:具体(?:点|些|呢|说说|一点|是什么|怎么说|内容)*|详细(?:点|些|说说|一点|内容)*|展开(?:说说|讲讲)?"
    r"|怎么说|说详细点|举个例子|比如(?:呢|说)?|tell me more|details?)$"
)
_PERSON = re.compile(r"他们|她们|他(?!人|国|乡|日|律)|她|\b(?:he|she|him|her|his)\b")
_THING = re.compile(
    r"它们|它|(?:这|那|该)(?:个|些|项(?!目)|家|座|所|条|类|种|次|件|位|里|儿|笔|批|支|场|处)?(?:项目|工程"
    r"|活动|平台|系统|机构|公司|企业|街道|单位|地方|数字|数|政策|措施|举措|工作|事情|事|人|奖项?|称号|制度"
    r"|中心|公园|博物馆|学校|医院|资金|钱|东西)?(?![\u4e00-\u9fff]?年|么|样|时)"
    r"|上述(?:\w{0,2})|前者|后者|\b(?:it|its|they|them|their|this|that|these|those)\b"
)
_OWNER = re.compile(r"(?<![尤极与在使任听])其(?![他它中余实次间二三])")
_PRIOR_YEAR = re.compile(
    r"(?:前|上)一?年|前一年度|头一年|再前一年|the year before|the previous year|previous year"
)
_NEXT_YEAR = re.compile(r"(?:后|下|次|第二|转|翌)一?年|the (?:next|following) year")
_AMONG = re.compile(r"^(?:其中|里面|这里面|这其中|当中)的?")
_ABOUT = re.compile(r"^(?:and |so |but )?(?:what|how) about (?:the |in |for )?|^and (?:the |in |for )?")


def _resolved(text: str, standing: str, answer: str) -> str | None:
    """`text` made complete from `standing` and `answer`; None when it stands alone."""
    norm = normalise(text)
    bare = _OPENING.sub("", norm).strip()
    core = bare.strip("?？!！。.~ ,，")
    before = parse(Question(standing))
    if before.language == "en" and re.match(r"[a-z ,']+\d{0,4}", bare):
        return _english(bare, before, answer)
    if not core:
        return None
    if _MORE.match(core):
        return f"{before.focus}还有哪些"
    if _DETAIL.match(core):
        return f"{before.focus}的具体情况怎么样"
    # 那项目花了多少钱: here 那 points, it doesn't just open the sentence
    points = norm if (m := _THING.match(norm)) and len(m[0]) > 1 else bare
    if pointed := _with_antecedent(points, before, answer):
        return pointed
    if _AMONG.match(core):
        return _among(core, before)
    fragment = _TAIL.sub("", core).strip("的 ")
    if _is_fragment(norm, bare, fragment):
        return _replaced(fragment, before, answer)
    if _lacks_topic(bare):
        return _with_topic(bare, before, answer)
    return None


def _is_fragment(norm: str, bare: str, fragment: str) -> bool:
    """`街道呢?`, `那2019年的是多少?`, `那前一年呢`: names something and asks nothing of its own about it."""
    if not fragment or has_question_word(fragment):
        return False
    only_year = re.sub(r"[的 ]", "", fragment) in {y.text for y in years_in(fragment)} or _shift(fragment)
    asks = bool(re.search(r"呢\s*[?？!！。.]*$", norm)) or (
        bare != norm and len(fragment) <= 12 and not is_yes_no(bare)
    )
    return (
        bool(only_year)
        or (asks and not has_question_word(_TAIL.sub("", bare)))
        or bool(re.search(r"呢\s*[?？]*$", bare))
    )


_ASKED_ATTRIBUTES = re.compile(
    r"一共|总共|合计|总计|时候|地方|多长|多大|多高|开放|出生|去世|上任|面积|地址|电话|时间|原因|名单|费用"
    r"|金额|数量|人数|户数"
    r"|比例|占比|负责|归|属于|管|建成|完成|开始|结束|成立|开放|投入|举办|位于|设在|名称|叫|称为|意义|目的"
    r"|作用|效果|结果|目标|规模|"
    r"主办|承办|资金|来源|用途|条件|流程|单位|地点|日期|次数|具体|分别|包括|主要|实现|达到|增长|下降|增加"
    r"|减少|同比|做|办|搞|推进|花|用|有|是|在|到|了|的|又|都|会|要|能|被|把|由|从|为|请|说|对|比"
)


def _lacks_topic(bare: str) -> bool:
    """`为什么?`, `面积多大?`, `什么时候建成的?`: asks, but of nothing that it names."""
    if not (has_question_word(bare) or is_yes_no(bare)) or years_in(bare):
        return False
    content = QUESTION_WORD.sub(" ", strip_padding(bare))
    content = re.sub(
        r"是不是|是否|有没有|[个家处所项次位名户人元亩吗呢吧么啊呀]", " ", _ASKED_ATTRIBUTES.sub(" ", content)
    )
    left = len(re.sub(r"[^\u4e00-\u9fffa-z0-9]", "", content))
    # 什么时候开放: a lone verb; but 多少医院 names what it asks for
    return left <= (3 if _CIRCUMSTANCE.search(bare) else 1)


_CIRCUMSTANCE = re.compile(
    r"什么时候|何时|啥时候|几点|哪[里儿天年月]|哪一[天年]|何处|何地|什么地方|为什么|为何|为啥|怎么|如何"
    r"|怎样|咋|谁|多久|多长时间|多大|多长|多高"
)


# --- putting in what is missing --------------------------------------------------------------------------

_ANSWER_NOISE = re.compile(
    r"\[\d+\]|^(?:答案?|回答|答复|根据报告|据报告|报告(?:中|里)?(?:提到|显示|说))[:：,， 是]*"
)
_VERB = re.compile(
    r"完成|实现|参与|参加|入选|荣获|获评|获得|获|达到|达|增长|增加|减少|下降|提高|开展|建设|建成|新建|新增"
    r"|改造|推进|销售|培训|处置|举办|组织|发放|救助|办理|成立|"
    r"引进|签约|落地|投入|使用|纳入|超过|占|为|是|有|共|一共|总共|覆盖|安置|解决|受理|打造|创建|设立|筹集"
    r"|接待|赔付|累计|位于|在|被|由|归|选择|宣布|承建|承办|主办|建造|创办|创立|设计|发明|开发|攻打|出生"
    r"|担任|负责|推出|"
    r"上线|运行|运营|开工|竣工|启动|搞|做|办|花|了(?![解])"
)


def _topic(before: ParsedQuestion) -> str:
    """All that the last question was about, without what it asked: `新审批低保` of `新审批了多少户低保`."""
    counted = COUNTED.search(before.normalised)
    if counted is None:
        return re.sub(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])", "", before.focus)
    rest = before.normalised[counted.start("noun") :]
    text = parse(Question(f"{before.normalised[: counted.start()]} {rest}")).focus
    return re.sub(r"了(?=\s|$)|\s+", "", text)


def _subject(before: ParsedQuestion) -> str:
    """What the last question was about: its first noun phrase, times and verbs taken off."""
    text = re.sub(rf"^{re.escape(before.asked)}", "", before.focus)
    for year in before.years:
        text = text.replace(year.text, " ")
    text = re.sub(r"^(?:\s|全年|上半年|下半年|目前|现在|的)+", "", text)
    pieces = [p.strip(" 的") for p in re.split(rf"\s+|{_VERB.pattern}", text)]
    first = next((p for p in pieces if len(p) > 1 and p not in UNITS), "")
    first = re.split(
        r"的(?=(?:面积|数量|人数|金额|比例|时间|地址|负责人|情况|原因|规模|名称|用户|成员)?$)", first
    )[0]
    return first.strip(" 的") or re.sub(r"\s+", "", text)


def _named(answer: str) -> str:
    """The short answer with which an assistant's turn begins, where it is short enough to be a name."""
    line = _ANSWER_NOISE.sub("", answer.split("\n")[0])
    line = _ANSWER_NOISE.sub("", line).strip()
    first = re.split(r"[。;；!！?？(（]|[,，:：](?=.{4})|\s{2,}", line)[0].strip(' ,，。.:：“”"')
    told = re.search(r"(?:是|为|叫做?|名为)([^,，。]{2,20})$", first)
    first = told[1] if told else first
    return (
        first
        if 1 < len(first) <= 20 and not re.fullmatch(r"(?:约|近|超|是|对|不|否)?[\d.,%万亿余多]*\w?", first)
        else ""
    )


def _antecedent(before: ParsedQuestion, answer: str) -> str:
    """What 它 stands for: the answer, where a name was asked for, else what the question was about."""
    asked_name = before.expected in ("person", "place", "organisation", "title", "list", "other", "ordinal")
    named = _named(answer)
    if asked_name and before.kind in ("fact", "list") and named and not re.match("没有|未|报告", named):
        return named
    return _subject(before)


def _with_antecedent(bare: str, before: ParsedQuestion, answer: str) -> str | None:
    """Pronouns replaced by what they stand for."""
    pattern = next((p for p in (_PERSON, _THING, _OWNER) if p.search(bare)), None)
    if pattern is None:
        return None
    match = pattern.search(bare)
    assert match is not None
    if pattern is _THING and (_THING_IN_PLACE.search(bare) or _stands_alone_without(bare, match)):
        return None
    thing = re.sub(r"^[这那该]\w?", "", match[0])
    if before.expected in ("person", "organisation") and re.fullmatch(_WORKS, thing):
        name = _subject(before)  # 哪个公司承建了大桥? 那项目…: not the company
    else:
        name = _antecedent(before, answer)
    if not name or name in bare:
        return None
    # 这个街道 repeats the noun that the name ends in
    owner = "的" if pattern is _OWNER else ""
    return f"{bare[: match.start()]}{name}{owner}{bare[match.end() :]}".strip()


_WORKS = "目|项目|工程|活动|平台|系统|作品|公园|中心|楼|路|桥|大桥|建筑|产品|书|电影"
# 这份报告, 这一年: pointing at the report itself, not at what was said
_THING_IN_PLACE = re.compile(r"(?:这|那|该)(?:个|份|篇|本)?(?:报告|材料|文件)|这(?:些|几)?年")


def _stands_alone_without(bare: str, match: re.Match[str]) -> bool:
    """A long question with 这 or 那 in passing: `建设智慧社区这项工作有哪些举措`."""
    content = QUESTION_WORD.sub("", strip_padding(bare[: match.start()]))
    return len(re.sub(r"[^\u4e00-\u9fffa-z0-9]", "", content)) >= 5 and match[0][0] in "这那该"


def _shift(fragment: str) -> int:
    """-1 for 前一年, 1 for 后一年, 0 for neither."""
    core = fragment.strip("的 ")
    if _PRIOR_YEAR.fullmatch(core):
        return -1
    return 1 if _NEXT_YEAR.fullmatch(core) else 0


_BACK = {0: "今年", -1: "去年", -2: "前年", -3: "大前年", 1: "明年", 2: "后年"}


def _shifted(before: ParsedQuestion, answer: str, shift: int) -> str:
    """The year `shift` years from the one that was spoken of, as it is to stand in the question."""
    year = before.years[0] if before.years else None
    if year is None:
        told = [y for y in years_in(normalise(answer)) if y.start]
        year = told[0] if told else None
    if year and year.start:
        return f"{year.start + shift}年"
    if year and year.relative is not None and not year.span:
        return _BACK.get(year.relative + shift, "前一年")
    return "前一年" if shift < 0 else "后一年"


def _replaced(fragment: str, before: ParsedQuestion, answer: str) -> str:
    """The last question with its matching constituent replaced by the fragment."""
    shift = _shift(fragment)
    if shift:
        return _year_put(before, _shifted(before, answer, shift))
    years = years_in(fragment)
    if years and len(re.sub(r"[的 ]", "", fragment)) <= len(years[0].text) + 1:
        return _year_put(before, years[0].text)
    if years and before.years:
        # 那2019年的幼儿园呢
        rest = fragment.replace(years[0].text, "").strip("的 ")
        return (
            _replaced(rest, parse(Question(_year_put(before, years[0].text))), answer)
            if rest
            else before.text
        )
    text = before.normalised
    places = parse(Question(fragment)).places
    if places and before.places:
        return text.replace(before.places[0], fragment.strip("的"), 1)
    old = _matching(fragment, before)
    if old and old in text:
        return text.replace(old, fragment, 1)
    return f"{fragment}{_predicate(text)}"


def _year_put(before: ParsedQuestion, year: str) -> str:
    """The last question about another year."""
    text, old = before.normalised, before.years
    if old:
        return _swap(text, old[0], year)
    return re.sub(r"^(?:全年|当年)", "", year + re.sub(r"^(?:全年|当年)", "", text))


def _swap(text: str, old: YearRef, new: str) -> str:
    if re.fullmatch(r"\d{4}年", new) and not old.text.endswith("年") and old.relative is None:
        new = new[:-1] if re.search(rf"{re.escape(old.text)}年", text) else new
    return text.replace(old.text, new, 1)


def _matching(fragment: str, before: ParsedQuestion) -> str:
    """The constituent of the last question that the fragment is to replace.

    The run that ends as the fragment does (省级 for 市级, 口袋公园 for 山头公园), else the subject.
    """
    text = before.normalised
    for length in range(min(len(fragment) - 1, 4), 0, -1):
        ending = fragment[-length:]
        place = text.find(ending)
        if place < 0 or not re.match(r"[\u4e00-\u9fff]", ending):
            continue
        start = max(0, place - (len(fragment) - length))
        old = text[start : place + length]
        clean_start = max((m.end() for m in _BOUNDARY.finditer(old[:-length])), default=0)
        old = old[clean_start:]
        if len(old) > length and old != fragment:
            return old
    subject = _subject(before)
    return subject if subject in text else ""


_BOUNDARY = re.compile(
    r"[的了在和与、,，。?？ ]|完成|新增|建成|举办|开展|培训|发放|多少|几[个家处所]|哪些?|有|是|年"
)


def _predicate(text: str) -> str:
    """From the question word on: `多少人次` of `临时救助多少人次`."""
    match = re.search(r"(?:一共|总共|共计)?(?:有|是|为|达到?)?(?:多少|几|哪|什么|怎|如何|谁|何)", text)
    return text[match.start() :] if match else "的" + text


def _among(core: str, before: ParsedQuestion) -> str:
    """`其中脱贫人口呢?`: a part of what the last question counted."""
    part = _TAIL.sub("", _AMONG.sub("", core)).strip("的有是 ")
    if has_question_word(part):
        return f"{before.focus}其中{part}"
    match = re.search(r"(?:一共|总共|共计)?(?:有|是|为|达到?|了)?(?:多少|几|哪|什么)", before.normalised)
    if match is None:
        return f"{before.focus}其中{part}有多少"
    return f"{before.normalised[: match.start()]}其中{part}{before.normalised[match.start() :]}"


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
    name = _topic(before) if before.kind == "figure" else _antecedent(before, answer)
    return f"{name or before.focus}{core}"


# --- English ---------------------------------------------------------------------------------------------


def _english(bare: str, before: ParsedQuestion, answer: str) -> str | None:
    core = bare.strip("?!. ")
    if re.fullmatch(r"why(?: is that| so| not)?", core):
        return f"why {before.focus}"
    if _MORE.match(core) or _DETAIL.match(core):
        return f"{before.focus} what else"
    about = _ABOUT.match(bare)
    if about or re.fullmatch(
        r"(?:in |for )?(?:the )?(?:year before|previous year|(?:next|following) year|(?:19|20)\d\d)", core
    ):
        fragment = core[about.end() if about else 0 :].strip()
        if _PRIOR_YEAR.search(core) or _NEXT_YEAR.search(core):
            year = _shifted(before, answer, -1 if _PRIOR_YEAR.search(core) else 1).replace("年", "")
            return (
                before.normalised.replace(before.years[0].text, year, 1)
                if before.years
                else f"{before.text} {year}"
            )
        years = years_in(fragment)
        if years and before.years:
            return before.normalised.replace(before.years[0].text, years[0].text, 1)
        return f"{before.normalised.rstrip('? ')} {fragment}?" if fragment else None
    if (
        pronoun := re.search(r"\b(?:it|its|they|them|their|he|she|his|her|him|this|that|these|those)\b", core)
    ) and (name := _antecedent(before, answer)):
        return f"{core[: pronoun.start()]}{name}{core[pronoun.end() :]}?"
    content = re.sub(r"[^a-z0-9]", "", parse(Question(bare)).focus)
    return f"{before.focus} {core}?" if len(content) <= 3 else None
