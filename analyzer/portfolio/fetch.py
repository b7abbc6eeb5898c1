"""Fetching from the web with care: only when the user gave the address, only from public machines.

::

    address -> host resolved once -> every address public? -> connect to that very address -> headers -> body

The connection goes to the address that was checked, so a name that points elsewhere a moment later gains
nothing (DNS rebinding). Redirects are followed by hand, each checked like the first. Proxies of the
environment, cookies, passwords in addresses and scripts are not used. Every answer is bounded in bytes and
time, and is never unpacked.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from analyzer import __version__
from analyzer.documents.limits import MEGABYTE
from analyzer.errors import ReadError

USER_AGENT = f"aipm-analyzer/{__version__} (reads a portfolio that its owner named)"

Resolver = Callable[[str, int], list[str]]
AddressCheck = Callable[[str, int], bool]


class FetchRefused(ReadError):
    """Something that must not or cannot be fetched. The message is for the user."""

    code = "not-fetched"


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What a visit of one site or account may cost. `seconds` are for all of it, `wait` between two pages."""

    seconds: float = 60.0
    answer_seconds: float = 15.0
    connect_seconds: float = 8.0
    max_bytes: int = 20 * MEGABYTE
    max_answer_bytes: int = 3 * MEGABYTE
    max_redirects: int = 5
    max_requests: int = 60
    wait: float = 0.3


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the address it came from after redirects, status, headers (lower case), bytes.

    `cut` when the body was longer than the limit and only its beginning is here.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool = False


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: str, port: int) -> bool:
    """Whether an address is of the open internet, and the port that of a web server."""
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if isinstance(found, ipaddress.IPv6Address) and found in _NAT64:
        inner = ipaddress.ip_address(int(found) & 0xFFFFFFFF)
    if isinstance(found, ipaddress.IPv6Address) and found.teredo:
        return False
    mapped = getattr(found, "ipv4_mapped", None) is not None
    checked = [inner] if mapped else [found, inner]  # a mapped address is not global, whatever it stands for
    return port in _PORTS and all(one is None or (one.is_global and not one.is_multicast) for one in checked)


_PORTS = frozenset({80, 443})
#: Addresses of the old internet written as new ones (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one after the other and keeps count of what they cost.

    `resolve` and `allowed` are the system's and the rule above; tests put their own machine in their place.
    """

    limits: FetchLimits = field(default_factory=FetchLimits)
    resolve: Resolver = resolved
    allowed: AddressCheck = is_public
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    requests: int = 0
    received: int = 0
    _until: float | None = None
    _last: float | None = None

    def get(
        self,
        address: str,
        *,
        headers: Mapping[str, str] | None = None,
        same_host: bool = False,
        most: int | None = None,
    ) -> Answer:
        """The answer of an address, after at most `max_redirects` redirects.

        `headers` are sent to the host that was asked, and to no other one. With `same_host` a redirect to
        another host is refused.

        Raises:
            FetchRefused: the address, an answer or a redirect is not allowed, or a limit is reached.
        """
        first = checked_address(address).hostname
        for _ in range(self.limits.max_redirects + 1):
            host = checked_address(address).hostname or ""
            if same_host and host != first:
                raise FetchRefused(f"{shown(address)}: the site leads to another one, which is not followed.")
            answer = self._once(address, headers if host == first else None, most)
            target = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not target:
                return answer
            address = urljoin(address, target)
        raise FetchRefused(
            f"{shown(address)}: more than {self.limits.max_redirects} redirects. Give the address that opens "
            "in a browser."
        )

    def _once(self, address: str, headers: Mapping[str, str] | None, most: int | None) -> Answer:
        parts = checked_address(address)
        self._take_turn(address)
        secure = parts.scheme == "https"
        host, port = parts.hostname or "", parts.port or (443 if secure else 80)
        place = self._place(host, port, address)
        until = min(self._deadline(), self.clock() + self.limits.answer_seconds)
        connection = _Connection(host, port, place, secure=secure, timeout=self.limits.connect_seconds)
        path = parts.path or "/"
        try:
            connection.request(
                "GET",
                f"{path}?{parts.query}" if parts.query else path,
                headers={
                    "User-Agent": USER_AGENT,
                    "Accept-Encoding": "identity",
                    "Accept": "*/*",
                    **(headers or {}),
                },
            )
            with _Watch(connection, until - self.clock()):
                response = connection.getresponse()
                return self._received(address, response, until, most)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FetchRefused(
                f"{shown(address)} did not answer as a web site does ({_reason(error)}). Open it in a "
                f"browser; "
                "if it works there, save the page and use that file."
            ) from error
        finally:
            connection.close()

    def _received(
        self, address: str, response: http.client.HTTPResponse, until: float, most: int | None
    ) -> Answer:
        headers = {name.lower(): value for name, value in response.getheaders()}
        if headers.get("content-encoding", "identity").lower() not in ("", "identity"):
            raise FetchRefused(
                f"{shown(address)} was sent packed although we asked for it plain. Save the page and "
                f"use that "
                "file."
            )
        allowed = min(most or self.limits.max_answer_bytes, self.limits.max_bytes - self.received)
        parts: list[bytes] = []
        size = 0
        while size <= allowed:
            if self.clock() >= until:
                raise FetchRefused(f"{shown(address)} took too long. Save the page and use that file.")
            piece = response.read1(min(65_536, allowed + 1 - size))
            if not piece:
                break
            parts.append(piece)
            size += len(piece)
        self.received += min(size, allowed)
        return Answer(address, response.status, headers, b"".join(parts)[:allowed], cut=size > allowed)

    def _place(self, host: str, port: int, address: str) -> str:
        """The address of the machine to connect to, when all that the name stands for are allowed."""
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchRefused(
                f"{shown(address)}: no machine of that name was found. Check the address and the connection."
            ) from error
        if not found or not all(self.allowed(one, port) for one in found):
            raise FetchRefused(
                f"{shown(address)} stands on a private machine or an unusual port; only public web sites are "
                "read. Save the page and use that file."
            )
        return found[0]

    def _deadline(self) -> float:
        if self._until is None:
            self._until = self.clock() + self.limits.seconds
        return self._until

    def _take_turn(self, address: str) -> None:
        """Wait a moment between two requests, and stop when the visit has cost enough."""
        deadline = self._deadline()
        if self._last is not None:
            pause = self._last + self.limits.wait - self.clock()
            if pause > 0:
                self.sleep(pause)
        if (
            self.clock() >= deadline
            or self.requests >= self.limits.max_requests
            or self.received >= self.limits.max_bytes
        ):
            raise FetchRefused(f"{shown(address)}: the visit reached its limit of time, pages or bytes.")
        self.requests += 1
        self._last = self.clock()


class _Connection(http.client.HTTPConnection):
    """A connection to a machine that was checked, under the name that the user gave."""

    def __init__(self, host: str, port: int, place: str, *, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._place, self._secure = place, secure
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        """Open the connection; the certificate is checked against the name."""
        self.sock = socket.create_connection((self._place, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


class _Watch:
    """Ends a connection when the time is over, also while a server sends a byte now and then."""

    def __init__(self, connection: _Connection, seconds: float) -> None:
        self._connection = connection
        self._timer = threading.Timer(max(0.01, seconds), self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        connected = self._connection.sock
        if connected is not None:
            try:
                connected.shutdown(socket.SHUT_RDWR)
            except OSError:  # it has ended by itself
                return

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def checked_address(address: str) -> SplitResult:
    """The parts of an address that may be fetched.

    Raises:
        FetchRefused: no web address, or one with a password in it.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or not address.isascii():
        raise FetchRefused(f"{shown(address)} is no web address. It should start with https://.")
    if any(char <= " " or char == "\x7f" for char in address):
        raise FetchRefused(f"{shown(address)} is no web address: it holds spaces or control characters.")
    if parts.username or parts.password:
        raise FetchRefused(
            f"{parts.hostname}: the address holds a name or a password, which is never sent. Give the public "
            "address."
        )
    return parts


def shown(address: str) -> str:
    """An address as it is told to a user: without query and password, and not too long."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return "The address"
    text = f"{host}{parts.path}" if host else address
    kept = "".join(char for char in text if char.isprintable())
    return kept[:80] or "The address"


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return type(error).__name__
