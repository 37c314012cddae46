"""A planned calculation done: its operands looked up, its result as a draft."""
