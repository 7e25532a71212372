"""The tests, which compute in one thread each: on small arrays more of them do nothing but wait for one another."""

import os

for _library in ("OMP", "OPENBLAS"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")  # read where NumPy and PyTorch are loaded, which is later
