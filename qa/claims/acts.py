"""Acts and denials in other words: `得到遏制` is 刹住, `无一人死亡` is that nobody died; done, not done, or only meant.

Patterns are general Chinese, written by hand. A clause is of the evidence, normalised.
"""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.claims.claim import Claim
from qa.parsing.attributes import tense

__all__ = ["agrees", "done", "lies_ahead", "none_of_it", "of_every", "only_meant", "same_act", "without_acts"]

_ACTS = tuple(
    regex(pattern)
    for pattern in (
        r"遏制|[刹煞止控管压制][制]?住|制止|得到(?:有效)?控制",
        r"取消|废止|不再?收|免[收除掉征缴交]|停[收征]|不要钱|免费|(?:不用|无需|不必)[再]?[交缴出付]",
        r"通车|跑上?车|走车|开通",
        r"贯通|打通|连通",
        r"封顶",
        r"合龙",
        r"开馆",
        r"竣工|完工|落成|建成|(?:盖|修|建)(?:好|完|起来)",
        r"投入使用|投用|启用|投入运[营行]|投运|用上|开起来|开门|开业|开张|营业|开放|(?<![稳常好济全续场])运[营行](?=$|[,。;了])",
        r"开工|动工|破土|奠基|开建|开始[建修盖]",
        r"拆除|拆掉|拆完|拆了",
        r"清零|消除|绝迹|消失|没了|不见了",
        r"搬迁|迁[入出至往]|搬[到进走家]|挪到",
        r"上线|推出|问世|发布",
        r"修复|修好|抢通",
        r"整合|合并|并[到成入]",
        r"签约|签[了下订署]",
        r"成立|设立|组建|挂牌|办起来|搭起来",
        r"完成|收官|[干办做]完",
        r"脱贫|摘帽|摘掉",
        r"上调|调高|提价|涨价|涨[过了]",
        r"下调|调低|放低|降价|便宜",
        r"换班|轮换|轮岗|换岗|换防",
        r"摸[清过]?底|摸排|排查|清查|普查",
        r"铺开|推开|推广|普及|覆盖",
        r"停办|停[开运产业课]|关停|关闭|关门|关了",
    )
)
"""One act, as prints write it and as people say it."""
_NOT_DONE = regex(r"(?<!从)未(?!来)|没有?|尚待|暂缓|推迟|延期|不[再予]?(?=[上下调取开建拆])|停止|暂停")
_NOT_SO_YET = regex(
    r"(?:尚未|未|没有?)[\u4e00-\u9fff]{2,10}?(?<!能)(?<!有)(?:已|全部|均|都)?(?=开展|进行|实施|实行|予以|加以|完成|全部)"
)
"""What something is that an act is done to: `对未改制企业开展调查`."""
_MEANT = regex(
    r"力争|争取|预[期计]|确保|拟|计划|将(?!近)|目标|明年|下一?步|加快|推[进动]|启动|正在|筹[备划]|顺延|推迟|延[期至到后]"
)
_AHEAD = regex(r"预计|力争|争取|确保|拟|计划|将(?!近)|顺延|推迟|延[期至到后]")
_ONLY = regex(r"只|仅|唯一|最|第一|首|才")
_EVERY = regex(r"都|全(?![区市县省国年镇街乡村州旗球面域民长程场天文])|所有|统统|一律|悉数|尽数")
_EVERY_TOLD = regex(r"都|全|均|皆|一律|所有|100%")
_ALWAYS = regex("全天|整天|整夜|通宵|彻夜|昼夜|24小时|全年无休|不打烊|随时|常年")
_YEAR = regex(r"(?:19|20)\d\d(?=年)")
_NOTHING = regex(
    r"(?:无一[人名位例起件户]?|零(?!售|件|部件|工|星|碎|钱|食|距离|散|下)|(?:未|没有)(?:发生|出现)(?:一[人名位例起件])?"
    r"|杜绝了?)(?:重大|较大|新增|因灾)*(?P<what>[\u4e00-\u9fff]{2})"
)
_ZERO = regex(r"(?P<what>[\u4e00-\u9fff]{2})(?:率|[人起件]?数)?(?:为|是|保持)?(?:零|0)(?=$|[,。;])")
_FAULT = regex(r"差错|错误|失误|问题|瑕疵|漏洞|事故|投诉")
_AMISS = regex(r"毛病|差错|出错|错处|岔子|乱子|纰漏|漏子|娄子|不对的")
_DEATH = regex(r"死|人命|丧[生命]|遇[难害]|罹难|[没送丢]了?命|身亡")


_PARTED = regex(r"(?<=[\u4e00-\u9fff])[了过](?=[\u4e00-\u9fff])")
"""What parts a verb from its object in speech: 摸过底, 签了约."""


def same_act(claim: Claim, clause: str) -> bool:
    """Whether the clause speaks of an act of the claim, in whatever words."""
    plain = _PARTED.sub("", claim.statement)
    return any(_claimed(act, plain) and act.search(clause) for act in _ACTS)


def _claimed(act: re.Pattern[str], statement: str) -> bool:
    """Whether a statement claims an act, and does not only name by it what it speaks of: 轮换 of `轮换的干部`."""
    return any(not _NAMES.match(statement, m.end()) for m in act.finditer(statement))


_NAMES = regex(r"[了过]?的(?=[\u4e00-\u9fff]{2})")


def without_acts(text: str) -> str:
    """The text without the words of acts, each a blank."""
    text = _PARTED.sub("", text)
    for act in _ACTS:
        text = act.sub(" ", text)
    return text


def of_every(claim: Claim) -> bool:
    """Whether the claim is of all of them: 都, 所有."""
    return _EVERY.search(claim.statement) is not None


def done(claim: Claim, clause: str) -> bool | None:
    """Whether the clause tells the claim's act as done (not so where it lies ahead); None where it doesn't say that."""
    if _MEANT.search(clause):
        return False if _AHEAD.search(clause) and not _of_then(claim, clause) else None
    only = _ONLY.search(claim.statement) and not claim.negated
    always = _ALWAYS.search(claim.statement) and not _ALWAYS.search(clause)
    if only or always or (of_every(claim) and not _EVERY_TOLD.search(clause)):
        return None
    return _NOT_DONE.search(_NOT_SO_YET.sub("", clause)) is None


_GOVERNS = regex(r"力争|争取|新的一年|下一步|明年(?!同期)")


def only_meant(claim: Claim, before: str) -> bool:
    """Whether what stands before in the sentence makes a plan of all that follows, where the claim is of what is so."""
    return _GOVERNS.search(before) is not None and tense(claim.statement) != "aim"


def lies_ahead(clause: str) -> bool:
    """Whether a clause tells of what is only meant or under way."""
    return _MEANT.search(clause) is not None


def agrees(claim: Claim, clause: str) -> bool:
    """Whether the clause contradicts nothing: the same act in other words, or a plan of which the outcome is asked."""
    as_done = not claim.negated and not _MEANT.search(clause)
    return same_act(claim, clause) and (as_done or _of_then(claim, clause))


def none_of_it(claim: Claim, clause: str) -> bool:
    """Whether the clause says that there was none of what the claim speaks of: `无一人死亡`."""
    none = _NOTHING.search(clause) or _ZERO.search(clause)
    if none is None:
        return False
    if _DEATH.search(none["what"]) and _DEATH.search(claim.statement):
        return True
    if _FAULT.search(none["what"]) and _AMISS.search(claim.statement):
        return True
    return any(character in claim.statement for character in none["what"])


def _of_then(claim: Claim, clause: str) -> bool:
    """Whether the claim is of a plan, or of the very year that the plan names: whether it came to pass isn't told."""
    years = set(_YEAR.findall(claim.statement))
    return tense(claim.statement) == "aim" or bool(years & set(_YEAR.findall(clause)))
