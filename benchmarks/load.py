"""Twenty people at once: how long each waits for a first result, and what the app holds in memory.

    python -m benchmarks.load DATA [--people N]

Every visitor speaks with the app as its page in a browser does: a websocket, a session and an upload of its
own, without drawing, which is the work of the visitor's own computer. All have their file in place and press
the button at the same moment; each waits for the first message that holds a score. One of them brings a file
that holds its reader until it is stopped.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.typing import Origin, Subprotocol

from benchmarks.app import served
from tests.documents.hostile import pdf_attacks

#: Nobody waits longer than this for anything, or the run fails.
LONGEST = 90.0

#: The attack that takes longest: it has to be stopped by processor time.
HOSTILE = "object-is-itself"


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 when somebody waited for more than ten seconds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--people", type=int, default=20)
    options = parser.parse_args(arguments)
    files = sorted((options.data / "data" / "resumes_pdf").rglob("*.pdf"))
    files = files[:: max(1, len(files) // options.people)][: options.people]
    with served() as (address, process):
        return asyncio.run(_measure(address, process.pid, files))


async def _measure(address: str, process: int, files: list[Path]) -> int:
    async with AsyncExitStack() as stack:
        first = await _prepared(stack, address, files[0])
        alone = await _result(first, time.perf_counter())
        before, top = held(process), 0.0
        people = [await _prepared(stack, address, path) for path in files]
        with tempfile.TemporaryDirectory() as folder:
            hostile = Path(folder) / "hostile.pdf"
            hostile.write_bytes(pdf_attacks()[HOSTILE]())
            worst = await _prepared(stack, address, hostile)
            start, worked = time.perf_counter(), processor(process)
            waiting = asyncio.gather(*(_result(one, start) for one in (worst, *people)))
            while not waiting.done():
                top = max(top, held(process))
                await asyncio.sleep(0.25)
            stopped, *found = waiting.result()
            worked = processor(process) - worked
        after = held(process)
    print("| | seconds or MB |\n|---|---:|")
    print(f"| people at once | {len(found)} and one hostile file |")
    print(f"| first visitor after a start, alone | {alone:.1f} s |")
    print(f"| first result, median | {statistics.median(found):.1f} s |")
    print(f"| first result, 90 % of them within | {sorted(found)[int(0.9 * (len(found) - 1))]:.1f} s |")
    print(f"| first result, the last | {max(found):.1f} s |")
    print(f"| the hostile file is refused after | {stopped:.1f} s |")
    print(f"| processor time of the app and its readers, for all | {worked:.1f} s |")
    print(f"| memory of the app and its readers before | {before:.0f} MB |")
    print(f"| memory at most | {top:.0f} MB |")
    print(f"| memory with all {len(found) + 1} sessions open | {after:.0f} MB |")
    return max(found) > 10


class Session:
    """One visitor as Streamlit's own page speaks with the server: its websocket, its uploads, no drawing."""

    def __init__(self, address: str, socket: Any, client: httpx.AsyncClient) -> None:
        self._address, self._socket, self._client = address, socket, client
        self._session = ""
        self._widgets: dict[str, str] = {}
        self._states: list[WidgetState] = []

    async def run(self, *changed: WidgetState, until: tuple[bytes, ...] = ()) -> None:
        """Run the page with what the visitor has set; wait for its end, or for the first of some words."""
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        asked.rerun_script.widget_states.widgets.extend([*self._states, *changed])
        await self._socket.send(asked.SerializeToString())
        while True:
            data = await self._socket.recv()
            if until and any(word in data for word in until):
                return
            told = ForwardMsg.FromString(data)
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self._session = told.new_session.initialize.session_id or self._session
            elif kind == "delta" and told.delta.HasField("new_element"):
                self._keep(told.delta.new_element)
            elif kind == "script_finished" and not until:
                return

    def _keep(self, shown: Any) -> None:
        kind = shown.WhichOneof("type")
        named = getattr(getattr(shown, kind), "id", "") if kind else ""
        if isinstance(named, str) and named.startswith("$$"):
            self._widgets[named.rpartition("-")[2]] = named

    async def upload(self, path: Path) -> None:
        """Put a file into the uploader of the start page."""
        asked = BackMsg()
        asked.file_urls_request.request_id = path.name
        asked.file_urls_request.file_names.append(path.name)
        asked.file_urls_request.session_id = self._session
        await self._socket.send(asked.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await self._socket.recv())
            if told.WhichOneof("type") == "file_urls_response":
                break
        (place,) = told.file_urls_response.file_urls
        answer = await self._client.put(
            self._address.rstrip("/") + place.upload_url,
            files={"file": (path.name, path.read_bytes())},
            headers={"X-Xsrftoken": self._client.cookies.get("_streamlit_xsrf", "")},
        )
        answer.raise_for_status()
        state = WidgetState(id=self._widgets["resume_file"])
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = path.name, path.stat().st_size, place.file_id
        info.file_urls.CopyFrom(place)
        self._states.append(state)
        await self.run()

    async def review(self) -> None:
        """Press the button and wait for a score, or for the reason why there is none."""
        await self.run(WidgetState(id=self._widgets["act"], trigger_value=True), until=RESULTS)


#: What the first result looks like on the wire: a score, none with its reason, or a refusal.
RESULTS = (b'class="score"', b"<h2>No score</h2>", b"We could not review this.")


async def _prepared(stack: AsyncExitStack, address: str, path: Path) -> Session:
    """A visitor with a file in place, ready to press the button."""
    client = await stack.enter_async_context(httpx.AsyncClient(trust_env=False, timeout=60))
    await client.get(address + "_stcore/health")
    await client.get(address)
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    socket = await stack.enter_async_context(
        websockets.connect(
            address.replace("http", "ws", 1) + "_stcore/stream",
            subprotocols=[Subprotocol("streamlit"), Subprotocol(client.cookies.get("_streamlit_xsrf", "x"))],
            additional_headers={"Cookie": cookie},
            origin=Origin(address.rstrip("/")),
            max_size=None,
            proxy=None,
            ping_interval=None,
        )
    )
    session = Session(address, socket, client)
    await session.run()
    await session.upload(path)
    return session


async def _result(session: Session, start: float) -> float:
    async with asyncio.timeout(LONGEST):
        await session.review()
    return time.perf_counter() - start


def held(process: int) -> float:
    """Memory of a process and everything it started, in MB; shared pages count for each (Linux)."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if _belongs(int(status.parent.name), process):
                text = status.read_text()
                total += int(text.partition("VmRSS:")[2].split()[0])
        except (OSError, IndexError, ValueError):
            continue  # it has ended meanwhile
    return total / 1024


def processor(process: int) -> float:
    """Processor seconds of a process and its living children so far (Linux)."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if _belongs(int(stat.parent.name), process):
                total += sum(int(one) for one in stat.read_text().rpartition(")")[2].split()[11:13])
        except (OSError, IndexError, ValueError):
            continue  # it has ended meanwhile
    return total / os.sysconf("SC_CLK_TCK")


def _belongs(one: int, process: int) -> bool:
    while one > 1:
        if one == process:
            return True
        one = int(Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[1])
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
