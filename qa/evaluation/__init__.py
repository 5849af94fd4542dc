"""The parts of an evaluation: golden questions, measures, the page of failures. `qa.evaluation.evaluate` runs it."""
