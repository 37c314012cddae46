"""Claims that one outdid another, against what the text says in words."""

import pytest

from qa.claims.outpaced import outpaced

GREW = "居民收入增长8%,快于经济增长;农村居民收入增长9.2%,快于城镇居民收入。物价涨幅低于预期目标。"


@pytest.mark.parametrize(
    ("claim", "agrees"),
    [
        ("老百姓的收入涨得比经济快", True),
        ("居民收入涨得比经济慢", False),
        ("农村居民收入比城镇居民收入增长得更快", True),
        ("物价涨幅比预期目标高", False),
        ("财政收入涨得比物价快", None),  # compares another two
        ("居民收入增长了8%", None),
    ],
)
def test_who_outdid_whom(claim: str, agrees: bool | None) -> None:
    told = outpaced(claim, GREW)
    assert (told and told[0]) is agrees
