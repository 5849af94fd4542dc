"""The product of two arrays, without a warning that says nothing.

BLAS kernels read beside the numbers they were given, in blocks. What lies there
may set the processor's flag of an invalid operation, although every number of
the product is right. NumPy then warns (numpy issue 24067). So the flag is not
asked; the numbers themselves are.
"""

import numpy as np

from article_qa.index.embedders.local import FloatMatrix


def product(left: FloatMatrix, right: FloatMatrix) -> FloatMatrix:
    """`left @ right`, for vectors and matrices of finite numbers.

    Raises:
        FloatingPointError: a number of the product is not finite.
    """
    with np.errstate(invalid="ignore"):
        result = left @ right
    if not np.isfinite(result).all():
        raise FloatingPointError("The reader gave a number that is not finite.")
    return result
