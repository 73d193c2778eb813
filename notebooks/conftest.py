"""How pytest runs the notebooks here: on one thread each, since several run side by side."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
