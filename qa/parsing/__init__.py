"""A question -> what is asked, in one record."""
