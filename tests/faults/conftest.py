"""The faults need processes that fork and can be killed, which Windows does not have."""

import os

if not hasattr(os, "fork"):
    collect_ignore_glob = ["test_*.py"]
