"""What the environments of Hatch, Python's project manager, install beside the product."""

from collections.abc import Mapping
from typing import Any

BUILT_IN = {
    "hatch-test": ("coverage", "pytest", "pytest-mock", "pytest-randomly", "pytest-rerunfailures",
                   "pytest-xdist"),
}  # fmt: skip


def entries(environments: Mapping[str, Any]) -> list[str]:
    """The requirements that a table of environments states, and those that come with its names."""
    found: list[str] = []
    for name, environment in environments.items():
        found += BUILT_IN.get(name, ())
        for key in ("dependencies", "extra-dependencies"):
            found += environment.get(key, ())
    return found
