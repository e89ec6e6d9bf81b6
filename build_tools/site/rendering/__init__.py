"""Pages from Markdown to HTML: what the generator writes by our own converter, all else by MkDocs."""
