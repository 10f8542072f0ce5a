"""What is claimed, where and of what: from prose to claims, and what decides each kind."""
