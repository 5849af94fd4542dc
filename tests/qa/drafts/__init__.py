"""Tests of the check of drafts."""
