"""A web address -> its bytes, within limits of size, time and redirects, and never from a private network unasked.

The name is resolved once, every address it has is looked at, and the connection goes to one of these very addresses:
a name that answers differently a moment later (DNS rebinding) gains nothing. Proxies of the environment are not used.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from kg import __version__
from kg.reading.document import Document
from kg.reading.errors import FetchError, LimitError, Limits, shown_size

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 5
_CHUNK: Final = 65536
_MEDIA: Final = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/markdown": "text/markdown",
    "text/plain": None,
    "application/pdf": "application/pdf",
    "application/x-pdf": "application/pdf",
    "application/octet-stream": None,
    "": None,
}
_CHARSET: Final = re.compile(r"charset\s?=\s?[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_UNSAFE: Final = re.compile(r"[\s\x00-\x20\x7f<>\"\\^`{|}]")
_GZIP: Final = b"\x1f"
_HINTS: Final = {
    401: "it wants a login",
    402: "it wants payment",
    403: "it refuses programs",
    404: "no such page",
    410: "it is gone",
}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Response:
    """What a web address gave. ``url`` is where the redirects ended; ``media_type`` is None where the content tells."""

    url: str
    body: bytes
    media_type: str | None
    charset: str | None


def read_url(url: str, language: str = "auto", limits: Limits | None = None, *, allow_private: bool = False) -> Document:
    """A web page, text or PDF at an http(s) address as a document. Raises FetchError, LimitError or ReadingError."""
    from kg.reading.files import read_bytes

    limits = limits or Limits()
    response = fetch(url, limits, allow_private=allow_private)
    kind = None if _belies(response) else response.media_type
    return read_bytes(response.body, url, language, limits, kind, charset=response.charset, url=response.url)


def _belies(response: Response) -> bool:
    """Whether the content is plainly not what the server calls it: a PDF under a page's name, a page or bare text under another's."""
    is_pdf = response.body.lstrip().startswith(b"%PDF-")
    return is_pdf != (response.media_type == "application/pdf") or (
        response.media_type == "text/html" and b"<" not in response.body
    )


def fetch(url: str, limits: Limits | None = None, *, allow_private: bool = False) -> Response:
    """The bytes at an http(s) address. ``allow_private`` admits addresses of this machine and its networks."""
    limits = limits or Limits()
    until = time.monotonic() + limits.seconds
    current = url
    for _ in range(_MOST_REDIRECTS + 1):
        parts = _checked(current, url)
        answer = _get(parts, current, limits, until, allow_private=allow_private)
        if isinstance(answer, Response):
            return answer
        current = urljoin(current, answer)
    raise FetchError(f"{url}: more than {_MOST_REDIRECTS} redirects, the last to {current}")


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, also where it wraps an IPv4 address."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in ipaddress.IPv6Network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address in ipaddress.IPv6Network("::/96") or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _checked(url: str, asked: str) -> SplitResult:
    via = "" if url == asked else f" (redirected from {asked})"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise FetchError(f"{url}: no web address ({error}){via}") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise FetchError(f"{url}: only http and https addresses are read{via}")
    if not parts.hostname:
        raise FetchError(f"{url}: names no host{via}")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.scheme}://…@{parts.hostname}: a web address with a user name or password is not read{via}")
    return parts


def _resolve(host: str, port: int, url: str, until: float) -> Sequence[Address]:
    """Every address of a host, within the time left."""
    found: list[Address] = []
    failed: list[Exception] = []

    def look_up() -> None:
        try:
            for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                address = ipaddress.ip_address(str(place[0]).partition("%")[0])
                if address not in found:
                    found.append(address)
        except (OSError, UnicodeError, ValueError) as error:
            failed.append(error)

    worker = threading.Thread(target=look_up, daemon=True)
    worker.start()
    worker.join(max(0.0, until - time.monotonic()))
    if worker.is_alive():
        raise LimitError(f"{url}: the name {host} was not resolved in time")
    if failed or not found:
        raise FetchError(f"{url}: the name {host} is not known ({_told(failed[0]) if failed else 'no address'})")
    return found


def _get(parts: SplitResult, url: str, limits: Limits, until: float, *, allow_private: bool) -> Response | str:
    """One request: its response, or the address it redirects to."""
    host, port = _ascii(parts.hostname or "", url), parts.port or (443 if parts.scheme.lower() == "https" else 80)
    addresses = _resolve(host, port, url, until)
    private = next((address for address in addresses if not is_public(address)), None)
    if private is not None and not allow_private:
        what = "an address" if host == str(private) else f"{private}, an address"
        raise FetchError(
            f"{url}: {host} is {what} of a private network or of this machine: use --allow-private if you mean it"
        )
    connection = _Pinned(host, port, addresses, until, secure=parts.scheme.lower() == "https")
    watch = threading.Timer(max(0.01, until - time.monotonic()), connection.give_up)
    watch.daemon = True
    watch.start()
    try:
        target = _UNSAFE.sub(lambda match: quote(match.group()), parts.path or "/") + (
            "?" + _UNSAFE.sub(lambda match: quote(match.group()), parts.query) if parts.query else ""
        )
        connection.request(
            "GET",
            quote(target, safe="/%:?#[]@!$&'()*+,;=~-._"),
            headers={
                "User-Agent": f"claims-kg/{__version__}",
                "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf;q=0.9",
                "Accept-Encoding": "identity",
                "Connection": "close",
            },
        )
        answer = _answer(connection.getresponse(), url, limits)
        if time.monotonic() >= until:
            raise TimeoutError
    except LimitError:
        raise
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        if time.monotonic() >= until or isinstance(error, TimeoutError):
            raise LimitError(
                f"{url}: not read within {limits.seconds:g} s: try again, or allow more with --timeout"
            ) from error
        if isinstance(error, http.client.IncompleteRead):
            raise FetchError(f"{url}: the answer broke off: try again") from error
        raise FetchError(f"{url}: cannot be read ({_told(error)})") from error
    finally:
        watch.cancel()
        connection.close()
    return answer


def _told(error: Exception) -> str:
    """What went wrong with a connection, without its number."""
    said = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(said).split())[:200]


def _ascii(host: str, url: str) -> str:
    """A host's name as the network knows it: accents and other scripts in Punycode."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchError(f"{url}: {host} is no host's name") from error


def _answer(response: http.client.HTTPResponse, url: str, limits: Limits) -> Response | str:
    if response.status in _REDIRECTS:
        target = response.headers.get("Location")
        if not target:
            raise FetchError(f"{url}: redirects to nowhere")
        return target
    if response.status != http.client.OK:
        hint = _HINTS.get(
            response.status, "the server is in trouble: try later" if response.status >= 500 else response.reason
        )
        raise FetchError(f"{url}: answered {response.status} ({hint})")
    media = response.headers.get("Content-Type", "")
    kind = media.partition(";")[0].strip().lower()
    if kind not in _MEDIA:
        raise FetchError(f"{url}: is {kind}: only web pages, plain text, Markdown and PDF are read")
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > limits.size:
        raise LimitError(
            f"{url}: {shown_size(int(length))}, larger than {shown_size(limits.size)}: allow more with --max-size"
        )
    charset = _CHARSET.search(media)
    return Response(_address(url), _body(response, url, limits), _MEDIA[kind], charset[1] if charset else None)


def _address(url: str) -> str:
    """An address as a record may hold it: its scheme in small letters, what cannot stand in one (a space, |) as %20."""
    scheme, colon, rest = url.partition(":")
    return scheme.lower() + colon + _UNSAFE.sub(lambda match: quote(match.group()), rest)


def _body(response: http.client.HTTPResponse, url: str, limits: Limits) -> bytes:
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"{url}: is packed as {coding}, which was not asked for")
    unpack = zlib.decompressobj(47) if coding in ("gzip", "x-gzip", "deflate") else None
    body = bytearray()
    while chunk := response.read(_CHUNK):
        while chunk:
            if unpack and unpack.eof:
                if not chunk.startswith(_GZIP):
                    break
                unpack = zlib.decompressobj(47)  # one file may be several packed ones on end (RFC 1952)
            body += unpack.decompress(chunk, limits.size + 1 - len(body)) if unpack else chunk
            if len(body) > limits.size:
                raise LimitError(f"{url}: larger than {shown_size(limits.size)}: allow more with --max-size")
            chunk = unpack.unused_data if unpack else b""
    if response.length or (unpack and not unpack.eof):
        raise http.client.IncompleteRead(bytes(body[:64]), response.length)
    return bytes(body)


class _Pinned(http.client.HTTPConnection):
    """A connection to one of the given addresses, whatever the host's name resolves to by now."""

    def __init__(self, host: str, port: int, addresses: Sequence[Address], until: float, *, secure: bool) -> None:
        super().__init__(host, port)
        self.default_port = 443 if secure else 80
        self._addresses, self._until, self._secure = addresses, until, secure
        self._live: socket.socket | None = None  # http.client lets go of its own once the answer has begun

    def connect(self) -> None:
        failure: OSError = OSError("no address answers")
        for address in self._addresses:
            left = self._until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                self.sock = socket.create_connection((str(address), self.port), timeout=left)
                break
            except OSError as error:
                failure = error
        else:
            raise failure
        if self._secure:
            self._live = self.sock
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self._live = self.sock

    def give_up(self) -> None:
        """End whatever is going on: the time is over."""
        sock = self._live
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
