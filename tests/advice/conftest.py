import pytest

from analyzer.language import Annotator


@pytest.fixture(scope="session")
def annotator():
    return Annotator()
