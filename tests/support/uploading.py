"""Files sent to a page over HTTP, as its upload widgets send them."""

import secrets
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

from streamlit.proto.Common_pb2 import FileUploaderState, FileURLs, UploadedFileInfo

from tests.support.session import Session

TIMEOUT = 60.0  # seconds
PIECE = 65_536  # bytes
XSRF = "_streamlit_xsrf"


class Uploader:
    """Someone who sends files.

    Parameters
    ----------
    address : str
        Of the server.
    source : str
        Address of this machine that the connection comes from; any where it is empty.
    process : str
        The cookie that names the process to send to; any where it is empty.
    """

    def __init__(self, address: str, source: str = "", process: str = "") -> None:
        self._place = urlsplit(address)
        self._source = (source, 0) if source else None
        self._process = process
        self._headers = self._introduce()

    def put(self, session: str, content: bytes, file: str = "", name: str = "a.png") -> int:
        """Send a file to a session, by its name on the server; return the answer's status."""
        connection = self.connect()
        try:
            connection.request(
                "PUT",
                f"/_stcore/upload_file/{session}/{file or secrets.token_hex(16)}",
                _form(name, content),
                self.headers(len(content), name),
            )
            return connection.getresponse().status
        finally:
            connection.close()

    def break_off(self, session: str, size: int) -> None:
        """Announce a file, send its beginning, and close the connection."""
        connection = self.connect()
        connection.connect()
        connection.send(self.beginning(session, size) + bytes(PIECE))
        connection.close()

    def beginning(self, session: str, size: int) -> bytes:
        """Return what announces a file of so many bytes, as it goes over the connection."""
        headers = {"Host": self._place.netloc, **self.headers(size, "a.png")}
        lines = [f"PUT /_stcore/upload_file/{session}/{secrets.token_hex(16)} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode() + next(_form("a.png", b""))

    def connect(self) -> HTTPConnection:
        """Return a new connection to the server."""
        place = self._place
        return HTTPConnection(
            place.hostname or "", place.port, timeout=TIMEOUT, source_address=self._source
        )

    def headers(self, size: int, name: str) -> dict[str, str]:
        """Return what stands before a file of so many bytes."""
        around = sum(map(len, _form(name, b"")))
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return {**self._headers, "Content-Type": kind, "Content-Length": str(size + around)}

    def _introduce(self) -> dict[str, str]:
        """Get the cookie that the server wants to see with each file."""
        connection = self.connect()
        try:
            connection.request("GET", "/_stcore/health")
            cookies = connection.getresponse().headers.get_all("Set-Cookie") or []
        finally:
            connection.close()
        origin = {"Origin": f"{self._place.scheme}://{self._place.netloc}"}
        for cookie in cookies:
            if cookie.startswith(f"{XSRF}="):
                token = cookie.partition("=")[2].partition(";")[0].strip('"')
                own = "; ".join(filter(None, [self._process, f"{XSRF}={token}"]))
                return {**origin, "Cookie": own, "X-Xsrftoken": token}
        return origin


BOUNDARY = "a-boundary-of-forms"


def _form(name: str, content: bytes) -> Iterator[bytes]:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    yield head.encode()
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


async def hand_in(session: Session, key: str, file: str, name: str, size: int) -> None:
    """Have an upload widget hold a file that was sent."""
    info = UploadedFileInfo(name=name, size=size, file_id=file, file_urls=FileURLs(file_id=file))
    await session.set(key, file_uploader_state_value=FileUploaderState(uploaded_file_info=[info]))
