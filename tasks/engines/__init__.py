"""spaCy and Stanza behind one protocol: text in, sentences with Universal Dependencies and names out."""
