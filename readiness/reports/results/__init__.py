"""Test results, one file per format."""
