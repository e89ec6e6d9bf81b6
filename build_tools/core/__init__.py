"""Values and tools that don't depend on the layout of a corpus."""
