"""The commands that start the app and the HTTP API: `aipm app` and `aipm serve`."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from analyzer.cli.output import note
from analyzer.errors import AipmError

#: Characters of a key of the API at least: shorter ones can be guessed.
_SHORTEST_KEY = 16


def run_app(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port it listens on.")] = 8501,
    host: Annotated[str, typer.Option("--host", help="The address it listens on.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in a browser.")] = True,
) -> None:
    """Start the app and open it in a browser. Ctrl-C ends it."""
    import runpy

    from analyzer import texts

    texts.check()
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


def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port it listens on.")] = 8600,
    host: Annotated[str, typer.Option("--host", help="The address it listens on.")] = "127.0.0.1",
    workers: Annotated[
        int | None,
        typer.Option("--workers", "-w", min=1, metavar="N", help="Processes. [default: one a core]"),
    ] = None,
    waiting: Annotated[
        int, typer.Option("--waiting", min=0, metavar="N", help="Requests that may wait; more get a 429.")
    ] = 8,
    timeout: Annotated[
        float, typer.Option("--timeout", min=1, metavar="SECONDS", help="For one person's files.")
    ] = 60.0,
    max_mb: Annotated[int, typer.Option("--max-mb", min=1, help="For a request about one person.")] = 30,
    key_file: Annotated[
        str | None,
        typer.Option(
            "--key-file", metavar="FILE", help="Keys that are let in, one a line. Or AIPM_API_KEYS."
        ),
    ] = None,
) -> None:
    """Start the HTTP API. It keeps nothing; its description is at /openapi.json. Ctrl-C ends it."""
    try:
        import uvicorn

        from analyzer.api import Settings, build
        from analyzer.api.lanes import Lanes
    except ImportError:
        raise AipmError("aipm serve needs the extra: pip install 'aipm-analyzer[serve]'.") from None
    keys = _keys(key_file)
    local = host in ("127.0.0.1", "localhost", "::1")
    if not keys and not local:
        raise AipmError(
            f"Without a key everyone who can reach {host} could use the API. Name a --key-file, or listen on "
            "127.0.0.1."
        )
    settings = Settings(keys=keys, waiting=waiting, most_bytes=max_mb * 1024 * 1024)
    note(f"listening on http://{host}:{port}; {len(keys) or 'no'} {'key' if len(keys) == 1 else 'keys'}")
    # no access log: names of files would stand in it
    application = build(settings, Lanes(workers or _cores(), timeout))
    uvicorn.run(application, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def _keys(path: str | None) -> tuple[str, ...]:
    text = os.environ.get("AIPM_API_KEYS", "")
    if path is not None:
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise AipmError(f"{path} could not be read ({type(error).__name__}). Check the path.") from None
    keys = tuple(dict.fromkeys(text.split()))
    if path is not None and not keys:
        raise AipmError(f"{path} holds no key. Write one a line, at least 16 characters each.")
    if any(len(key) < _SHORTEST_KEY for key in keys):
        raise AipmError(
            "A key is too short: use at least 16 characters, such as `openssl rand -hex 24` gives."
        )
    return keys


def _cores() -> int:
    from analyzer.batch.run import cores

    return cores()


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
