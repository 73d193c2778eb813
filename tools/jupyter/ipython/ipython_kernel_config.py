"""How the kernels of the course's environment start, in JupyterLab, VS Code or elsewhere."""

import os

c = get_config()  # noqa: F821  IPython gives it
c.IPKernelApp.log_level = 40  # errors alone go to the terminal

# One thread is the fastest for matrices as small as the course's, and by far if the machine has
# other work. PyTorch looks at this when it is imported; who has set it keeps it.
os.environ.setdefault("OMP_NUM_THREADS", "1")
