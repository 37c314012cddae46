"""A follow-up made to stand alone by its history."""
