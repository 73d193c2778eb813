"""Kernels of the course's environment, started as any program starts them, not by `make lab`."""

import os

import pytest
from jupyter_client.manager import start_new_kernel


def printed_by_a_kernel(source, **variables):
    """What a fresh kernel prints, with `variables` in its environment and no others for threads."""
    environment = {name: value for name, value in os.environ.items() if "THREADS" not in name}
    manager, client = start_new_kernel(kernel_name="python3", env=environment | variables)
    printed = []
    try:
        client.execute_interactive(
            source,
            timeout=120,
            output_hook=lambda message: printed.append(message["content"].get("text", "")),
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return "".join(printed).strip()


@pytest.mark.parametrize(("variables", "threads"), [({}, "1"), ({"OMP_NUM_THREADS": "2"}, "2")])
def test_a_kernel_computes_with_one_thread_unless_told_otherwise(variables, threads):
    source = "import torch; print(torch.get_num_threads())"
    assert printed_by_a_kernel(source, **variables) == threads
