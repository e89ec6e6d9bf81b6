"""The corpus -> other formats."""
