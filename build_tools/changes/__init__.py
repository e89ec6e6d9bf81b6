"""What a change of the sources changes for readers: compare two corpora, and report it as text or Markdown."""
