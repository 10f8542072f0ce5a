"""Coverage, one file per format."""
