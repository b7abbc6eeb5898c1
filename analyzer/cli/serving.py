"""The command that starts the app: `aipm app`."""

# ruff: noqa: PLC0415  (heavy libraries are imported inside the commands; typer reads the signature)

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from analyzer.cli.output import note


def run_app(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port it listens on.")] = 8501,
    host: Annotated[str, typer.Option("--host", help="The address it listens on.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in a browser.")] = True,
) -> None:
    """Start the app and open it in a browser. Ctrl-C ends it."""
    import runpy

    local = host in ("127.0.0.1", "localhost", "::1")
    if not local:
        note(
            f"listening on {host}: everyone who can reach port {port} of this computer can use the app and "
            "send it files, without signing in. For a team, put a proxy with sign-in and TLS before it."
        )
    if browser and _has_screen():
        _open_when_ready(f"http://{host if host == 'localhost' else '127.0.0.1'}:{port}")
    settings = {**_streamlit_settings(), "server.address": host, "server.port": port}
    if host in ("0.0.0.0", "::"):  # noqa: S104  (every address of the machine: its names are not known here)
        settings["server.allowedHosts"] = ["*"]
    elif host not in settings.get("server.allowedHosts", [host]):
        settings["server.allowedHosts"] = [*settings["server.allowedHosts"], host]
    flags = [f"--{key}={one}" for key, value in settings.items() for one in _flags(value)]
    sys.argv = ["streamlit", "run", str(Path(__file__).parents[1] / "ui" / "app.py"), *flags]
    # In this process, so that a signal to the command ends the app.
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _has_screen() -> bool:
    """Whether a browser can be shown. Without one, a text browser would take over the terminal."""
    unix = sys.platform not in ("win32", "darwin")
    return not unix or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_when_ready(address: str) -> None:
    """Open a browser as soon as the app answers; give up quietly after half a minute."""
    import threading
    import time
    import webbrowser
    from urllib.request import urlopen

    def wait_and_open() -> None:
        for _ in range(100):
            time.sleep(0.3)
            with contextlib.suppress(OSError), urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310
                webbrowser.open(address)
                return

    threading.Thread(target=wait_and_open, daemon=True).start()


def _streamlit_settings() -> dict[str, Any]:
    """The shipped settings of the app as dotted names: `server.address`, `theme.dark.textColor`."""
    import tomllib

    package = Path(__file__).parents[1]
    shipped = package / "_shipped" / "streamlit.toml"
    path = shipped if shipped.is_file() else package.parent / ".streamlit" / "config.toml"
    return dict(_dotted(tomllib.loads(path.read_text(encoding="utf-8"))))


def _dotted(tree: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _flags(value: object) -> list[str]:
    """A setting as Streamlit's command line takes it: a list as one flag for each of its items."""
    if isinstance(value, list):
        return [one for item in value for one in _flags(item)]
    return [str(value).lower() if isinstance(value, bool) else str(value)]
