"""The gate: what is no question to the report. Small talk, unreadable input, attempts to steer the program.

General patterns of Chinese and English, written by hand; nothing here knows any report. Whatever is let
through is only ever used as a search text, so the gate is a courtesy and a clear word, not the defence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from ingest.normalise import normalise
from ingest.patterns import regex

__all__ = ["MAX_CHARACTERS", "Gate", "clean", "gate", "without_greeting"]

MAX_CHARACTERS = 2000
"""A longer question is turned away: no resident's question needs more, a pasted document does."""

Reason = Literal[
    "empty", "control_characters", "emoji_only", "punctuation_only", "gibberish", "too_long", "steering",
    "greeting", "thanks", "goodbye", "who", "abilities", "praise", "insult", "assent", "chat",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gate:
    """Why a text is not taken as a question."""

    status: Literal["rejected", "small_talk"]
    reason: Reason


# --- cleaning --------------------------------------------------------------------------------------------

_TAG = regex(r"</?[a-zA-Z][^<>]{0,200}>|<!--.*?-->", re.S)
_ENTITY = regex(r"&(?:nbsp|amp|lt|gt|quot|#\d{1,6});")
_MARKUP = regex(r"\*\*|__|`+|~~|(?m:^\s*(?:#{1,6}|>|[-*])\s+)")


def clean(text: str) -> str:
    """`text` without control characters, zero-width characters and markup; white space single, forms NFKC."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Cn") else " "
        for c in text
    )
    text = _MARKUP.sub("", _ENTITY.sub(" ", _TAG.sub(" ", text)))
    text = re.sub(r"[ \t\u3000]+", " ", text)
    return re.sub(r"\s*\n\s*", "\n", text).strip()


# --- unreadable ------------------------------------------------------------------------------------------

_KEYBOARD = regex(r"(?:qwert|asdf|zxcv|hjkl|uiop|sdfg|dfgh|jkl;|1qaz|2wsx){1}")
_MOJIBAKE = regex(r"\ufffd|锟斤拷|烫烫|屯屯|Ã.|â€|ï¿½|(?:[\u00c0-\u00ff][\u0080-\u00bf]){2}")


# UTF-8 read as Windows-1252: accented letters and odd punctuation, hardly anything else
_LATIN_MOJIBAKE = regex(
    "[\u00a0-\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u0192\u02c6\u2013-\u203a\u20ac\u2122]"
)


def _unreadable(raw: str, text: str) -> Reason | None:
    if not text:
        return "empty" if not raw.strip() else "control_characters"
    letters = [c for c in text if unicodedata.category(c)[0] in "LN"]
    if not letters:
        emoji = any(unicodedata.category(c) in ("So", "Sk") for c in text)
        return "emoji_only" if emoji else "punctuation_only"
    return "gibberish" if _gibberish(raw, text, letters) else None


def _gibberish(raw: str, text: str, letters: list[str]) -> bool:
    """Broken encoding, one character over and over, keyboard rows, random letters, rare characters only."""
    han = [c for c in letters if "\u3400" <= c <= "\u9fff"]
    if len(_MOJIBAKE.findall(raw)) >= 2 or "锟斤拷" in raw:
        return True
    if len(_LATIN_MOJIBAKE.findall(raw)) > len(raw) / 2 and len(raw) > 5:
        return True
    if (len(letters) >= 5 and len(set(letters)) == 1) or (len(letters) >= 12 and len(set(letters)) <= 2):
        return True
    if han:
        rare = sum(not _common(c) for c in normalise("".join(han)))
        return len(han) >= 4 and rare > len(han) / 2
    words = re.findall(r"[a-z]+", text.lower())
    if not words:
        return all(c.isdigit() for c in letters) and len(letters) != 4
    if _KEYBOARD.search(text.lower()) and len(words) <= 3:
        return True
    return all(_random(word) for word in words if len(word) > 2) and max(map(len, words)) > 4


def _common(char: str) -> bool:
    """Whether GB 2312 knows a simplified character: all that ordinary text needs, and no mojibake."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _random(word: str) -> bool:
    """A word that no one can pronounce: hardly a vowel, or four and more consonants in a row twice."""
    vowels = sum(c in "aeiouy" for c in word)
    return len(word) > 25 or vowels / len(word) < 0.2 or len(re.findall(r"[^aeiouy]{4,}", word)) > 1


# --- attempts to steer -----------------------------------------------------------------------------------

_STEERING = tuple(
    regex(pattern)
    for pattern in (
        # set the instructions aside
        r"(?:忽略|无视|忘记|忘掉|忘了|抛开|不要理会|不用理会|别理|别管|跳过|绕过|覆盖|清除|不要遵守"
        r"|不再遵守|不必遵守)"
        r"[^。!?\n]{0,6}(?:以上|上面|上述|之前|前面|先前|此前|原来|原有|既定|你的|你收到|系统|所有|一切"
        r"|全部|任何)"
        r"[^。!?\n]{0,8}(?:指令|指示|提示|规则|设定|限制|约束|命令|prompt|instruction|对话|上下文|设置|身份)",
        r"(?:忽略|无视|忘记|忘掉|抛开)(?:掉)?(?:以上|上面|上述|之前|前面|先前)(?:的|说的|给你的"
        r"|所有)*(?:内容|要求|说明|资料|文字|文本|话|一切)",
        r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,30}\b(?:previous|above|prior|earlier|all"
        r"|your|any|system|these|those)\b"
        r".{0,30}\b(?:instructions?|prompts?|rules?|messages?|guidelines?|constraints?|context|directions?"
        r"|restrictions?)\b",
        r"\bforget (?:everything|all)\b",
        # another role
        r"你现在(?:是|就是|变成|成为|开始是)(?!谁|什么|哪|不是|否|用|根据|怎|在|依据|查)",
        r"从(?:现在|此刻)(?:开始|起)[,， ]*你(?!们)|你不再是|你的新(?:身份|角色|任务)"
        r"|新的?(?:系统)?指令[:是]",
        r"(?:请你?|你来?|要你|让你|希望你|假装你?|^)(?:来|要|将|现在)?(?:扮演|充当|假扮|cosplay)(?!什么|哪"
        r"|了|着)|假装你?(?:是|没有|不是)",
        r"(?:假设|假如|想象|设想)你(?:是一个|是|就是)?(?:没有|不受|无|摆脱)?[^。]{0,6}(?:限制|约束|ai"
        r"|人工智能|机器人|模型|管理员|黑客|助手)",
        r"\byou are (?:now|no longer)\b|\bfrom now on\b.{0,10}\byou\b|\b(?:act|behave|respond) as (?:a|an"
        r"|if|my|the)\b|\bpretend (?:to|you|that you)\b"
        r"|\brole-?play\b",
        r"(?:进入|开启|启用|切换到|打开).{0,6}(?:开发者|开发人员|上帝|管理员|越狱|调试|无限制|自由"
        r"|dan).{0,2}模式|越狱|\bjailbreak|\bdan mode\b|\bdeveloper mode\b",
        # what lies behind
        r"你(?:所)?(?:收到|得到|接到|拿到|被赋予|被设定)的?[^。!?\n]{0,6}(?:指令|提示|设定|规则|prompt)",
        r"(?:系统|内部|初始|隐藏)指令[^。!?\n]{0,10}(?:翻译|输出|打印|复述|重复|背|念|告诉|显示|说出|列出"
        r"|写出|发给|贴)",
        r"(?:系统|初始|隐藏|内部|原始|预设)的?(?:提示词|提示(?![音信灯牌栏])|prompt)|你的(?:系统|初始|内部"
        r"|隐藏)?(?:提示词?|指令|设定)|system ?prompt|initial (?:prompt|instructions)|hidden (?:prompt"
        r"|instructions)"
        r"|your (?:instructions|prompt|rules|guidelines)",
        r"(?:输出|打印|显示|泄露|透露|重复|复述|公开|列出|告诉我|给我看|说出|展示)[^。!?\n]{0,10}(?:提示词"
        r"|prompt|密钥|密码|令牌|api ?key|环境变量|源代码|源码|配置文件)",
        r"\b(?:print|reveal|show|repeat|output|leak|dump|display)\b.{0,30}\b(?:prompt|instructions|api "
        r"?key|password|secret|token|environment variables|source code)\b",
        # the answer dictated
        r"(?:无论|不管|不论)[^。!?\n]{0,18}(?:都|一律|只能|必须|只|请|直接|就)[^。!?\n]{0,4}(?:回答|回复"
        r"|输出|说|答)",
        r"(?:^|[请,，。;；你 ])(?:帮我)?(?:把|将)[^。!?\n]{0,12}(?:答案|回答|报告|数字|数据"
        r"|内容)[^。!?\n]{0,8}(?:改成|改为|替换|说成|写成|篡改)",
        r"(?:你(?:必须|只能|只需|一定要)|请(?:你)?(?:务必|一律|只))(?:回答|回复|输出|说)[\"'“:： ]|(?:不要"
        r"|不用|别|无需|不必)(?:看|查|参考|依据|理会|管)(?:这份|那份|任何)?(?:报告|文档|资料|材料|原文)",
        r"\b(?:regardless|no matter) (?:of )?what\b.{0,40}\b(?:answer|say|reply|respond)\b|\b(?:you must"
        r"|always|only) (?:answer|say|reply|respond|output)\b",
        # chat templates, code, injection into other machines
        r"<\|[a-z_]+\|>|\[/?inst\]|<</?sys>>|###? ?(?:instruction|system|response)|^\s*(?:system|assistant"
        r"|developer) ?:|\n\s*(?:system|assistant|human) ?:",
        r"(?:执行|运行)(?:下面|以下|这段|如下|下列|一段|这条|shell|系统)(?:的)?(?:命令|代码|脚本|指令|程序"
        r"|语句)|\brm -rf\b|\bos\.system|\bsubprocess\b|\beval\(|\b__import__"
        r"|<script|\bdrop table\b|\bunion select\b|;\s*--\s*$|\bor 1=1\b|/etc/passwd|\$\{jndi"
        r"|\{\{.{0,40}\}\}",
    )
)


def _steers(raw: str, text: str) -> bool:
    folded, bare = normalise(raw), normalise(text)
    squeezed = re.sub(r"[\s*_\-·.]", "", bare)  # 忽 略 以 上 指 令
    spaced = len(re.findall(r"[\u4e00-\u9fff][\s*_\-·.](?=[\u4e00-\u9fff])", bare)) > 4
    texts = (folded, bare, squeezed) if spaced else (folded, bare)
    return any(pattern.search(t) for pattern in _STEERING for t in texts)


# --- small talk ------------------------------------------------------------------------------------------

_YOU = r"(?:你|您|妳|你们)"
_TAILS = r"(?:啊|呀|哦|哈|呢|啦|吧|了|喔|噢|哟|的|嘛|~|～|!)*"
_TALK: tuple[tuple[Reason, str], ...] = (
    ("who",
        rf"{_YOU}(?:到底|究竟)?是(?:谁|什么|哪位|啥|干什么的|干嘛的|做什么的|什么东西|什么模型|什么软件"
        rf"|什么人|机器人|人工智能|ai|真人|人|chatgpt|gpt)(?:吗|么)?"
     rf"|{_YOU}叫(?:什么|啥)(?:名字|名)?|(?:请)?(?:做个|做一下)?自我介绍(?:一下)?|介绍(?:一下)?(?:你"
     rf"|您)自己|{_YOU}的?名字(?:是什么|叫什么)?|谁(?:开发|做|创造|设计)(?:了|的)?{_YOU}的?"
     r"|who are you|what are you|what(?:'s| is) your name|are you (?:a |an )?(?:human|robot|bot|ai"
     r"|chatgpt)|introduce yourself|who (?:made|created|built) you"),
    ("abilities",
        rf"{_YOU}(?:都)?(?:能|会|可以)(?:干|做|帮我做|回答|为我做)?(?:些)?(?:什么|啥|哪些|干嘛"
        rf"|干什么)(?:事|事情|问题|忙|工作)?|{_YOU}有(?:什么|哪些|啥)(?:功能|用|用处|本事|能力)"
     rf"|(?:怎么|如何|咋)(?:用|使用)(?:{_YOU}|这个|这个系统|这个程序)?|(?:我|能|可以)?(?:能"
     rf"|可以)?问(?:{_YOU})?(?:些)?(?:什么|哪些|啥)(?:问题)?|使用(?:说明|帮助)|帮助|求助|帮帮我|help(?: "
     rf"me)?|what can (?:you do|i ask)(?: you)?|how (?:do|can) i use (?:this|you)|how does this work"),
    ("greeting",
        rf"(?:{_YOU}|大家|各位|老师|同志)好|{_YOU}好|哈喽|哈啰|嗨|喂|嘿|在(?:吗|不在|么|不)|有人(?:吗"
        rf"|在吗|么)|(?:早上|上午|中午|下午|晚上|大家|早)(?:好|安)|早|晚安|早安|午安|新年好|节日快乐"
        rf"|新年快乐|最近(?:好吗|怎么样|如何)|吃了(?:吗|没)|{_YOU}(?:吃饭了|吃了|还好|好)吗|久仰|幸会"
     r"|hello(?: there| world)?|hi(?: there)?|hey(?: there)?|good (?:morning|afternoon|evening|night|day)"
     r"|how are you(?: doing)?(?: today)?|how do you do|what'?s up|yo|greetings|test|测试|测试一下|试试"),
    ("thanks",
        rf"(?:非常|十分|太|真的|真是|好的|那就)*(?:谢谢|感谢|多谢|谢了|谢啦|谢谢谢"
        rf"|辛苦|帮(?:了)?大忙|太感谢)(?:{_YOU})*(?:的?(?:帮助|回答|解答|帮忙|耐心))*(?:了)?|麻烦{_YOU}了"
        rf"|3q|thanks(?: a lot| "
        rf"so much| very much)?|thank you(?: so much| very much)?|thx|ty|many thanks|much appreciated"),
    ("goodbye",
        r"再见|拜拜|拜|回见|下次见|明天见|回头见|88|886|先这样|没事了|没有了|没别的了|就这些|bye(?: ?bye)?"
        r"|goodbye|see you(?: later)?|good night|that's all"),
    ("praise",
        rf"(?:{_YOU}|这个系统|这|回答得?|说得|做得)?(?:真的?|太|很|好|非常|挺|还)?(?:棒|厉害|聪明|牛|强"
        rf"|优秀|赞|不错|给力|好用|可爱|专业|靠谱|好样的|贴心|到位|完美|好极了|太好)|666+|点赞|我(?:爱"
        rf"|喜欢){_YOU}"
     r"|(?:you(?:'re| are) )?(?:very |so |really )?(?:great|awesome|amazing|good|smart|clever|excellent"
     r"|helpful|nice|cool|perfect|well done)(?: job| work| answer)?|i love you|well done"),
    ("insult",
        rf"(?:{_YOU}|这|这个|什么)?(?:就是|是|真是|真|太|好|个|怎么这么|这么|一个|破|的)*(?:笨蛋?|蠢(?:货"
        rf"|猪|死)?|傻(?:瓜|子|逼|x|b)?|垃圾|废物|没用|白痴|弱智|智障|脑残|混蛋|王八蛋|滚(?:蛋|开)?|闭嘴"
        rf"|破玩意|骗子|烂|sb|tmd|他妈的|无语|差劲)(?:玩意|东西|系统|机器人|程序|软件)?"
     r"|(?:you(?:'re| are) )?(?:so |such |a |an )*(?:stupid|idiot|dumb|useless|rubbish|trash|garbage|fool"
     r"|moron|crap|terrible|bad)(?: bot| machine)?|shut up|fuck(?: you| off)?|you suck|damn(?: you)?"),
    ("assent",
        r"好的?|行|可以|嗯+|哦+|噢|对|是的?|没错|知道了|明白了?|懂了|了解了?|收到|原来如此|这样啊|哈+|呵+"
        r"|嘿嘿+|嘻嘻+|呜+|ok(?:ay)?|yes|yeah|no|sure|got it|i see|fine|haha+|lol|不是|不用了?|算了"),
    ("chat",
        rf"(?:给我|跟我|再|请)?(?:讲|说)(?:一?个|段)?(?:笑话|故事|段子)(?:给我听|听听)?|(?:陪我|我们|来"
        rf"|和我)?(?:聊聊?天?|唠嗑|说说话)(?:吧|一会儿)?|{_YOU}(?:多大|几岁|累|开心|无聊|结婚|困|饿|睡"
        rf"|有(?:男|女)朋友|喜欢什么|会唱歌|今年多大)(?:了|吗|不|啊|么)*|我(?:好|很|真)?(?:无聊|难过|伤心"
        rf"|开心|累|困|饿|烦)(?:了|死了)?|我(?:心情)?不(?:好|开心)|唱(?:一?首|个)歌|tell me a joke|sing "
        rf"(?:me )?a song|i(?:'m| am) (?:bored|sad|tired|happy)|let's chat|how old are you"),
)  # fmt: skip
_TALK_PATTERNS = tuple((reason, regex(rf"(?:{pattern}){_TAILS}")) for reason, pattern in _TALK)
_PARTS = regex(r"[,，。.!！?？~～、;；:：\s…]+")


def _talk(part: str) -> Reason | None:
    return next((reason for reason, pattern in _TALK_PATTERNS if pattern.fullmatch(part)), None)


def _small_talk(text: str) -> Reason | None:
    """The reason when every part of the text is small talk; asking who or what comes before a greeting."""
    norm = normalise(text)
    whole = _talk(" ".join(norm.split()).strip("?？!！.。,，~ "))
    if whole:
        return whole
    reasons = [_talk(part) for part in _PARTS.split(norm) if re.search(r"\w", part)]
    if not reasons or None in reasons:
        return None
    order = [reason for reason, _ in _TALK]
    return min((r for r in reasons if r), key=order.index)


def without_greeting(text: str) -> str:
    """`text` without the greetings and thanks at its beginning and end; the rest unchanged."""
    parts = re.split(r"([,，。.!！?？~～;；:：\s]+)", text)
    kinds = ("greeting", "thanks", "goodbye")
    while len(parts) > 2 and _talk(normalise(parts[0])) in kinds:
        parts = parts[2:]
    while (
        len(parts) > 2
        and (not parts[-1] or _talk(normalise(parts[-1])) in kinds)
        and len("".join(parts[:-2])) > 1
    ):
        if not parts[-1] and _talk(normalise(parts[-3] if len(parts) > 4 else "")) not in kinds:
            break
        parts = parts[:-2]
    return "".join(parts).strip() or text


def gate(raw: str) -> Gate | None:
    """Why `raw` is not taken as a question, or None when it is one."""
    if len(raw) > MAX_CHARACTERS:
        return Gate("rejected", "too_long")
    text = clean(raw)
    if unreadable := _unreadable(raw, text):
        return Gate("rejected", unreadable)
    if _steers(raw, text):
        return Gate("rejected", "steering")
    if talk := _small_talk(text):
        return Gate("small_talk", talk)
    return None
