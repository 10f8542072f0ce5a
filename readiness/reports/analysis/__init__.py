"""Other analysers' reports, one file per format."""
