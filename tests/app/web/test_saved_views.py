"""Saved views of the inbox: kept, counted, renamed, shared, forgotten; each reader finds only what is theirs."""

from collections.abc import Callable

from flask import Flask

from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
SUPPORT = "group:desktop-support"
PRINTERS = f"{SUPPORT}&q=printer&order=newest"


def wished(program: Program, *subjects: str) -> None:
    for subject in subjects:
        data = {"subject": subject, "category": "it", "description": "It hums."}
        assert (
            program("marta").post("/api/v1/requests", json={"item": "general_request", "data": data}).status_code == 201
        )


def views(caller: Caller) -> list[dict[str, object]]:
    found: list[dict[str, object]] = caller.get("/api/v1/views").json["items"]
    return found


def test_filters_and_orders(house: Flask, program: Program, browser_of: BrowserOf) -> None:
    wished(program, "Printer of the hall", "A lamp", "Prínter 100 %")
    dan = browser_of("dan")
    assert "A lamp" in dan.get(f"/inbox?view={SUPPORT}").text
    shown = dan.get(f"/inbox?view={SUPPORT}&q=PRINTER&order=newest").text.partition('id="list"')[2]
    assert "A lamp" not in shown
    assert 0 < shown.index("Prínter 100 %") < shown.index("Printer of the hall")
    oldest = dan.get(f"/inbox?view={SUPPORT}&order=oldest&item=general_request").text.partition('id="list"')[2]
    assert 0 < oldest.index("Printer of the hall") < oldest.index("A lamp") < oldest.index("Prínter 100 %")
    assert "%26q%3Dprinter" in dan.get(f"/inbox?view={SUPPORT}&q=printer").text, "the task keeps the list beside it"
    assert "Prínter" in dan.get(f"/inbox?view={SUPPORT}&q=100+%25").text
    assert "No task fits" in dan.get(f"/inbox?view={SUPPORT}&q=lamp+100").text


def test_pages_in_either_order(sqlite_house: Flask, program: Program) -> None:
    wished(program, *(f"Lamp {number}" for number in range(5)))
    for order in ("newest", "oldest", "due"):
        ids, cursor = [], ""
        while cursor is not None:
            page = program("dan").get(f"/api/v1/tasks?scope=groups&q=lamp&limit=2&order={order}&cursor={cursor}").json
            ids += [one["id"] for one in page["items"]]
            cursor = page["next"]
        assert ids == sorted(ids, reverse=order == "newest")
        assert len(ids) == 5


def test_kept_counted_shared_and_forgotten(house: Flask, program: Program, browser_of: BrowserOf) -> None:
    wished(program, "Printer of the hall", "A lamp")
    dan, eva, karol = browser_of("dan"), browser_of("eva"), browser_of("karol")
    kept = dan.submit("/inbox/views", view=PRINTERS, name="  Printers ", group="")
    assert kept.headers["Location"].endswith(f"/inbox?view={PRINTERS}")
    [one] = views(program("dan"))
    assert (one["name"], one["count"], one["yours"]) == ("Printers", 1, True)
    assert views(program("eva")) == []
    dan.submit(f"/inbox/views/{one['id']}", view=PRINTERS, name="All printers", group="desktop-support")
    assert [(seen["name"], seen["count"], seen["yours"]) for seen in views(program("eva"))] == [
        ("All printers", 1, False)
    ]
    assert "All printers" in eva.get("/inbox").text
    assert "All printers" not in karol.get("/inbox").text
    wished(program, "Printer of the lab")
    assert views(program("eva"))[0]["count"] == 2
    assert eva.submit(f"/inbox/views/{one['id']}/drop", view=PRINTERS).status_code == 404
    dan.submit(f"/inbox/views/{one['id']}/drop", view=PRINTERS)
    assert views(program("eva")) == []


def test_what_cannot_be_kept(sqlite_house: Flask, browser_of: BrowserOf, program: Program) -> None:
    dan, karol = browser_of("dan"), browser_of("karol")
    assert karol.submit("/inbox/views", view=PRINTERS, name="X", group="desktop-support").status_code == 404
    dan.submit("/inbox/views", view=PRINTERS, name=" ")
    assert "Give the view a name." in dan.get("/inbox").text
    for name in ("A", "B"):
        dan.submit("/inbox/views", view=PRINTERS, name=name)
    second = views(program("dan"))[1]["id"]
    dan.submit(f"/inbox/views/{second}", view=PRINTERS, name="A")
    assert "You have a view with this name already." in dan.get("/inbox").text
    for number in range(20):
        dan.submit("/inbox/views", view=PRINTERS, name=f"N{number}")
    assert len(views(program("dan"))) == 20


def test_a_program_keeps_views_too(sqlite_house: Flask, program: Program) -> None:
    dan = program("dan")
    made = dan.post("/api/v1/views", json={"name": "Lamps", "query": "order=newest&q=lamp&view=mine&x=1"})
    assert (made.status_code, made.json["query"]) == (201, "view=mine&q=lamp&order=newest")
    where = f"/api/v1/views/{made.json['id']}"
    assert dan.post(where, json={"name": "Lights", "group": "desktop-support"}).json["group"] == "desktop-support"
    assert program("eva").post(where, json={"name": "Mine now"}).status_code == 404
    assert dan.post(f"{where}/forget").status_code == 200
    assert dan.get("/api/v1/views").json["items"] == []
