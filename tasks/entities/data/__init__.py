"""Tables of names, as data; see README.md."""
