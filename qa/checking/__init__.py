"""Whether a draft is what was asked: year, place, unit, form, and of what a figure is."""
