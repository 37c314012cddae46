"""Claims of a share or a multiple that no sentence states, worked out from the two figures."""

from __future__ import annotations

import pytest

from qa.claimedshare import claimed_share
from tests.test_compute import TableFinder

BOATS = {"老船": ("老船210艘。", "210艘"), "渔船": ("渔船300艘。", "300艘")}


@pytest.mark.parametrize(
    ("question", "verdict", "short"),
    [
        ("渔船当中，老船的占三分之二还多，对吧？", "yes", "70%"),
        ("渔船里，老船占三分之二还多，对吧？", "yes", "70%"),
        ("渔船当中，老船占八成还多，对吧？", "no", "70%"),
        ("渔船当中，老船占七成，对吧？", "yes", "70%"),
        ("渔船当中，老船占一半，对吧？", "no", "70%"),
        ("渔船当中，老船没到八成，对吧？", "yes", "70%"),
        ("渔船里，老船不到三分之二，对吧？", "no", "70%"),
        ("老船占渔船的七成，对吧？", "yes", "70%"),
        ("渔船不到老船的两倍，对吧？", "yes", "约1.43倍"),
        ("渔船超过老船的两倍，对吧？", "no", "约1.43倍"),
        ("渔船是老船的两倍，对吗？", "no", "约1.43倍"),
        ("渔船不是老船的两倍，对吧？", "yes", "约1.43倍"),
        ("渔船当中，老船不是占七成，对吧？", "no", "70%"),
    ],
)
def test_a_share_of_two_figures_has_a_verdict(question: str, verdict: str, short: str) -> None:
    draft = claimed_share(question, TableFinder(BOATS))  # type: ignore[arg-type]
    assert draft is not None
    assert (draft.verdict, draft.short) == (verdict, short)
    assert len(draft.quotes) == 2


@pytest.mark.parametrize(
    "question",
    [
        "渔船当中，老船有210艘，对吧？",  # no share
        "渔船当中，小艇占七成，对吧？",  # of which nothing is told
        "渔船当中，老船占七成，小艇占两成，对吧？",  # two claims
        "渔船当中，老船占几成？",
    ],
)
def test_what_claims_no_share_of_two_figures_is_left_alone(question: str) -> None:
    assert claimed_share(question, TableFinder(BOATS)) is None  # type: ignore[arg-type]
