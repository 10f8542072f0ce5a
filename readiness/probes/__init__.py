"""What the repository itself shows: one file per probe, structural rules as YAML beside them."""
