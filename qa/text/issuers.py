"""The body that issued a document, as a question to it begins: 教育局 in `教育局招了多少老师`, asked of 教育和体育局.

A report hardly names its issuer where it tells what was done, so the name only stands in a reader's way.
"""

from __future__ import annotations

from ingest.patterns import regex

__all__ = ["without_issuer"]

_BODY = regex(
    r"(?:^|(?<=[,;。!?:]))(?:请问|我们|咱们?|你们|贵|本|我)?(?P<body>[\u4e00-\u9fff]{1,14}?(?:局|委员会|委|办|院|校|集团|公司|中心|厅|处|部|队|馆|所|站|会)|(?:局|院|校|厅|所|馆|站|公司|集团|医院|学校)(?=里))"
    r"(?:里|这边)?的?(?=[\u4e00-\u9fffa-z0-9\"])"
)
_LEAST = 2


def without_issuer(text: str, issuer: str | None) -> str:
    """Normalised `text` less the body that it begins a clause with, where that is `issuer`, in full or in short (人社局)."""
    if not issuer:
        return text
    return _BODY.sub(lambda m: "" if _is_short_for(m["body"], issuer) else m[0], text)


def _is_short_for(name: str, issuer: str) -> bool:
    """Whether the characters of a name stand in another in that order: 住建局 for 住房和城乡建设局; 局 alone is one, too."""
    rest = iter(issuer)
    ends_alike = name[-1] == issuer[-1] or (name[-1], issuer[-1]) == ("委", "会")
    alone = issuer.endswith(name)
    return ends_alike and all(char in rest for char in name) and (len(name) > _LEAST or alone)
