"""An amount told for a condition is the question's only where it meets it, and most closely."""

import pytest

from ingest.normalise import normalise
from qa.answers.conditions import of_condition
from qa.numbers.figures import find_figures

BY_AGE = "年满75周岁的老人每餐补2元；年满85周岁的补4元。"
BY_RANGE = "80至89周岁的每月100元，90至99周岁的每月200元。"
BY_AMOUNT = "投资5000万元以上的用地补50亩，不足5000万元的补20亩。"


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("86岁的老人一餐补几元？", BY_AGE, ["4元"]),
        ("75岁的老人一餐补几元？", BY_AGE, ["2元"]),
        ("60岁的老人一餐补几元？", BY_AGE, []),
        ("老人一餐补几元？", BY_AGE, ["2元", "4元"]),
        ("92岁的每月领几元？", BY_RANGE, ["200元"]),
        ("投了3000万元，补几亩地？", BY_AMOUNT, ["20亩"]),
        ("投了5000万元，补几亩地？", BY_AMOUNT, ["50亩"]),
        ("给40个村的老人一餐补几元？", BY_AGE, ["2元", "4元"]),
    ],
)
def test_the_condition_that_is_met(question: str, text: str, told: list[str]) -> None:
    text = normalise(text)
    figures, given = find_figures(text), find_figures(normalise(question))
    unit = told[0][-1] if told else "元"
    fitting = [
        f.text for n, f in enumerate(figures) if f.unit == unit and of_condition(text, figures, n, given) >= 0
    ]
    assert fitting == told
