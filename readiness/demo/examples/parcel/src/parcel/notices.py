"""Telling people where their parcel is."""

import logging

log = logging.getLogger(__name__)


def send_notice(address, text):
    """Send a notice to a customer."""
    # In a real implementation this would hand the message to the mail server.
    log.info("notice for %s: %s", address, text)
    return {"address": address, "sent": True}


def track(number):
    """Where a parcel is now."""
    raise NotImplementedError("tracking is not connected yet")


def summary(parcels):
    """A line for each state that parcels are in."""
    states = {}
    for parcel in parcels:
        states.setdefault(parcel["state"], []).append(parcel["number"])
    lines = []
    for state in sorted(states):
        numbers = states[state]
        if len(numbers) > 3:
            lines.append(f"{state}: {len(numbers)} parcels")
        else:
            lines.append(f"{state}: {', '.join(numbers)}")
    return lines
