"""An article -> its sentences by kind, its sayings, the names in it and the days of its events."""
