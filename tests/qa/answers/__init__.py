"""Tests of `qa.answers`: one kind of answer each."""
