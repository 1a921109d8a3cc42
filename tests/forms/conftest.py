"""Every test has a QHLD_HOME of its own, as the unit tests have."""

from tests.unit.conftest import _own_home

__all__ = ["_own_home"]
