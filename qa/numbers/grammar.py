"""The grammar of a figure, as patterns over normalised text: numerals, units, qualifiers, years, dates, names.

Word lists are closed classes of general Chinese written by hand.
"""

from __future__ import annotations

from ingest.patterns import any_of, regex
from qa.numbers.figure import Qualifier
from qa.numbers.numerals import CHINESE_NUMERALS
from qa.numbers.units import UNITS

D = "零〇一二三四五六七八九"
_PREFIXES: dict[Qualifier, str] = {
    "at_most": "不超过 不高于 不多于 不大于 至多 最多",
    "at_least": "不少于 不低于 不小于 不下于 不下 至少 起码 最少",
    "under": "不足 不到 不满 低于 少于 小于 未达",
    "nearly": "将近 接近 逼近 直逼 近",
    "over": "超过了 超过 超出 突破了 突破 高于 多于 大于 逾 超",
    "about": "大约 大概 大致 差不多 约为 约",
}
_SUFFIXES: dict[Qualifier, str] = {
    "about": "左右 上下 不等 之间",
    "at_least": "及以上 以上",
    "at_most": "及以下 以下 以内 之内",
    "over": "有余 出头 开外 多 余",
    "exact": "之多",
}
PREFIX_OF = {word: q for q, words in _PREFIXES.items() for word in words.split()}
SUFFIX_OF = {word: q for q, words in _SUFFIXES.items() for word in words.split()}
# 最近, 附近, 赶超, 节约, 签约 … end in the same characters as the qualifiers
_NOT_BEFORE = r"(?<![最附靠邻临新远亲相]近)(?<![赶高中]超)(?<![节合条公预违契签制简相集租履协续邀]约)"


_PRE = rf"(?P<pre>(?:{any_of(PREFIX_OF)}){_NOT_BEFORE})?\s?(?:±(?=[0-9]))?"
# digits set apart by single spaces, as some print them: 1 9 9 8
_SPACED = r"[0-9](?:[ ][0-9](?![0-9])){1,15}(?:[ ]?\.[ ]?[0-9](?![0-9])(?:[ ][0-9])*)?"
_ARABIC = (
    rf"(?:{_SPACED}|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)(?:(?:[.点]| \. ?|·(?=[0-9]+ ?(?:%"
    rf"|[万亿元吨]|个百分点)))[0-9零一二三四五六七八九]+)?"
)
PLACE = r"(?:[百千]?万亿?|[百千]?亿|百(?!分)|千(?![克瓦米卡赫伏焦帕]))"
# a break between the number and its unit may be a line's, or a whole blank line in a text cut from pages
_GAP = r"[ \n]{0,3}"
_MIXED = (
    rf"{_ARABIC}(?:{_GAP}[多余几个]?{PLACE}(?:零?[0-9]+(?:\.[0-9]+)?(?:[百千]?[多余几][万亿]|{PLACE}))*)?"
)
_HAN = (
    rf"(?:好几|几|(?<![总人次户指倍系函参少多半件分度基])数|(?<![以之])上)?[{CHINESE_NUMERALS}]{{1,30}}"
    rf"(?:点[{D}]+[百千]?万?亿?)?(?:[多余几来](?:[百千]?[万亿])?亿?|个亿)?"
)
_NUMBER = rf"(?:{_MIXED}|{_HAN}|几[十百千万亿]+|半)"
ASCII_UNITS = [u for u in UNITS if u.isascii() and u != "%"]
_HAN_UNITS = [u for u in UNITS if not u.isascii()]
_ONE_UNIT = rf"{any_of(_HAN_UNITS)}|%|(?:{any_of(ASCII_UNITS)})(?![a-z0-9])"
# 上亿项目 counts no 项; 5项目标 does
UNIT = (
    rf"个(?:多|半)(?:月|小时|星期|钟头|世纪)"
    rf"|(?!项目(?!标|的|录))(?:{_ONE_UNIT})(?:/(?:{_ONE_UNIT}|年|月|日))?"
)
FOLLOWED = regex(rf"\s?(?:[多余]?{PLACE}|{UNIT}|[多余])")
"""What makes a number a quantity: 万, a unit, 余."""
_TAIL = (
    r"(?P<half>半(?![数导径年个]))?"
    r"(?P<tail>(?:有余|多(?![次种个家项样元少层名方头年重民党位边])|余(?![下额名地力粮热]))?"
    r"(?:左右|上下|不等|之间|及?以上|及?以下(?![简几问方内])|以内|之内|出头|开外|之多)?)"
)
# a minus: 同比-0.5%, (-1.2%); none in 3%-5%, 2亩-5亩, 5%--8%, a-5, 附件-2
_SIGNED = r"[0-9.,]+ ?[万亿]* ?(?:%|‰|个?百分点|℃|摄氏度|[万亿美日欧港]*元)"
_NOT_SIGNED = rf"[0-9a-z%)\-{CHINESE_NUMERALS}元度个]"
_SIGN = (
    r"(?P<sign>(?<![税欠担背抱胜自肩减])负|零下|(?<![0-9a-z%)\u4e00-\u9fff-])-"
    rf"|(?<!{_NOT_SIGNED})-(?={_SIGNED}))?"
)
QUANTITY = regex(
    rf"{_PRE}{_SIGN}(?P<num>{_NUMBER})(?:(?<=[0-9] [0-9])[ ])?(?P<more>[多余几来](?=[^\d]))?(?:{_GAP}(?P<unit>{UNIT}))?{_TAIL}"
)
PERCENT_WORD = regex(
    rf"{_PRE}(?P<sign>(?<![税欠担背抱胜自肩减])负)?(?P<base>百分之|千分之|万分之)(?P<inner>负)?(?P<num>{_NUMBER})(?P<more>[多余几])?{_TAIL}"
)
TENTHS = regex(
    rf"{_PRE}(?P<num>[一二两三四五六七八九]|[1-9])(?P<high>[二三四五六七八九])?成(?P<part>[一二三四五六七八九半])?"
    rf"(?![立为员果长功本绩分套都人品就交份型千群天年熟不了])(?P<more>[多余])?{_TAIL}"
)
FRACTION = regex(
    rf"{_PRE}(?:(?P<under>{_NUMBER})分之(?P<over>{_NUMBER})"
    rf"|(?P<top>[1-9][0-9]?)/(?P<bottom>[1-9][0-9]{{0,3}})"
    rf"(?![0-9/年月]))(?P<more>[多余])?{_TAIL}"
)
HALF = regex(rf"{_PRE}(?:一半|半数|过半数|过半)(?P<more>)(?P<num>){_TAIL}")
# 2小时11分06秒, 5分30秒, 3分33秒62; 3年零8个月
_COUNT = r"(?:[0-9]+|[一两二三四五六七八九十]+)"
LASTED = regex(
    rf"{_PRE}(?:(?P<hours>{_COUNT}) ?个?小时)?(?P<minutes>{_COUNT}) ?分钟?(?P<seconds>{_COUNT}(?:\.[0-9]+)?) ?秒"
    rf"(?:(?P<hundredths>[0-9]{{2}})(?![0-9])|钟?)"
    rf"|{_PRE.replace('<pre>', '<pre2>')}(?P<h>{_COUNT}) ?个?小时零?(?P<m>{_COUNT}) ?分钟?(?![之数])"
    rf"|{_PRE.replace('<pre>', '<pre3>')}(?P<years>[0-9]{{1,2}}|[一两二三四五六七八九十]{{1,3}}) ?年(?:[零又]|多)?"
    rf"(?P<months>{_COUNT}) ?个月"
)
# 1:12.5, 3比1; behind 比 also what would else be a time of day: 师生比1:12
RATIO = regex(
    r"(?<![0-9.:比])(?P<first>[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十]+) ?(?P<by>[:比]) ?"
    r"(?P<second>[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十]+)(?![0-9]|[.:比][0-9]|[ ]?[年月日时点%万亿个名家])"
)
IN_RATIO = regex(r"比[^,。;:]{0,12}$")
DOUBLED = regex(rf"{_PRE}翻了?(?P<num>[一两二三四五]|[1-5])番(?P<more>多)?{_TAIL}")

Y4 = rf"(?:[12](?:[0-9]{{3}}|(?:[ ][0-9]){{3}})|[一二][{D}]{{3}})"
_Y = rf"(?:(?:公元)?前\s?)?(?:{Y4}|(?<![0-9])[1-9][0-9][1-9])\s?年"
_M = r"(?:1 ?[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12] ?[0-9]|3 ?[01]|0?[1-9]|三十一?|[二廿]?十?[一二三四五六七八九]|二?十)"
TO = r"\s?(?:-{1,2}|~|至|到)\s?"
DATE = regex(
    rf"(?:(?P<y>{_Y})(?:度|末|底|初)?)?(?<![0-9{D}])(?P<m>{_M})\s?月份?(?:\s?(?P<d>{_DAY})\s?[日号])?"
)
YEARS = regex(
    rf"(?<![0-9.])(?P<y>{Y4})(?:\s?年)?{TO}(?P<z>{Y4}|[0-9]{{2}}(?=\s?年))(?![0-9]|\.[0-9])(?:\s?年度?)?"
)
YEAR = regex(rf"(?P<y>{_Y})(?![代级限])度?")
AGO = regex(rf"(?:距今|迄今)[已经有约将的]*(?:{any_of(PREFIX_OF)})?$")
SHORT_YEAR = regex(r"['’‘](?P<y>[0-9]{2})年")
ERA = regex(rf"(?P<century>{_NUMBER})世纪(?P<decade>{_NUMBER}年代)?|(?P<alone>{_NUMBER})年代")
BARE_YEAR = regex(r"(?:19|20)[0-9]{2}(?![0-9])(?!\.[0-9])")
DAY_ONLY = regex(r"(?P<d>[12][0-9]|3[01]|[1-9]|[二三]?十[一二三四五六七八九]?)日(?![元圆本益常报均游程志电])")
CLOCK = regex(
    r"(?:(?P<h>[01]?[0-9]|2[0-4])[:时点](?P<min>[0-5][0-9])分?(?![0-9])"
    r"|(?<=[午晨晚早上])(?P<h2>[0-9]{1,2}|十[一二]?|[一两二三四五六七八九])[时点](?P<half>半)?)"
)
ORDINAL = regex(rf"第\s?(?P<num>{_NUMBER})\s?(?P<unit>{UNIT})?")
FIRST = regex(
    r"(?<![元匪部党榜])首(?P<unit>批|届|次|个|家|例|座|条|款|台|部|位|艘|架|列|期|轮|场|只|支|班|所|项)(?!长)"
)
NAME_TOKEN = regex(r"[a-z0-9]+(?:[.+\-/_×:*&]?[a-z0-9]+)*(?:版本?|国道|省道|热线|专线)?")

# 一 with these is a count or an article; with the rest (一批, 一面, 一起 …) it is neither
ONE_OF = set("个家名位人所座项次处条件台辆艘架本届户场年天倍")
# after a single Chinese digit these more often begin or end a word than count (三国, 四面, 五星)
LOOSE = set(
    "方度分角里点块面期级店站国区市社厂馆园港桥楼局环客员军师连星段道路列代口门头圆瓦升担毛排旅字声手节季带"
    "号等团营孔眼克宿胎"
)
ORDINAL_NAMES = regex(
    r"第(?:一时间|一书记|一线|一手|一把|一生产力|一要务|一动力|一资源|一责任人|一议题|一夫人|一产业|二产业"
    r"|三产业|三方|三者"
    r"|[一二三]世界|三国际|一国际|二国际|二课堂|二外国语|二职业|一副)"
)
LASTING = regex(r"(?:历时|历经|长达|用时|耗时|持续|用了|花了|经过|为期)$")
SKIPPED = regex(
    r"\[[0-9]{1,3}\]|(?m:^[ \u3000]*[0-9]{1,2}(?:[、)]|\.(?![0-9])|[ \u3000](?=[\u4e00-\u9fff])(?![万亿])))"
    r"|\([0-9]{1,2}\)"
)
ANY_START = regex(
    rf"[0-9{CHINESE_NUMERALS}几数上半第首过翻百千万]|{any_of(PREFIX_OF)}|负|零下|[-±](?=[0-9])|公元前"
    rf"|前(?=[0-9])|['’‘](?=[0-9]{{2}}年)"
)
QUOTED = regex(r"“([^“”]{1,14})”|「([^「」]{1,14})」|『([^『』]{1,14})』|\"([^\"]{1,14})\"|‘([^‘’]{1,14})’")
