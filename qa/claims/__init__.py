"""What a question wants confirmed, held against the evidence: yes, no, or undecidable."""
