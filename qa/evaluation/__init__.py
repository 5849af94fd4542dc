"""The parts of an evaluation: golden questions, measures, the page of failures. `qa.evaluate` runs it."""
