"""Which annotator this is. It stands apart, so that looking who waits for it loads none of it."""

# Counted up whenever the same article would be annotated differently; what an older version made is made again.
VERSION = 10
