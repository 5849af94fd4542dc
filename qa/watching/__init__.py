"""Standing questions: asked again when something new enters their search. A notice says when the answer changes."""
