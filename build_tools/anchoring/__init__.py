"""Where a quote is in a text: as it was, or after the text was edited."""
