"""Firefox and WebKit, driven by the protocols that they speak themselves: Marionette on a socket, WebDriver over HTTP."""

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE = 180.0  # seconds until a browser answers
SCRIPT = 150_000  # milliseconds in which a script in a page must be done
PREFERENCES = {
    "marionette.port": 0,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.server": "",
}


def wait(found, what: str):
    """What `found` returns once it is not None."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if (result := found()) is not None:
            return result
        time.sleep(0.05)
    raise TimeoutError(f"{what} did not come within {PATIENCE:.0f} s")


class Firefox:
    """A headless Firefox; `dark` is the theme of its system."""

    needs = ("firefox-esr" if shutil.which("firefox-esr") else "firefox",)

    def __init__(self, dark: bool) -> None:
        self.home = tempfile.TemporaryDirectory(prefix="torchproof-", ignore_cleanup_errors=True)
        settings = PREFERENCES | {"ui.systemUsesDarkTheme": int(dark)}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()]
        Path(self.home.name, "user.js").write_text("".join(lines), encoding="utf-8")
        arguments = [*self.needs, "--headless", "--marionette", "--no-remote", "--profile", self.home.name, "about:blank"]
        environment = os.environ | {"HOME": self.home.name}
        self.process = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = Path(self.home.name, "MarionetteActivePort")
        number = wait(lambda: int(port.read_bytes()) if port.exists() and port.read_bytes() else None, "Firefox's port")
        self.socket = socket.create_connection(("127.0.0.1", number), timeout=PATIENCE)
        self.number = 0
        self.receive()  # its greeting
        self.send("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})

    def receive(self):
        """One message: its length, a colon, JSON."""
        head = b""
        while not head.endswith(b":"):
            head += self.socket.recv(1)
        left, parts = int(head[:-1]), []
        while left:
            parts.append(self.socket.recv(left))
            left -= len(parts[-1])
        return json.loads(b"".join(parts))

    def send(self, command: str, given: dict):
        """What a command returns; raises RuntimeError where it fails."""
        self.number += 1
        text = json.dumps([0, self.number, command, given]).encode()
        self.socket.sendall(str(len(text)).encode() + b":" + text)
        _, _, error, result = self.receive()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def go(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        self.send("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *given):
        """What a script returns, which calls its last argument with it when it is done."""
        return self.send("WebDriver:ExecuteAsyncScript", {"script": script, "args": list(given), "scriptTimeout": SCRIPT})

    def picture(self) -> bytes:
        """The window as PNG."""
        return base64.b64decode(self.send("WebDriver:TakeScreenshot", {"full": False}))

    def close(self) -> None:
        """End it."""
        self.socket.close()
        self.process.kill()
        self.process.wait()
        self.home.cleanup()


class WebKit:
    """WebKitGTK's small browser on a screen of its own; `dark` is the theme of its system."""

    needs = ("WebKitWebDriver", "Xvfb")

    def __init__(self, dark: bool) -> None:
        self.home = tempfile.TemporaryDirectory(prefix="torchproof-", ignore_cleanup_errors=True)
        read, write = os.pipe()
        arguments = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        self.screen = subprocess.Popen(arguments, pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            display = told.readline().strip()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        theme = {"GTK_THEME": "Adwaita:dark" if dark else "Adwaita"}
        own = {
            "DISPLAY": f":{display}",
            "HOME": self.home.name,
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"} | own | theme
        self.process = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.address = f"http://127.0.0.1:{port}/session"
        self.address += "/" + wait(self.begin, "WebKit's driver")

    def begin(self) -> str | None:
        """The name of a new session, None while the driver does not listen yet."""
        try:
            return self.send("", {"capabilities": {"alwaysMatch": {"timeouts": {"script": SCRIPT}}}})["sessionId"]
        except OSError:
            return None

    def send(self, path: str, given: dict | None):
        """What a command returns; raises RuntimeError where it fails."""
        data = None if given is None else json.dumps(given).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {json.load(error)['value']['message']}") from error

    def go(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        self.send("/url", {"url": address})

    def run(self, script: str, *given):
        """What a script returns, which calls its last argument with it when it is done."""
        return self.send("/execute/async", {"script": script, "args": list(given)})

    def picture(self) -> bytes:
        """The window as PNG."""
        return base64.b64decode(self.send("/screenshot", None))

    def close(self) -> None:
        """End it, its browser and its screen."""
        os.killpg(self.process.pid, 9)
        self.process.wait()
        self.screen.kill()
        self.screen.wait()
        self.home.cleanup()


ENGINES = (Firefox, WebKit)
INSTALLED = [engine for engine in ENGINES if all(map(shutil.which, engine.needs))]
