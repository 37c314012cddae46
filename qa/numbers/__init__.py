"""Figures in text: how they are written, what they state, what they count. Knows nothing of questions."""
