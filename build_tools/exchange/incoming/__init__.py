"""Import from other formats."""
