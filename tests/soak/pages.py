"""The page as a process of its own, used over plain HTTP: questions asked, files added."""

import json
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.running import Running, running
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]


def page_process(data: Path, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """`article-qa serve` over this library, on a free port; it says how much memory it has when it is asked."""
    command = [sys.executable, "-m", "tests.soak.weighed", str(data.with_suffix(".weight"))]
    words = ["serve", "--data", str(data), "--port", "0"]
    return subprocess.Popen(
        [*command, *words], cwd=ROOT, env=dict(environment),
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip


@contextmanager
def paged(data: Path, environment: Mapping[str, str]) -> Iterator["Page"]:
    """The page over this library until the block ends; it may be killed before."""
    with running(page_process(data, environment)) as serving:
        yield Page(serving, data)


class Page:
    """A page that is being served, as programs and readers without a browser use it."""

    def __init__(self, serving: Running, data: Path) -> None:
        self.process = serving.process
        self._weight = data.with_suffix(".weight")
        self._http = httpx.Client(base_url=serving.address, timeout=300, limits=httpx.Limits(max_connections=None))

    def ask(self, question: str) -> dict[str, Any]:
        """The answer as JSON, without how long it took."""
        answer: dict[str, Any] = self._call("ask", question, None, None, None, "auto", None)
        answer.pop("timings_ms")
        return answer

    def articles(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self._call("list_articles")["articles"]
        return listed

    def _call(self, name: str, *values: Any) -> Any:
        reply = self._http.post(f"/gradio_api/run/{name}", json={"data": values})
        assert reply.status_code == 200, reply.text
        return reply.json()["data"][0]

    def upload(self, files: Sequence[Path]) -> str:
        """Drop these files into the Library tab; what the page says became of each, as HTML."""
        sent = [("files", (file.name, file.read_bytes())) for file in files]
        places = self._http.post("/gradio_api/upload", files=sent).raise_for_status().json()
        dropped = [
            {"path": place, "orig_name": file.name, "meta": {"_type": "gradio.FileData"}}
            for place, file in zip(places, files, strict=True)
        ]
        return self._press("drop", "upload", dropped)

    def _press(self, element: str, event: str, value: Any) -> str:
        """Do what a reader does to this element of the page; its first output."""
        config = self._http.get("/config").json()
        number = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == element)
        listener = next(d for d in config["dependencies"] if [number, event] in d["targets"])
        session = uuid.uuid4().hex
        joined = {"data": [value], "fn_index": listener["id"], "session_hash": session}
        self._http.post("/gradio_api/queue/join", json=joined).raise_for_status()
        with self._http.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
            for line in events.iter_lines():
                message = json.loads(line.removeprefix("data:") or "{}")
                if message.get("msg") == "process_completed":
                    assert message["success"], message
                    return json.dumps(message["output"])
        raise AssertionError("the page said nothing")

    def wait_until_ready(self, count: int) -> None:
        """Until the page has this many articles, all of them with their vectors."""
        wait_until(lambda: [each["state"] for each in self.articles()] == ["ready"] * count)

    def memory(self) -> int:
        """Bytes that the process holds once what it can give back is given back."""
        self._weight.unlink(missing_ok=True)
        self.process.send_signal(signal.SIGUSR1)
        wait_until(lambda: self._weight.exists() and self._weight.read_text().endswith("\n"))
        return int(self._weight.read_text())
