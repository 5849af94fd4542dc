"""A draft held against the articles, sentence by sentence."""
