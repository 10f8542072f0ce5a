"""Readiness holds what a pull request claims against what was really measured."""

__version__ = "0.1.0"
