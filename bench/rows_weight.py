"""Bytes over the wire, as a real browser counts them."""

from playwright.sync_api import Page, Response, sync_playwright

from bench.registry import Outcome, row
from bench.stage import filled, running_stage
from bench.world import World


def weights(world: World, port: int, paths: list[str]) -> list[float]:
    """Visit pages one after the other with an empty cache; return the kilobytes that each visit took."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_context(base_url=f"http://127.0.0.1:{port}").new_page()
        session, address = world.sessions["business"], f"http://127.0.0.1:{port}"
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        found = [weight(page, path) for path in paths]
        browser.close()
    return found


def weight(page: Page, path: str) -> float:
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(path, wait_until="networkidle")
    page.remove_listener("response", note)
    total = 0
    for answer in answers:
        if not answer.from_service_worker and not answer.request.failure:
            sizes = answer.request.sizes()
            total += sizes["responseBodySize"] + sizes["responseHeadersSize"]
    return total / 1000


@row("first visit, everything it loads", against="-", target="<= 100 kB")
def first_visit() -> Outcome:
    world, port = filled("sqlite", 1), running_stage("sqlite").port
    value = max(weights(world, port, [path])[0] for path in (world.home, world.question("problem.1")))
    return Outcome(value=value, shown=f"{value:.0f} kB", met=value <= 100)


@row("next pages", against="-", target="<= 15 kB")
def next_pages() -> Outcome:
    world, port = filled("sqlite", 1), running_stage("sqlite").port
    paths = {
        "rounds": world.rounds,
        "question": world.question("problem.1"),
        "dashboard": world.dashboard,
        "topic": f"{world.dashboard}problem/",
    }
    everything = [world.home, *paths.values()]
    weights_twice = weights(world, port, everything + everything)
    second = dict(zip(paths, weights_twice[len(everything) + 1 :], strict=True))
    value = max(second.values())
    shown = ", ".join(f"{name} {kilobytes:.1f}" for name, kilobytes in second.items()) + " kB"
    return Outcome(value=value, shown=shown, met=value <= 15)
