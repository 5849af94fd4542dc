"""The product of two arrays."""

import warnings

import numpy as np
import pytest

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.embedders.products import product


class SetsTheFlag(np.ndarray):
    """An array whose product is right, and sets the processor's flag, as a BLAS kernel may."""

    def __matmul__(self, other: FloatMatrix) -> FloatMatrix:  # type: ignore[override]
        np.subtract(np.float32(np.inf), np.float32(np.inf))
        return product(np.asarray(self), other)


def test_a_flag_without_a_wrong_number_is_no_warning() -> None:
    left = np.ones((2, 3), np.float32).view(SetsTheFlag)
    right = np.ones(3, np.float32)
    with pytest.warns(RuntimeWarning, match="invalid value"):
        left @ right
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert product(left, right).tolist() == [3, 3]


def test_a_wrong_number_is_an_error() -> None:
    with pytest.raises(FloatingPointError, match="not finite"):
        product(np.array([[np.inf, 1]], np.float32), np.array([0, 1], np.float32))
