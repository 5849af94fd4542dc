"""What can be compared without understanding a sentence: its figures, dates and names.

English only. Nothing is raised for odd text; what is not recognised is left out.
"""
