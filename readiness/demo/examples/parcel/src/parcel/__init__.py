"""Rates, labels and notices for parcels."""
