"""Judgements, gates and the score."""
