"""Checks of our own: commands that earlier steps recorded, and services that are asked."""
