"""A reader without a browser: asks as the page does, over plain HTTP."""

import json
import uuid
from typing import Any

import httpx

# Of the starter articles, each answered by another one.
QUESTIONS = (
    "Why is Syria a priority for Jordan?",
    "When did Finland join NATO?",
    "Who won the 2022 World Cup final?",
    "When did Notre-Dame reopen?",
    "How long is the Ever Given?",
)


class Reader:
    """One reader of the page at `address`, with a conversation of its own."""

    def __init__(self, address: str) -> None:
        self._http = httpx.Client(base_url=address, timeout=120)
        self._session = uuid.uuid4().hex
        config = self._http.get("/config").json()
        self._names = {c["id"]: c["props"].get("elem_id") for c in config["components"]}
        box = next(number for number, name in self._names.items() if name == "question")
        self._event = next(d for d in config["dependencies"] if [box, "submit"] in d["targets"])

    def ask(self, question: str) -> str:
        """The whole conversation as HTML, once the question is answered."""
        # What the server keeps for this reader it does not take from here.
        data = [question, *[None for _ in self._event["inputs"][1:]]]
        joined = {"data": data, "fn_index": self._event["id"], "session_hash": self._session}
        self._http.post("/gradio_api/queue/join", json=joined).raise_for_status()
        place = [self._names.get(number) for number in self._event["outputs"]].index("conversation")
        with self._http.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._session}) as events:
            for line in events.iter_lines():
                message: dict[str, Any] = json.loads(line.removeprefix("data:") or "{}")
                if message.get("msg") == "process_completed":
                    assert message["success"], message
                    shown = message["output"]["data"][place]
                    return str(shown["value"] if isinstance(shown, dict) else shown)
        raise AssertionError("the page said nothing")
