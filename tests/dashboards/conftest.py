"""Every test has a QHLD_HOME of its own."""

from tests.own_home import _own_home, hand_in  # noqa: F401  (pytest finds them here)
