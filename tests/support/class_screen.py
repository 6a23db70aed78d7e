"""A screen of a class: what it says and hears over the protocol, with the cookies of a browser."""

import json
from http.cookies import SimpleCookie
from typing import Any

from tests.support.web import Response, request


class Screen:
    """A browser's screen; several of one browser share its `cookies`."""

    def __init__(self, languages: str = "en", client: str = "10.0.0.1") -> None:
        self.cookies: dict[str, str] = {}
        self.languages = languages
        self._client = client

    async def say(self, do: object, **values: object) -> tuple[int, dict[str, Any]]:
        """Send a message; return the status and what is replied."""
        answer = await self._request("/class", "POST", json.dumps({"do": do, **values}).encode())
        return answer.status, _told(answer)

    async def done(self, do: str, **values: object) -> dict[str, Any]:
        """Send a message that is carried out; return what is replied."""
        status, reply = await self.say(do, **values)
        assert status == 200, reply
        return reply

    async def refused(self, do: object, **values: object) -> str:
        """Send a message that is refused; return the sentence."""
        status, reply = await self.say(do, **values)
        assert status in (409, 503), reply
        return str(reply["reason"])

    async def hear(self, seen: object = 0, of: str = "", own: bool = False) -> dict[str, Any]:
        """Return what is new."""
        query = f"seen={seen}" + (f"&class={of}" if of else "") + ("&own=1" if own else "")
        answer = await self._request(f"/class/news?{query}")
        return {"status": answer.status, **_told(answer)}

    async def download(self, of: str) -> Response:
        """Ask for a whole class."""
        return await self._request(f"/class/archive?class={of}")

    async def _request(self, path: str, method: str = "GET", body: bytes = b"") -> Response:
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = await self._send(path, method, body, sent)
        for cookie in SimpleCookie(answer.headers.get("set-cookie", "")).values():
            assert cookie["httponly"], "no script may read it"
            self.cookies[cookie.key] = cookie.value
        return answer

    async def _send(self, path: str, method: str, body: bytes, cookies: str) -> Response:
        return await request(
            path,
            method=method,
            body=[body],
            cookies=cookies,
            languages=self.languages,
            client=self._client,
        )


def _told(answer: Response) -> dict[str, Any]:
    """Return what an answer tells; nothing where it is not of the app, as while it starts."""
    try:
        told: dict[str, Any] = json.loads(answer.body or b"{}")
    except ValueError:
        return {}
    return told
