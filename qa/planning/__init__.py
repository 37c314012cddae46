"""Which calculation a question wants, told from its words alone, and the arithmetic."""
