"""Web addresses, against a real server on this machine; private addresses are refused unless asked for."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kg.reading.errors import FetchError, LimitError, Limits, ReadingError
from kg.reading.fetch import fetch, is_public, read_url

from .documents import pdf

PAGE = b"<!doctype html><html lang=fr><body><article><h1>Le bac</h1><p>Le bac a port\xe9 12 voitures en 2025, deux de plus.</p></article>"
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, PAGE),
    "/text": (200, {"Content-Type": "text/plain"}, "Le bac a porté 12 voitures.".encode()),
    "/zip": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"Douze voitures. " * 10)),
    "/zips": (
        200,
        {"Content-Type": "text/plain", "Content-Encoding": "gzip"},
        b"".join(gzip.compress(f"Bac {n}. ".encode()) for n in range(9000)) + b"\0\0",
    ),
    "/zipcut": (
        200,
        {"Content-Type": "text/plain", "Content-Encoding": "gzip"},
        gzip.compress(b"Douze voitures. ") + gzip.compress(b"Deux ponts. ")[:-4],
    ),
    "/bombs": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"a " * 50_000) * 50),
    "/spaced": (302, {"Location": "/a b?q=%C3%A9"}, b""),
    "/bomb": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"a " * 5_000_000)),
    "/brotli": (200, {"Content-Type": "text/plain", "Content-Encoding": "br"}, b"x"),
    "/large": (200, {"Content-Type": "text/plain"}, b"mot " * 500_000),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/untold": (200, {}, b"Le bac a 3 moteurs."),
    "/gone": (410, {}, b""),
    "/down": (503, {}, b""),
    "/empty": (200, {"Content-Type": "text/plain"}, b""),
    "/once": (302, {"Location": "/text"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/inside": (302, {"Location": "http://10.0.0.7/admin"}, b""),
    "/nowhere": (302, {}, b""),
    "/report": (200, {"Content-Type": "text/html"}, pdf(["Le bac a 5 cabines."])),
    "/login.pdf": (200, {"Content-Type": "application/pdf"}, PAGE),
    "/bare": (200, {"Content-Type": "text/html"}, b"Le bac a 6 hublots.\n"),
    "/cut": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"Douze voitures. " * 10)[:20]),
    "/short": (200, {"Content-Type": "text/plain", "Content-Length": "500"}, b"Le bac"),
    "/a%20b?q=%C3%A9": (200, {"Content-Type": "text/plain"}, b"Le bac a 2 ponts."),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/drip":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            for _ in range(40):
                try:
                    self.wfile.write(b"mot ")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)
            return
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}"
    httpd.shutdown()
    httpd.server_close()


def test_a_page_is_read_with_its_declared_encoding(server: str) -> None:
    document = read_url(f"{server}/page", allow_private=True)
    assert "Le bac a porté 12 voitures en 2025" in document.text
    assert document.url == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/text", "Le bac a porté 12 voitures."),
        ("/once", "Le bac a porté 12 voitures."),
        ("/zip", "Douze voitures. " * 10),
        ("/zips", "".join(f"Bac {n}. " for n in range(9000))),
        ("/untold", "Le bac a 3 moteurs."),
        ("/spaced", "Le bac a 2 ponts."),
        ("/a b?q=é", "Le bac a 2 ponts."),
    ],
)
def test_what_is_read(server: str, path: str, text: str) -> None:
    assert read_url(server + path, allow_private=True).text == text


@pytest.mark.parametrize(("path", "text"), [("/report", "5 cabines"), ("/login.pdf", "12 voitures"), ("/bare", "6 hublots")])
def test_the_content_decides_where_the_server_calls_it_something_else(server: str, path: str, text: str) -> None:
    assert text in read_url(server + path, allow_private=True).text


def test_an_address_is_kept_as_a_record_may_hold_it(server: str) -> None:
    for asked in ("/a b?q=%C3%A9", "/spaced"):
        assert fetch(server + asked, allow_private=True).url == f"{server}/a%20b?q=%C3%A9"
    assert fetch(server.replace("http", "HTTP") + "/text", allow_private=True).url == f"{server}/text"


def test_the_address_of_a_redirect_is_kept(server: str) -> None:
    assert fetch(f"{server}/once", allow_private=True).url == f"{server}/text"


@pytest.mark.parametrize(
    ("path", "kind", "said"),
    [
        ("/none", FetchError, "404"),
        ("/gone", FetchError, "410"),
        ("/down", FetchError, "503 .*try later"),
        ("/picture", FetchError, "image/png"),
        ("/brotli", FetchError, "packed as br"),
        ("/loop", FetchError, "more than 5 redirects"),
        ("/file", FetchError, "only http and https.*redirected from"),
        ("/nowhere", FetchError, "redirects to nowhere"),
        ("/short", FetchError, "the answer broke off: try again"),
        ("/cut", FetchError, "the answer broke off: try again"),
        ("/zipcut", FetchError, "the answer broke off: try again"),
        ("/bombs", LimitError, "larger than 1 MB"),
        ("/empty", ReadingError, "empty"),
        ("/large", LimitError, "larger than 1 MB"),
        ("/bomb", LimitError, "larger than 1 MB"),
    ],
)
def test_what_is_refused(server: str, path: str, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said):
        read_url(server + path, limits=Limits(size=1024 * 1024), allow_private=True)


def test_a_server_that_drips_is_cut_off(server: str) -> None:
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"not read within 0.5 s"):
        fetch(f"{server}/drip", Limits(seconds=0.5), allow_private=True)
    assert time.monotonic() - start < 3


def test_a_server_that_says_nothing_is_cut_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(LimitError, match=r"not read within 0.3 s"):
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", Limits(seconds=0.3), allow_private=True)


def test_nobody_listening() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(FetchError, match=r"cannot be read \(Connection refused\)"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match="--allow-private"):
        fetch(url)


def test_a_redirect_into_a_private_network_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server here stands for a public one: only its own address is admitted."""
    monkeypatch.setattr("kg.reading.fetch.is_public", lambda address: str(address) == "127.0.0.1")
    assert fetch(f"{server}/text").body
    with pytest.raises(FetchError, match=r"10\.0\.0\.7.*--allow-private"):
        fetch(f"{server}/inside")


def test_a_name_is_resolved_once_and_one_private_address_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answers(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("93.184.216.34", "192.168.0.9")]

    monkeypatch.setattr("socket.getaddrinfo", answers)
    with pytest.raises(FetchError, match=r"192\.168\.0\.9"):
        fetch("http://rebinding.example/")
    assert asked == ["rebinding.example"]


def test_the_connection_goes_to_the_address_that_was_looked_at(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(server.rpartition(":")[2])
    real = socket.getaddrinfo
    asked: list[str] = []

    def answers(host: str, *rest: Any, **named: Any) -> list[Any]:
        asked.append(host)
        return real("127.0.0.1" if host == "name.example" else host, *rest, **named)

    monkeypatch.setattr("socket.getaddrinfo", answers)
    assert fetch(f"http://name.example:{port}/text", allow_private=True).body
    assert asked.count("name.example") == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://a.example/x", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http:///x", "no host"),
        ("http://user:pass@a.example/", "user name or password"),
        ("http://a.example:99999/", "no web address"),
        ("http://[::1/", "no web address"),
        (f"http://{'a' * 70}.é/", "no host's name|not known"),
    ],
)
def test_addresses_that_are_none(url: str, said: str) -> None:
    with pytest.raises(FetchError, match=said) as caught:
        fetch(url)
    assert "pass" not in str(caught.value).replace("password", "").replace("passwd", "")


@pytest.mark.parametrize(
    ("address", "public"),
    [("93.184.216.34", True), ("2606:2800:220:1::", True), ("::", False), ("::7f00:1", False), ("fec0::1", False)],
)
def test_public_addresses(address: str, *, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public
