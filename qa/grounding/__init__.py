"""What of a sentence can be held against the text it cites. `qa.verify` makes a verdict of it."""
