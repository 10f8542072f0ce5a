"""What the repository holds: its files, their languages and roles, its history and its diff."""
