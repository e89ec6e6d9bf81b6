"""What a change of the sources does for readers: two corpora compared, and told as text or Markdown."""
