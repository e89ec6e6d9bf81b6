"""Values and tools that know nothing of a corpus on disk."""
