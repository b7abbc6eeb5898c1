import socket

import pytest
from hypothesis import settings

# A busy machine is no defect: how long a case takes is for the benchmarks.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


def pytest_collection_modifyitems(config, items):
    """Leave the slow tests out unless they are asked for: `pytest -m slow`, or `make slow`."""
    if "slow" in config.getoption("markexpr"):
        return
    asked = [item for item in items if not item.get_closest_marker("slow")]
    if len(asked) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("slow")])
        items[:] = asked


@pytest.fixture
def free_port():
    """A port that was free a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
