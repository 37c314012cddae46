"""A document's issuer in front of a question to it."""

import pytest

from qa.text.issuers import without_issuer


@pytest.mark.parametrize(
    ("question", "issuer", "left"),
    [
        ("教育局招了多少老师?", "石湾区教育和体育局", "招了多少老师?"),
        ("教体局的电话是多少?", "石湾区教育和体育局", "电话是多少?"),
        ("住建局修了几条路?", "石湾区住房和城乡建设局", "修了几条路?"),
        ("您好,局里招了几个人?", "石湾区民政局", "您好,招了几个人?"),
        ("区民政局发了多少钱?", "石湾区民政局", "发了多少钱?"),
        # another body, or not what the question begins with
        ("交通局修了几条路?", "石湾区民政局", "交通局修了几条路?"),
        ("由教育局牵头的有几项?", "石湾区教育和体育局", "由教育局牵头的有几项?"),
        ("教育局招了多少老师?", None, "教育局招了多少老师?"),
    ],
)
def test_the_issuer_that_a_question_begins_with(question: str, issuer: str | None, left: str) -> None:
    assert without_issuer(question, issuer) == left
