"""The rules of the name layer: each a pure function from mentions to mentions, grouped by what it looks at."""
