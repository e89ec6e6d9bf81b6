"""Export of the corpus to other formats."""
