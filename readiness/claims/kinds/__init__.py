"""Kinds of claim, one file each."""
