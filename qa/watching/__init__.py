"""Standing questions: asked again when something new enters their search, told when the answer changes."""
