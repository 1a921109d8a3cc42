"""The homes of the pipeline tests serve here too."""

from tests.pipeline.conftest import new_home, sample, undisturbed

__all__ = ["new_home", "sample", "undisturbed"]
