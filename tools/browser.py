#!/usr/bin/env python3
"""Chromium, driven through chromedriver, and what every page must pass. The checks of pages share it.

Needs chromium and chromedriver (Debian: chromium, chromium-driver), and nothing else.
"""
import base64
import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

SCHEMES = ("light", "dark")
# WCAG 2, level AA, for text of normal size
CONTRAST = 4.5

OVERFLOW = """
const width = document.documentElement.clientWidth;
const scrolls = e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
const found = [];
if (document.scrollingElement.scrollWidth > width) {
  found.push('the document is ' + document.scrollingElement.scrollWidth + ' wide');
}
for (const e of document.body.querySelectorAll('*')) {
  let inside = false;
  for (let up = e.parentElement; up; up = up.parentElement) { inside = inside || scrolls(up); }
  if (inside || e.closest('svg svg, svg *')) { continue; }
  const box = e.getBoundingClientRect();
  const wide = !scrolls(e) && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1;
  if (box.right > width + 0.5 || box.left < -0.5 || wide) {
    found.push(e.tagName + ' ' + (e.id || e.className) + ' from ' + box.left + ' to ' + box.right
        + ', content ' + e.scrollWidth + ': ' + e.textContent.trim().slice(0, 60));
  }
}
return found.slice(0, 20);
"""

CONTRASTS = """
const colour = text => {
  const numbers = text.match(/[\\d.]+/g).map(Number);
  return text.startsWith('color(') ? numbers.map((v, k) => k < 3 ? 255 * v : v) : numbers;
};
const light = c => {
  const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = e => {
  const layers = [];
  for (let up = e; up; up = up.parentElement) {
    const [r, g, b, alpha = 1] = colour(getComputedStyle(up).backgroundColor);
    layers.unshift([[r, g, b], alpha]);
    if (alpha === 1) { break; }
  }
  return layers.reduce((below, [c, alpha]) => below.map((v, k) => (1 - alpha) * v + alpha * c[k]), [255, 255, 255]);
};
const found = [];
for (const e of document.body.querySelectorAll('*')) {
  const own = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.textContent.trim());
  if (!own || ['title', 'desc'].includes(e.tagName)) { continue; }
  const style = getComputedStyle(e);
  const ink = colour(e.closest('svg') && style.fill !== 'none' ? style.fill : style.color);
  const [a, b] = [light(ink), light(ground(e))].sort((x, y) => y - x);
  const contrast = (a + 0.05) / (b + 0.05);
  if (contrast < arguments[0]) { found.push(contrast.toFixed(2) + ': ' + e.textContent.trim().slice(0, 60)); }
}
return found.slice(0, 20);
"""

STRUCTURE = """
const found = [];
let level = 0;
for (const h of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
  const now = Number(h.tagName[1]);
  if (now > level + 1) { found.push(h.textContent + ': a heading of level ' + now + ' follows one of level ' + level); }
  level = now;
}
for (const s of document.querySelectorAll('svg:not([aria-hidden=true])')) {
  if (!['img', 'group'].includes(s.getAttribute('role')) || !document.getElementById((s.getAttribute('aria-labelledby') || '').split(' ')[0])) {
    found.push('an svg element has no title');
  }
}
for (const h of document.querySelectorAll('th')) { if (!h.scope) { found.push(h.textContent + ': th without scope'); } }
for (const a of document.querySelectorAll('a[href^="#"]')) {
  if (!document.getElementById(a.hash.slice(1))) { found.push(a.hash + ': leads nowhere'); }
}
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
ids.filter((id, k) => ids.indexOf(id) !== k).forEach(id => found.push(id + ': two elements have this id'));
if (document.querySelectorAll('h1').length !== 1) { found.push('not exactly one h1'); }
if (!document.querySelector('nav a')) { found.push('no table of contents'); }
return found.slice(0, 20);
"""


class Browser:
    """A session of Chromium, driven through chromedriver."""

    def __init__(self, chromium, driver, profile):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen([driver, f"--port={port}", "--silent"], stdout=subprocess.DEVNULL)
        arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
            f"--user-data-dir={profile}",
        ]
        options = {
            "goog:chromeOptions": {"binary": chromium, "args": arguments},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        for attempt in range(100):
            try:
                answer = self.post("/session", {"capabilities": {"alwaysMatch": options}})
                break
            except urllib.error.URLError:
                if attempt == 99 or self.process.poll() is not None:
                    raise
                time.sleep(0.1)
        self.base += "/session/" + answer["sessionId"]

    def request(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as e:
            raise SystemExit(f"chromedriver: {path}: {e.read().decode()[:600]}") from None

    def post(self, path, body):
        return self.request("POST", path, body)

    def cdp(self, command, **parameters):
        return self.post("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def run(self, script, *arguments):
        return self.post("/execute/sync", {"script": script, "args": list(arguments)})

    def log(self, kind):
        return self.post("/se/log", {"type": kind})

    def open(self, url, width, scheme, scripts=True):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.cdp("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.cdp("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.log("browser")
        self.log("performance")
        self.post("/url", {"url": url})

    def content(self):
        root = self.cdp("DOM.getDocument", depth=0)["root"]["nodeId"]
        return self.cdp("DOM.getOuterHTML", nodeId=root)["outerHTML"]

    def close(self):
        try:
            self.request("DELETE", "")
        finally:
            self.process.terminate()
            self.process.wait()


def requests(browser):
    """Addresses that were asked for. What an address with the prefix data holds is in the page."""
    for entry in browser.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            address = message["params"]["request"]["url"]
            if not address.startswith("data:"):
                yield address


def looks(browser, where):
    """What is wrong with the page that is open: too wide, too pale, ill-structured."""
    found = [f"{where}: too wide: {what}" for what in browser.run(OVERFLOW)]
    found += [f"{where}: contrast {what}" for what in browser.run(CONTRASTS, CONTRAST)]
    return found + [f"{where}: {what}" for what in browser.run(STRUCTURE)]


def noises(browser, where, url):
    """Requests but for the page itself, and messages of the console."""
    found = [f"{where}: request to {other}" for other in requests(browser) if other != url]
    return found + [f"{where}: console: {entry['message']}" for entry in browser.log("browser")]


def printed(browser, name):
    """The page as PDF, and what is wrong with it."""
    pdf = base64.b64decode(browser.cdp("Page.printToPDF", preferCSSPageSize=True)["data"])
    return pdf, [] if pdf.startswith(b"%PDF-") else [f"{name}: could not be printed"]


def shoot(browser, file, width):
    height = browser.run("return document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    shot = browser.cdp("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
    file.write_bytes(base64.b64decode(shot["data"]))


def programs(tool):
    """The paths of chromium and chromedriver; ends with exit code 2 if one is missing."""
    found = shutil.which("chromium"), shutil.which("chromedriver")
    if not all(found):
        print(f"{tool}: chromium or chromedriver is missing; Debian: apt-get install chromium chromium-driver",
              file=sys.stderr)
        raise SystemExit(2)
    return found
