"""source_texts/ and docs/ -> the model. The only reader of what people write."""
