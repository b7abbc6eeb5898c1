import pytest

from analyzer.language import Annotator
from analyzer.market import read_job, role_library
from analyzer.matching import load_matcher
from analyzer.matching.examples import read_profile
from matching.cases import RESUMES, resume_text


@pytest.fixture(scope="session")
def annotator():
    return Annotator()


@pytest.fixture(scope="session")
def matcher():
    return load_matcher()


@pytest.fixture(scope="session")
def roles(annotator):
    return {job.id: job for job in role_library(annotator)}


@pytest.fixture(scope="session")
def profile_of(annotator):
    """Reads any resume text through the whole chain."""
    return lambda text: read_profile(text.encode(), "resume.txt", annotator)


@pytest.fixture(scope="session")
def profiles(profile_of):
    return {name: profile_of(resume_text(name)) for name in RESUMES}


@pytest.fixture(scope="session")
def job_of(annotator):
    """Reads any job ad."""
    return lambda text: read_job(text, id="ad", source="test", annotator=annotator)
