"""Tests that the repository holds, and of which no report of this run has a case."""
