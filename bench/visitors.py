"""People at one host: `python -m bench.visitors URL SECONDS REQUESTER APPROVER`, the last two as tokens.

Order and approve again and again; the last line is {ready, codes: {status: count, 0: no answer}, slowest, orders}.
"""

import json
import sys
import time
from collections import Counter
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

ORDER = {"item": "bench_purchase", "data": {"what": "Chairs", "amount": 480, "why": "The old ones are broken."}}
LONGEST = 30.0  # seconds after which somebody gives up


class Visitors:
    """`codes`, `slowest` and `orders` are what is told in the end."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.codes: Counter[int] = Counter()
        self.slowest = 0.0
        self.orders: list[str] = []

    def say(self, path: str, token: str, body: Any) -> Any:
        """The answer's JSON, None where it was refused or there was none."""
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        began = time.monotonic()
        code, found = 0, None
        try:
            with urlopen(
                Request(f"{self.url}/api/v1{path}", json.dumps(body).encode(), headers), timeout=LONGEST
            ) as answer:
                code, found = answer.status, json.load(answer)
        except HTTPError as error:
            code = error.code
        except OSError:
            code = 0
        self.codes[code] += 1
        self.slowest = round(max(self.slowest, time.monotonic() - began), 2)
        return found

    def work(self, seconds: float, requester: str, approver: str) -> None:
        """Order and decide until the time is over."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            made = self.say("/requests", requester, ORDER)
            if made is None:
                time.sleep(0.2)
                continue
            self.orders.append(made["number"])
            self.say(f"/tasks/{made['tasks'][0]['id']}/complete", approver, {"data": {"decision": "approve"}})

    def ready(self) -> bool:
        """Whether its web server answers; /readyz would miss `laneway prepare`, which this house has not seen."""
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


if __name__ == "__main__":
    url, seconds, requester, approver = sys.argv[1:]
    visitors = Visitors(url)
    is_ready = visitors.ready()
    visitors.work(float(seconds), requester, approver)
    told = {"ready": is_ready, "codes": visitors.codes, "slowest": visitors.slowest, "orders": visitors.orders}
    print(json.dumps(told))
