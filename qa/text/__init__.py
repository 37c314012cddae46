"""Words and word classes of general Chinese (and English): what any question or report may hold."""
