"""The annotated reader: a corpus of annotated texts in, a searchable site out."""

__version__ = "0.1.0"
