"""Evidence -> the answer that fits the kind of question, as a draft with its confidence."""
