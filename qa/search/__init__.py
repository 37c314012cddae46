"""A question -> evidence: searched, cut into windows, read."""
