"""Makes sure that a Chromium and a Chinese font exist: pages are tested and measured in a browser.

Run by `make test`; needs the network only when something is missing.
KB_CHROMIUM names a browser to use instead of those it would find.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ON_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# Asked in a process of its own: one process cannot start the driver twice, and a test may have.
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as driver: print(driver.chromium.executable_path)"
)
# What it is started with.
ARGS = [
    "--no-sandbox",  # tests may run as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # a process for each page costs more than most tests
]
APT_BROWSER = ("chromium", "fonts-noto-cjk", "fontconfig")
APT_FONT = ("fonts-noto-cjk", "fontconfig")
WHAT_TO_INSTALL = """\
没有可用的 Chromium，网页测试无法进行。No usable Chromium: the pages cannot be tested.
Install one of these, then run again:
  Debian:          apt-get install chromium fonts-noto-cjk
  other systems:   .venv/bin/playwright install --with-deps chromium
or name a browser that is already there: KB_CHROMIUM=<path to chromium or chrome>"""


def browser_version(executable: str) -> str | None:
    """Return what `executable --version` prints, or None if it does not run.

    Being there is not enough: on Ubuntu `chromium-browser` may only be a note to install a snap.
    """
    try:
        run = subprocess.run(
            [executable, "--version"], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return run.stdout.strip() or None


def playwright_chromium() -> str | None:
    """Return where Playwright keeps its own Chromium, or None if it has not installed one."""
    run = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False
    )
    path = run.stdout.strip()
    return path if run.returncode == 0 and Path(path).is_file() else None


def find_chromium() -> str | None:
    """Return the path of a Chromium that runs, or None.

    KB_CHROMIUM, where it is set, is the only candidate: who names a browser means that one.
    """
    if named := os.environ.get("KB_CHROMIUM"):
        return named if browser_version(named) else None
    for name in ON_PATH:
        if (found := shutil.which(name)) and browser_version(found):
            return found
    own = playwright_chromium()
    return own if own and browser_version(own) else None


def can_use_apt() -> bool:
    """Tell whether this is root on Debian or Ubuntu."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and shutil.which("apt-get") is not None


def apt_install(packages: tuple[str, ...]) -> bool:
    """Install packages with apt-get and tell whether that worked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    )
    return all(ran(command, environment) for command in commands)


def playwright_install() -> bool:
    """Let Playwright install its Chromium (and, as root, the libraries it needs)."""
    with_libraries = ["--with-deps"] if can_use_apt() else []
    return ran([sys.executable, "-m", "playwright", "install", *with_libraries, "chromium"])


def ran(command: list[str], environment: dict[str, str] | None = None) -> bool:
    """Run a command in sight of the person, without stdin, and tell whether it succeeded."""
    print("+", *command, flush=True)
    try:
        run = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)
    except OSError as error:
        print(f"  {error}", flush=True)
        return False
    return run.returncode == 0


def install_chromium() -> list[str]:
    """Try each way to install a Chromium until one runs; return the ways tried."""
    tried = []
    if can_use_apt():
        tried.append(f"apt-get install {' '.join(APT_BROWSER)}")
        apt_install(APT_BROWSER)
    if find_chromium() is None:
        tried.append("playwright install chromium")
        playwright_install()
    return tried


def has_chinese_font() -> bool:
    """Tell whether there is a font for Chinese; systems other than Linux bring their own."""
    if shutil.which("fc-list") is None:
        return not sys.platform.startswith("linux")
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(fonts.stdout.strip())


def ensure_chinese_font() -> None:
    """Install a Chinese font where that is possible and warn where it is not."""
    if has_chinese_font():
        return
    if can_use_apt():
        apt_install(APT_FONT)
    if not has_chinese_font():
        print(
            "warning: no Chinese font: pages are tested with empty boxes for letters. "
            "Install fonts-noto-cjk.",
            file=sys.stderr,
        )


def main() -> int:
    """Find or install a browser and a font; return 0, or 1 after saying what was tried."""
    named = os.environ.get("KB_CHROMIUM")
    tried = [f"KB_CHROMIUM={named}"] if named else [*ON_PATH, "Playwright's own Chromium"]
    if find_chromium() is None and not named:
        tried += install_chromium()
    chromium = find_chromium()
    if chromium is None:
        print(WHAT_TO_INSTALL, "Tried: " + "; ".join(tried), sep="\n", file=sys.stderr)
        return 1
    ensure_chinese_font()
    print(f"{chromium}: {browser_version(chromium)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
