"""Places and bodies that a question names."""

from __future__ import annotations

from ingest.patterns import regex
from qa.numbers.counted import VERBS
from qa.text.words import tagged, words_of

__all__ = ["PROVINCES", "bodies", "leading_name", "places"]

_FIRST_LEVEL = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 "
    "四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
_SHORT = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川黔滇陕甘青台蒙桂藏宁疆港澳"
PROVINCES = dict(zip(_FIRST_LEVEL.split(), _SHORT, strict=True))
"""The 34 divisions of the first level, and the one character that stands for each: closed classes."""
# common names of countries: a closed class too
_COUNTRIES = (
    "美国 日本 英国 法国 德国 俄罗斯 苏联 印度 韩国 朝鲜 "
    "越南 泰国 意大利 加拿大 "
    "澳大利亚 巴西 南非 埃及 西班牙 葡萄牙 荷兰 瑞士 瑞典 挪威 波兰 土耳其 伊朗 伊拉克 以色列 墨西哥 "
    "阿根廷 新加坡 马来西亚 "
    "印度尼西亚 菲律宾 缅甸 蒙古 巴基斯坦 哈萨克斯坦 乌克兰 希腊 奥地利 比利时 丹麦 芬兰 爱尔兰"
)  # fmt: skip
_NAMED_PLACE = regex("|".join(sorted((*PROVINCES, *_COUNTRIES.split()), key=len, reverse=True)))
_SUFFIXED = regex(
    r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[在和与及对给从到比是把向由跟按赴驻、为年月省市州县区内里]))"
    r"(?P<name>[^\W0-9a-z_的是了在和与及对给从到比把向由跟按里哪几多少有什么拿这那我你他也都不很年月日余名"
    r"说]{1,6}?(?:自治区|自治州|开发区|街道|办事处|新区"
    r"|[省市区县村盟旗]|州(?![市区县路])|[镇乡](?![市区县]|街(?!道)|宁县)))(?![里内外场域间分别户])(?![\u4e00-\u9fff]?(?:别|场|域|民|长|委|级|庄|镇企"
    r"|划|间|分|振|里有))"
)
_NO_PLACE = regex(
    r"^(?:[全本各我该某哪每这那几一两多新老旧城郊农乡山校园社小地景辖片港厂库住商]|整个|我们|你们|他们"
    r"|所在|帮扶|结对|对口|协作|协助|受援|支援|脱贫|贫困|友好|共建|什么|多少|哪个|其他|其它|中心|试点|示范|保税|工业|居民)*"
    r"(?:省|市|区|县|镇|乡|村|州|旗|盟|街道|新区|开发区|自治区)$|超市$|股市$|上市$|城市$|门市$|地区$|园区$"
    r"|社区$|小区$|景区$|片区$|校区$|库区$|灾区$|..山区$|农村$|乡村$|特区$|辖区$|城区$|市区$|郊区$|街区$"
    r"|^[来去到回进赴往][市县区省镇乡村]$|[能可会要想多少俭节]省$|(?:治村|^[治驻进入回离下返出][村乡镇县]|^[包帮访联并护兴富]村|^[联包]镇|^护区)$|港区$|城镇$|乡镇$|红旗$|县区$|区县$|省市$|市县$|大区$|专区$|误区$|老区$|牧区$|林区$|矿区$|[各每全][省市县区镇乡村]$"
)
_LEAD = regex(
    r"^(?:今年|去年|前年|明年|全年|目前|现在|当前|近年来?|上半年|下半年|请问|那么?|关于|整个|隔壁|旁边"
    r"|附近|我们|咱们?|你们|我|俺|其中|还有|包括|报告(?:里|中)?|问问?|一下|是不是|是否|以及|这|该"
    r"|都?有?哪[些个几]?|什么|多少|几|(?:头|第)[一二两三四五六七八九十]+[批次个名](?:进入?|入选|入围)?|就|论|[的在和与占个])+"
)
_KIND = regex(r"自治区|自治州|开发区|街道|办事处|新区|[省市区县镇乡村州盟旗]")
_MOVES = frozenset("去到往来坐乘搞办建在")
_COMMON_AREA = regex(
    r"(?:经济|工业|产业|住宅|居民|生活|商业|商务|金融|风景|名胜|旅游|度假|保护|保税|贸易|示范|试验|实验|先行|核心|中心|主城|老城|新城|古城|"
    r"功能|行政|服务|开发|合作|管理|棚户|重灾|贫困|山|牧|林|矿|库|疫|战|雷|军|特|自治|等候|办公|展示|游览|种植|养殖|作业|禁|无人|百强|强|"
    r"直辖|都|地级|县级|副省级|省级|卫星|超|股|菜|夜|早|门|城|农贸|批发|人才|证券|期货|楼|车|房|大)[区县市]$"
)
_WINS = frozenset("获评")
"""Verbs before an award: 省 of 获省劳动模范 is the level of that."""
_BODY = regex(
    r"(?!支持|参加)[^\W的是哪了在和与几多少什么有都a-z0-9]{2,8}?(?:委员会|管理局|人民政府|办公室|人民医院"
    r"|人民法院|研究院"
    r"|总公司|集团|联合会|协会|大学|学院|博物馆|图书馆|公安局|教育局|民政局|财政局|卫健委|发改委|国务院)"
)


# 柳浦2023年拆了多少违建: a name of no dictionary before the year
_BARE = regex(r"(?P<name>[\u4e00-\u9fff]{2,3})(?=(?:19|20)[0-9]{2}年)")
# 李沧那边一年新开了几处: a name without what it is called after
_YONDER = regex(r"[来到在去从往]?(?P<name>[\u4e00-\u9fff]{2,4})那(?:边|头|里|儿|块)")
_OF_NAMES = frozenset(("ns", "nr", "nz", "nrt", "nrfg", "j", "g", "ng"))
_COMMON = frozenset(
    "的地得了在是有和与及对从到把被给为以比按就都也还我你他她它们咱俺这那其各每某上下里外中前后全本该请问说在于截至自据论讲谈提"
)


def _names_none(name: str) -> bool:
    """Whether what stands before a year is no name: words of the dictionary, or characters that names hardly have."""
    return any(char in _COMMON for char in name) or any(len(word) > 1 for word in words_of(name))


def bodies(bare: str) -> tuple[str, ...]:
    """Bodies that the question names by what they are called after: 卫健委, 人民医院 … Best effort."""
    found = (VERBS.split(name)[-1] for name in _BODY.findall(bare))
    return tuple(dict.fromkeys(name for name in found if len(name) > 2))


def places(bare: str) -> tuple[str, ...]:
    """Places that the question names, by suffix or from the closed list, in order."""
    found: dict[str, int] = {}
    for match in _SUFFIXED.finditer(bare):
        name = _named(_LEAD.sub("", match["name"]), bare[match.end() : match.end() + 4])
        if len(name) > 1 and not _NO_PLACE.search(name):
            found.setdefault(name, match.start())
    first = _BARE.match(bare)
    if first and not _names_none(first["name"]):
        found.setdefault(first["name"], first.start())
    yonder = _YONDER.match(bare)
    if yonder and (
        all(tag in _OF_NAMES for _, tag in tagged(yonder["name"])) or not _names_none(yonder["name"])
    ):
        found.setdefault(yonder["name"], yonder.start())
    for match in _NAMED_PLACE.finditer(bare):
        if not any(match[0] in name for name in found):
            found[match[0]] = match.start()
    return tuple(sorted(found, key=found.__getitem__))


_PROPER = frozenset(("ns", "nrt", "nz"))
_NO_NAME = frozenset("vadpcrmqtyufiloekh")
"""Parts of speech, by their first letter, of words that no name begins with: verbs, adjectives, pronouns, numbers …"""


_TERRAIN = regex("[山老新城郊主市县乡农湖海河江内外边港库林牧矿陆草]{1,2}[坡区城里顶脚边岸滩地原]$")
"""Common nouns that the dictionary has for places: 山坡, 老城区."""


def leading_name(bare: str) -> str:
    """The bare name that a normalised question begins with (`鹭屿新开了几条航线`), as far as its form tells; else empty.

    A word that the dictionary has for a place, or characters that make no word at all. Whether it is the name of
    anything is for the reports to say.
    """
    words = tagged(bare)[:3]
    if words and _TERRAIN.match(words[0][0]):
        return ""
    if words and words[0][1] in _PROPER and len(words[0][0]) > 1:
        return words[0][0]
    name = ""
    for word, tag in words:
        if len(word) > 1 or tag[0] in _NO_NAME or word in _COMMON or not "\u4e00" <= word <= "\u9fff":
            break
        name += word
    return name[:2] if len(name) > 1 else ""


def _named(name: str, after: str) -> str:
    """The place in what ends like one: 支持河口镇 -> 河口镇; nothing in 去省城, 产业联盟."""
    words = tagged(name + after)
    first = last = at = 0
    kind = ""
    for word, tag in words:
        if at + len(word) > len(name):
            return name[first:] if at == len(name) else ""  # 省 of 省城
        at += len(word)
        last, kind = len(word), tag
        if word in _WINS and at < len(name):
            return ""
        if ((tag == "v" and len(word) > 1) or word in _MOVES) and len(name) - at > 1:
            first = at
        if at == len(name):
            break
    word = name[-last:]
    # the dictionary takes names of districts for common nouns too: 市南区 is one, 风景区 is none
    made = len(word) < 3 or word[-1] not in "区县市" or _COMMON_AREA.search(word) is not None
    common = kind == "j" or (kind == "n" and _KIND.fullmatch(word) is None and made)
    return "" if common and last > 1 else name[first:]
