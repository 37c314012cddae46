"""Generic terms (通名): what names of bodies and places of one kind end in, 小学 of 湖光小学. General Chinese, by hand.

Both are patterns of alternatives, none of which begins another.
"""

from __future__ import annotations

__all__ = ["GENERIC", "SHARED_GENERIC"]

SHARED_GENERIC = "幼儿园|小学|中学|大学|医院|博物馆|图书馆|公园|社区|街道|车站|大桥|水库"
"""Those that a list says once, behind the last of several names: `甲、乙、丙小学`."""
GENERIC = (
    f"{SHARED_GENERIC}|展览馆|展馆|美术馆|体育馆|文化馆|纪念馆|学院|小区|广场|码头|园区|产业园|公司|集团|银行|酒店"
    "|院区|校区"
)
"""All of them."""
