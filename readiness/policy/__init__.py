"""What ready means: the policy file, its schema, defaults and profiles."""
