"""Takes the picture of the README: the demo's gap dashboard as the facilitator sees it, in docs/dashboard.png.

python -m tools.screenshot    needs what tools/bootstrap.sh dev installs; starts an embedded product of its own
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tools.processes import Server, free_port, is_ready

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "dashboard.png"
PASSWORD = "a password for one picture"  # noqa: S105 - of a demo that lives for seconds
SIZE: ViewportSize = {"width": 1280, "height": 960}


def environment(folder: Path, port: int) -> dict[str, str]:
    """An embedded installation in a folder of its own."""
    return {
        **os.environ,
        "ENVIRONMENT": "embedded",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "REDIS_URL": "",
        "DATA_DIR": str(folder),
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
    }


def prepare(settings: dict[str, str]) -> None:
    for command in (("migrate", "--verbosity=0"), ("load_demo", f"--password={PASSWORD}")):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=settings,
            check=True,
            stdout=subprocess.DEVNULL,
        )


def show_dashboard(page: Page) -> None:
    """Sign in as the facilitator and walk to the revealed round."""
    page.goto("/account/login/")
    page.get_by_label("Email").fill("facilitator@northwind.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Rounds").click()
    page.get_by_role("link", name="before we start").click()
    page.get_by_role("link", name="See the gaps").click()
    page.get_by_role("heading", level=1).wait_for()
    page.evaluate("document.fonts.ready")


def photograph(url: str) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = chromium.new_page(base_url=url, viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        show_dashboard(page)
        page.screenshot(path=PICTURE)
        chromium.close()


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        settings = environment(folder, port)
        prepare(settings)
        web = Server(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "--config=config/gunicorn.py",
                f"--bind=127.0.0.1:{port}",
                "config.wsgi",
            ],
            log=folder / "web.log",
            ready=lambda: is_ready(port),
            environment=settings,
        )
        web.launch()
        try:
            web.wait_until_ready()
            photograph(f"http://127.0.0.1:{port}")
        finally:
            web.stop()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
