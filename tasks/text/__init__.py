"""What can be said of a text without an engine: its blocks, its language, its near-duplicates."""
