"""The tests, which mirror the folders of the code."""

import os

# As the command line sets it, before NumPy is loaded: the processes of a test run share the processors too.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
