"""Where articles, keywords and vectors are stored. The catalog is the truth; the rest is derived from it."""
