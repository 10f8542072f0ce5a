"""What a parcel costs."""

ZONES = {1: 4.0, 2: 6.5, 3: 11.0}
HEAVY = 20.0


class TooHeavyError(ValueError):
    """A parcel that no carrier takes."""


def rate(weight, zone):
    """The price in euro of a parcel of ``weight`` kilograms to ``zone``."""
    if weight <= 0:
        raise ValueError("a parcel weighs something")
    if weight > HEAVY:
        raise TooHeavyError(f"{weight} kg; at most {HEAVY}")
    return round(ZONES[zone] + 0.8 * weight, 2)


def cheapest(offers):
    """The carrier with the lowest price of ``{carrier: price}``."""
    return min(offers, key=lambda carrier: (offers[carrier], carrier))
