"""The model -> Markdown -> docs/ -> the built site."""
