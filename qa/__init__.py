"""Questions about reports, answered in the report's own words with the place marked."""

from qa.engine import Engine
from qa.records import Answer, Citation, Question, Turn

__all__ = ["Answer", "Citation", "Engine", "Question", "Turn"]
