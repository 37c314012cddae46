"""Claims of what no sentence states, worked out from the figures told: a share, a multiple, a sum, a difference."""

from __future__ import annotations

import pytest

from qa.claims.claimedshare import claimed_result, claimed_share
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


SHIPS = {**BOATS, "货船": ("货船90艘。", "90艘")}


@pytest.mark.parametrize(
    ("question", "verdict", "short"),
    [
        ("渔船比货船多210艘，对吧？", "yes", "210艘"),
        ("渔船比货船多140艘，对吧？", "no", "210艘"),
        ("渔船比货船多了不到300艘，对吧？", "yes", "210艘"),
        ("渔船和货船加起来有390艘，没错吧？", "yes", "390艘"),
        ("渔船和货船加起来有超过400艘，没错吧？", "no", "390艘"),
        ("渔船和货船两种船合计390艘，对吗？", "yes", "390艘"),
        ("渔船比货船多一倍以上，是这样吗？", "yes", "约2.33倍"),
        ("渔船比货船多三倍以上，是这样吗？", "no", "约2.33倍"),
        ("渔船比货船多233.3%，对吗？", "yes", "约233.33%"),
    ],
)
def test_the_result_of_a_calculation_has_a_verdict(question: str, verdict: str, short: str) -> None:
    draft = claimed_result(question, TableFinder(SHIPS))  # type: ignore[arg-type]
    assert draft is not None
    assert (draft.verdict, draft.short) == (verdict, short)
    assert len(draft.quotes) == 2


@pytest.mark.parametrize(
    "question", ["渔船有300艘，对吧？", "渔船比货船多，对吧？", "渔船比小艇多210艘，对吧？"]
)
def test_what_claims_no_result_of_two_figures_is_left_alone(question: str) -> None:
    assert claimed_result(question, TableFinder(SHIPS)) is None  # type: ignore[arg-type]
