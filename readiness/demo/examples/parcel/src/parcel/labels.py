"""The label on a parcel."""


def label(name, street, town):
    """Three lines, each cut to 32 characters."""
    return "\n".join(line[:32] for line in (name, street, town.upper()))


def barcode(number):
    """The Code 128 image of a parcel's number."""
    from .code128 import encode

    return encode(number)
