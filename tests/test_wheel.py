"""The built wheel works in an empty environment: data, models and pages are all inside."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from time import monotonic, sleep

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """Folder of programs of a new environment that holds the wheel and its pinned dependencies."""
    work = tmp_path_factory.mktemp("wheel")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

    def run(*command):
        subprocess.run(command, check=True, cwd=work, env=environment, stdout=subprocess.DEVNULL)

    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", work, ROOT)
    run(sys.executable, "-m", "venv", work / "env")
    python = work / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "constraints.txt")
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", *work.glob("*.whl"))
    return python.parent


def test_the_installed_command_analyses_a_resume_from_any_folder(installed, tmp_path):
    resume = shutil.copy(ROOT / "data" / "samples" / "sample-ai-pm.pdf", tmp_path)
    done = subprocess.run(
        [
            installed / "aipm",
            "analyze",
            Path(resume).name,
            "--role",
            "ai-project-manager",
            "--format",
            "json",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["schema"] == "aipm-report/1"
    assert report["skills"]
    assert report["matches"][0]["score"] is not None


def test_the_installed_package_finds_its_own_data_not_the_checkouts(installed, tmp_path):
    code = "from analyzer.resources import data_path, models_path; print(data_path()); print(models_path())"
    done = subprocess.run(
        [installed / "python", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    for line in done.stdout.split():
        assert Path(line).is_dir()
        assert ROOT not in Path(line).parents


def test_the_installed_app_starts_and_answers(installed, tmp_path, free_port):
    server = subprocess.Popen(
        [installed / "aipm", "app", "--port", str(free_port), "--no-browser"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        end = monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(
                    f"http://127.0.0.1:{free_port}/_stcore/health", timeout=2
                ) as answer:
                    assert answer.read() == b"ok"
                return
            except OSError:
                assert server.poll() is None, server.stderr.read().decode()
                assert monotonic() < end, "the app did not answer within a minute"
                sleep(0.3)
    finally:
        server.terminate()
        server.wait(20)
