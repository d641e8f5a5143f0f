#!/usr/bin/env python3
"""Opens the teaching page in headless Chromium, uses everything on it, and compares its numbers.

    tools/check_teach.py PAGE.html [--published PAGE] [--axe axe.min.js] [--screenshots FOLDER]

From disk, without network:
- at four widths, light and dark: no console message, no request, nothing too wide, enough contrast; axe-core finds
  nothing;
- every control of every figure is used by keyboard and by pointer, and the sentence answers, or STAYS says why not;
- the closed formulas of golden/cases, in WebAssembly and in Node's JavaScript, differ by 4 units in the last place at
  most; 50 losses of a training differ by 1e-12 at most from those that the Java virtual machine computes now;
- a published page is the same page;
- without scripts, and where the engine can't start, the figures stand and the page says why; it can be printed.

Needs chromium, chromedriver, node, a JDK 25 (JAVA_HOME or java) and the build of mvn -Pteach package in target. Without
--axe, npm brings axe-core, which is kept in target.

Exit code: 0 all is well, 1 a check failed, 2 something needed is missing.
"""
import argparse
import base64
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

from browser import Browser, SCHEMES, looks, noises, printed, programs, shoot

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIDTHS = (360, 768, 1280, 1600)
AXE = "4.14.1"
LARGEST = 700 * 1024
ULPS = 4
LOSSES = 50
LOSS_TOLERANCE = 1e-12

# Controls, `figure.control`, after whose use the sentence stays the same, and why.
STAYS = {
    "neighbourhoods.paper_audio": "the figure begins with it",
    "bell.paper_audio": "the figure begins with it",
    "hawkes.as_printed": "the figure begins with it",
    "tape.gradients": "the figure begins with it",
    "focal.predecessor": "the figure begins with it",
    "train.clip": "shows the attention to another clip; the sentence is on all of them",
    "quiz.quiz": "asks another question; the sentence says how many numbers are wrong, which may be as many",
}

READY = "return document.documentElement.dataset.engine || ''"

# What the page's engine makes of golden cases: number of comparisons and largest difference, by kind.
COMPARE = r"""
function compare(engine, files) {
  const number = v => typeof v === 'string' ? Number(v) : v;
  const bits = new BigInt64Array(1);
  const place = v => {
    new Float64Array(bits.buffer)[0] = v;
    return bits[0] < 0n ? -(bits[0] & 0x7fffffffffffffffn) : bits[0];
  };
  const ulps = (x, y) => {
    if (Object.is(x, y) || x === y) { return 0; }
    if (!Number.isFinite(x) || !Number.isFinite(y)) { return Infinity; }
    const d = place(x) - place(y);
    return Number(d < 0n ? -d : d);
  };
  const found = {};
  // A difference of numbers as large as `terms` is measured in units of theirs.
  const record = (kind, computed, expected, terms = 0) => {
    const one = found[kind] ||= [0, 0];
    if (computed.length !== expected.length) { one[1] = Infinity; }
    expected.map(number).forEach((y, k) => {
      const apart = Math.abs(y) < terms
          ? Math.abs(computed[k] - y) / 2 ** (Math.floor(Math.log2(terms)) - 52) : ulps(computed[k], y);
      one[0]++;
      one[1] = Math.max(one[1], Number.isNaN(apart) ? Infinity : apart);
    });
  };
  for (const file of files) {
    for (const c of file.cases) {
      const input = name => Float64Array.from(c.inputs[name].data, number);
      const s = c.settings;
      const out = c.outputs;
      switch (file.kind) {
        case 'gaussian_weight':
          record(file.kind, engine.gaussian(input('i'), input('j'), input('min'), input('max')), out.weight.data);
          break;
        case 'hawkes_weight':
          record(file.kind, engine.hawkes(s.noise ?? 'ratio', s.sign ?? 1, s.temperature_place ?? 'outside', s.tau ?? 1,
              input('position'), input('min'), input('max'), input('xi')), out.weight.data);
          break;
        case 'tmac_weight':
          record(file.kind, engine.tmac(input('position'), input('min'), input('max')), out.weight.data);
          break;
        case 'contrastive_loss': {
          const [va, av, total] = engine.contrastive(s.temperature ?? 0.5, s.negatives ?? 'printed',
              c.inputs.audio.shape[0], input('audio'), input('video'));
          const computed = {video_to_audio: va, audio_to_video: av, total};
          // the logarithm of a sum of exponentials less a cosine over t, both up to 1 / t
          const terms = 1 / (s.temperature ?? 0.5);
          for (const name of Object.keys(out)) { record(file.kind, [computed[name]], out[name].data, terms); }
          break;
        }
        case 'focal_loss':
          // ln p is a difference of numbers as large as the logits
          record(file.kind, [engine.focal(s.alpha ?? 0.5, s.gamma ?? 2, input('logits'),
              Int32Array.from(c.inputs.label.data))], out.loss.data,
              (s.alpha ?? 0.5) * Math.max(...input('logits').map(Math.abs)));
          break;
        case 'temporal_neighbourhood':
          record(file.kind, engine.neighbourhood(s.segments, s.span, s.dilation, s.boundary ?? 'shift'),
              ['source', 'target', 'min', 'max'].flatMap(name => out[name].data));
          break;
        case 'cross_modal_edges':
          record(file.kind, engine.cross(s.audio_segments, s.video_segments, s.span, 1),
              ['video', 'audio', 'min', 'max', 'start'].flatMap(name => out[name].data));
          break;
      }
    }
  }
  return found;
}
"""

# The engine compares indices; each kind's first file has what it exports.
KINDS = ("gaussian_weight", "hawkes_weight", "tmac_weight", "contrastive_loss", "focal_loss", "temporal_neighbourhood",
         "cross_modal_edges")

# After so many frames what was changed has been drawn.
SETTLE = """
const done = arguments[arguments.length - 1];
requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
"""

CONTROLS = """
return [...document.querySelectorAll('form[data-figure]')].map(form => ({
  id: form.dataset.figure,
  live: 'live' in form.dataset,
  controls: [...form.elements].filter(c => c.name).map(c => ({name: c.name, id: c.id, kind: c.type,
      at: c.type === 'range' ? [c.min, c.max, c.value] : c.value, sets: c.dataset.sets || ''})),
}));
"""

# What a figure says, shows, and has been set to.
TELLS = """
const [id] = arguments;
return [document.getElementById(id + '-answer').textContent, document.getElementById(id + '-drawing').innerHTML,
    [...document.getElementById(id + '-form').elements].filter(c => c.name)
        .map(c => c.type === 'checkbox' ? c.checked : c.value).join()];
"""

RESET = """
const form = document.getElementById(arguments[0] + '-form');
form.reset();
form.querySelectorAll('button').forEach(b => { b.value = 0; });
form.elements[0]?.dispatchEvent(new Event('input', {bubbles: true}));
"""

FOCUS = """
const e = document.getElementById(arguments[0]);
e.scrollIntoView({block: 'center', behavior: 'instant'});
e.focus();
return document.activeElement === e;
"""

MIDDLE = """
const e = document.getElementById(arguments[0]) || document.querySelector(arguments[0]);
e.scrollIntoView({block: 'center', behavior: 'instant'});
const box = e.getBoundingClientRect();
return [box.left, box.top, box.width, box.height];
"""

# Elements of a drawing that can be used, numbered so that they are found again.
LIVE = """
const [id, name] = arguments;
return [...document.querySelectorAll('#' + id + '-drawing [data-' + name + ']')].length;
"""

FOCUS_LIVE = """
const [id, name, k] = arguments;
const e = document.querySelectorAll('#' + id + '-drawing [data-' + name + ']')[k];
e.scrollIntoView({block: 'center', behavior: 'instant'});
e.focus();
const box = e.getBoundingClientRect();
return [document.activeElement === e, box.left + box.width / 2, box.top + box.height / 2, e.dataset[name]];
"""


def key(browser, name):
    code = {"ArrowRight": 39, "ArrowLeft": 37, "ArrowDown": 40, "ArrowUp": 38, "Enter": 13, " ": 32}[name]
    text = {"Enter": "\r", " ": " "}.get(name)
    down = {"type": "keyDown" if text else "rawKeyDown", "key": name, "windowsVirtualKeyCode": code,
            "code": "Space" if name == " " else name}
    if text:
        down["text"] = text
    browser.cdp("Input.dispatchKeyEvent", **down)
    browser.cdp("Input.dispatchKeyEvent", type="keyUp", key=name, windowsVirtualKeyCode=code, code=down["code"])


def mouse(browser, kind, x, y):
    buttons = 0 if kind == "mouseReleased" else 1
    browser.cdp("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=buttons, clickCount=1)


def click(browser, x, y):
    mouse(browser, "mousePressed", x, y)
    mouse(browser, "mouseReleased", x, y)


def settle(browser):
    browser.post("/execute/async", {"script": SETTLE, "args": []})


def load(browser, url, width, scheme, scripts=True):
    """Opens the page and waits until its engine has started, or has not."""
    browser.open(url, width, scheme, scripts)
    for _ in range(600):
        kind = browser.run(READY) if scripts else "none"
        if kind:
            return kind
        time.sleep(0.1)
    raise SystemExit("check_teach: the page's engine neither starts nor says why")


def use(browser, figure, control, way):
    """Uses a control by keyboard or by pointer. Returns whether that reached it."""
    kind = control["kind"]
    if way == "keyboard":
        if not browser.run(FOCUS, control["id"]):
            return False
        if kind == "range":
            low, high, value = (float(v) for v in control["at"])
            key(browser, "ArrowLeft" if value >= high else "ArrowRight")
        elif kind == "select-one":
            before = browser.run(TELLS, figure)[2]
            key(browser, "ArrowDown")
            if browser.run(TELLS, figure)[2] == before:
                key(browser, "ArrowUp")
        else:
            key(browser, " ")
        return True
    left, top, width, height = browser.run(MIDDLE, control["id"])
    if kind == "select-one":
        # What drops down is drawn by the system, where no page reaches: chromedriver chooses the option.
        options = browser.post("/elements", {"using": "css selector", "value": f"#{control['id']} option:not(:checked)"})
        if not options:
            return True
        browser.post(f"/element/{next(iter(options[-1].values()))}/click", {})
        return True
    if kind == "range":
        low, high, value = (float(v) for v in control["at"])
        part = 0.2 if (value - low) > (high - low) / 2 else 0.8
        click(browser, left + part * width, top + height / 2)
    else:
        click(browser, left + width / 2, top + height / 2)
    return True


def wait_for_run(browser, figure, before):
    """A live figure speaks anew within a while, for which it must be in sight."""
    browser.run(MIDDLE, figure + "-drawing")
    for _ in range(100):
        time.sleep(0.2)
        if browser.run(TELLS, figure)[0] != before:
            return


def operate(browser, url):
    """Uses every control of every figure, and what is live in the drawings."""
    load(browser, url, 1280, "light")
    found = []
    used = 0
    for figure in browser.run(CONTROLS):
        for control in figure["controls"]:
            name = f"{figure['id']}.{control['name']}"
            for way in ("keyboard", "pointer"):
                browser.run(RESET, figure["id"])
                settle(browser)
                before = browser.run(TELLS, figure["id"])
                if not use(browser, figure["id"], control, way):
                    found.append(f"{name}: can't have the focus")
                settle(browser)
                if figure["live"] and control["name"] == "run":
                    wait_for_run(browser, figure["id"], before[0])
                after = browser.run(TELLS, figure["id"])
                used += 1
                if after[2] == before[2] and control["kind"] != "button":
                    found.append(f"{name}: use by {way} doesn't change it")
                if after[0] == before[0] and name not in STAYS:
                    found.append(f"{name}: use by {way} leaves the sentence as it was: {after[0]}")
                if "can\u2019t" in after[0]:
                    found.append(f"{name}: {after[0]}")
        browser.run(RESET, figure["id"])
        settle(browser)
        more, count = drawing(browser, figure["id"])
        found += more
        used += count
    found += [f"console: {entry['message']}" for entry in browser.log("browser")]
    return found, used


def drawing(browser, figure):
    """Uses some of the live elements of a figure's drawing: the first, the second and the last."""
    found = []
    used = 0
    for name in ("set", "of", "drag"):
        count = browser.run(LIVE, figure, name)
        for k in sorted({0, 1, count - 1} & set(range(count))):
            used += 1
            browser.run(RESET, figure)
            settle(browser)
            before = browser.run(TELLS, figure)
            focused, x, y, what = browser.run(FOCUS_LIVE, figure, name, k)
            where = f"{figure}: data-{name} {what}"
            if name == "drag":
                mouse(browser, "mousePressed", x, y)
                mouse(browser, "mouseMoved", x + 14, y + 9)
                mouse(browser, "mouseReleased", x + 14, y + 9)
                settle(browser)
                if browser.run(TELLS, figure)[2] == before[2]:
                    found.append(f"{where}: dragging changes no control")
            elif not focused:
                found.append(f"{where}: can't have the focus")
            elif name == "of":
                if not browser.run("return document.querySelectorAll('.marked').length"):
                    found.append(f"{where}: marks nothing")
            else:
                key(browser, "Enter")
                settle(browser)
                wanted = what.split("=", 1)
                value = browser.run(
                    "const c = document.getElementById(arguments[0]);"
                    "return c.type === 'checkbox' ? String(c.checked) : c.value",
                    f"{figure}-set-{wanted[0]}")
                if value != wanted[1]:
                    found.append(f"{where}: Enter leaves the control at {value}")
    return found, used


def motion(browser, url):
    """What goes on by itself stops out of sight, and is drawn seldom for those who want little motion."""
    found = []
    load(browser, url, 1280, "light")
    live = [figure["id"] for figure in browser.run(CONTROLS) if figure["live"]]
    count = """
        const [id, done] = arguments;
        let drawn = 0;
        const observer = new MutationObserver(() => { drawn++; });
        observer.observe(document.getElementById(id + '-drawing'), {childList: true});
        setTimeout(() => { observer.disconnect(); done(drawn); }, 2500);
    """
    for figure in live:
        browser.cdp("Emulation.setEmulatedMedia", media="",
                    features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
        browser.run(MIDDLE, figure + "-drawing")
        use(browser, figure, {"kind": "checkbox", "id": figure + "-set-run"}, "keyboard")
        browser.run(MIDDLE, figure + "-drawing")
        drawn = browser.post("/execute/async", {"script": count, "args": [figure]})
        if drawn > 4:
            found.append(f"{figure}: drawn {drawn} times in 2.5 s for a reader who wants little motion")
        browser.cdp("Emulation.setEmulatedMedia", media="", features=[])
        browser.run("scrollTo(0, arguments[0])", 0 if figure != live[0] else 10 ** 6)
        time.sleep(0.7)
        drawn = browser.post("/execute/async", {"script": count, "args": [figure]})
        if drawn:
            found.append(f"{figure}: drawn {drawn} times out of sight")
        browser.run(RESET, figure)
    return found


def golden():
    return [{"kind": kind, "cases": [
        {part: case.get(part, {}) for part in ("settings", "inputs", "outputs")}
        for case in json.loads((ROOT / "golden/cases" / f"{kind}.json").read_text())["cases"]
        if case.get("outputs") and case["settings"].get("alignment", "timestamp") == "timestamp"
        and (kind != "cross_modal_edges" or case["settings"])
        and (kind != "temporal_neighbourhood" or case["settings"])
    ]} for kind in KINDS]


def formulas(where, result):
    found = []
    for kind in KINDS:
        count, worst = result.get(kind) or (0, None)
        worst = float("inf") if worst is None else worst
        print(f"{where}: {kind}: {count} numbers, largest difference {worst} ulp")
        if count == 0 or worst > ULPS:
            found.append(f"{where}: {kind}: {count} numbers differ by up to {worst} units in the last place")
    return found


def node_formulas(cases):
    script = f"""
        const engine = require(process.argv[1]);
        {COMPARE}
        let text = '';
        process.stdin.on('data', part => text += part).on('end', () =>
            console.log(JSON.stringify(compare(engine, JSON.parse(text)))));
    """
    engine = ROOT / "target/classes/engine/engine.js"
    done = subprocess.run(["node", "-e", script, str(engine)], input=json.dumps(cases), capture_output=True, text=True,
                          check=False)
    if done.returncode:
        return [f"node: {done.stderr.strip()[-600:]}"]
    return formulas("Node, JavaScript", json.loads(done.stdout))


def java():
    """A JDK as new as the program's: that of JAVA_HOME, that on the path, or one where they are usually kept."""
    on_path = shutil.which("java")
    homes = [pathlib.Path(os.environ.get("JAVA_HOME", "/none"))]
    homes += [pathlib.Path(on_path).resolve().parent.parent] if on_path else []
    for home in homes + sorted(pathlib.Path("/usr/lib/jvm").glob("*")):
        release = home / "release"
        version = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.is_file() else None
        if version and int(version[1]) >= 25 and (home / "bin/javac").exists():
            return home / "bin/java"
    print("check_teach: JDK 25 is missing; point JAVA_HOME to it", file=sys.stderr)
    raise SystemExit(2)


def java_losses(classpath):
    done = subprocess.run(
        [str(java()), "--add-modules", "jdk.incubator.vector", "--class-path", classpath,
         str(ROOT / "src/teach/java/org/thgcl/browser/Losses.java"), str(LOSSES)],
        capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"check_teach: the losses on the Java virtual machine: {done.stderr.strip()[:800]}")
    return [float(line) for line in done.stdout.split()]


def losses(browser, expected):
    begun = time.monotonic()
    computed = browser.run(f"return Array.from(thgcl.losses({LOSSES}))")
    step = (time.monotonic() - begun) * 1000 / LOSSES
    worst = max(abs(x - y) / abs(y) for x, y in zip(computed, expected, strict=True))
    print(f"Chromium, WebAssembly: {LOSSES} losses, largest relative difference {worst:.2e}, {step:.0f} ms a step")
    return [] if worst <= LOSS_TOLERANCE else [f"losses: differ by {worst}, more than {LOSS_TOLERANCE}"]


def silent(browser, url):
    """Without scripts the page says so, and the figures stand."""
    found = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            where = f"without scripts, {width} pixels, {scheme}"
            load(browser, url, width, scheme, scripts=False)
            found += noises(browser, where, url)
            browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
            found += standing(browser, where)
    return found


def standing(browser, where):
    shown = """
        const height = e => e.getBoundingClientRect().height;
        const found = [];
        const say = (holds, what) => { if (!holds) { found.push(what); } };
        for (const e of document.querySelectorAll('form')) { say(height(e) === 0, e.id + ' is shown'); }
        for (const e of document.querySelectorAll('.drawing')) { say(height(e) > 20, e.id + ' is empty'); }
        for (const e of document.querySelectorAll('.answer')) { say(/\\d/.test(e.textContent), e.id + ' is empty'); }
        const state = document.getElementById('engine-state');
        say(height(state) > 0 && state.textContent.trim(), 'nothing says why nothing can be changed');
        return found;
    """
    return [f"{where}: {what}" for what in browser.run(shown)]


def broken(browser, url):
    """Where the engine can't start, the page says why."""
    added = browser.cdp("Page.addScriptToEvaluateOnNewDocument", source="delete self.DecompressionStream;")
    kind = load(browser, url, 1280, "light")
    found = standing(browser, "without DecompressionStream")
    said = browser.run("return document.getElementById('engine-state').textContent")
    if kind != "none" or "DecompressionStream" not in said:
        found.append(f"without DecompressionStream the page says: {said}")
    browser.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])
    return found


def recalled(browser, url):
    """The address that a page was left with leads back to what was set."""
    load(browser, url, 1280, "light")
    for figure in browser.run(CONTROLS):
        ranges = [c for c in figure["controls"] if c["kind"] == "range"]
        if not ranges:
            continue
        use(browser, figure["id"], ranges[0], "pointer")
        settle(browser)
        time.sleep(0.6)
        left = browser.run(TELLS, figure["id"])
        address = browser.run("return location.href")
        browser.post("/url", {"url": "about:blank"})
        load(browser, address, 1280, "light")
        settle(browser)
        back = browser.run(TELLS, figure["id"])
        return [] if back == left else [f"{figure['id']}: {address} doesn't lead back: {back[0]} instead of {left[0]}"]
    return []


def axe_script(given):
    if given:
        return given.read_text()
    kept = ROOT / "target" / f"axe-{AXE}.js"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(["npm", "pack", "--silent", f"axe-core@{AXE}", "--pack-destination", folder],
                                  capture_output=True, text=True, check=False)
            packages = list(pathlib.Path(folder).glob("*.tgz"))
            if not packages:
                print(f"check_teach: npm can't bring axe-core: {done.stderr.strip()[-300:]}", file=sys.stderr)
                raise SystemExit(2)
            with tarfile.open(packages[0]) as package:
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(package.extractfile("package/axe.min.js").read())
    return kept.read_text()


def axe(browser, where, script):
    browser.run(script + "; return 0")
    result = browser.post("/execute/async", {"args": [], "script": """
        const done = arguments[0];
        axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations.map(v =>
            v.id + ' (' + v.impact + '), ' + v.nodes.length + ' elements, first ' + v.nodes[0].html.slice(0, 160)
            + ': ' + (v.nodes[0].failureSummary || '').replace(/\\s+/g, ' ').slice(0, 200))), e => done([String(e)]));
    """})
    return [f"{where}: axe: {what}" for what in result]


def views(browser, url, script, screenshots):
    found = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            where = f"{width} pixels, {scheme}"
            kind = load(browser, url, width, scheme)
            if kind != "wasm":
                found.append(f"{where}: the engine is {kind}, not wasm")
            settle(browser)
            found += noises(browser, where, url)
            if screenshots:
                shoot(browser, screenshots / f"teach-{width}-{scheme}.png", width)
            found += looks(browser, where)
            if width in (360, 1280):
                found += axe(browser, where, script)
    return found


def unpacked(page):
    """A page with its facts unpacked, as whoever packs them may do so in another way, and without the WebAssembly, whose
    functions TeaVM puts in another order now and then: the hash of the classes that it is made of stands beside it."""
    text = page.read_text()
    facts = re.search(r'id="engine-facts">([^<]*)', text)[1]
    text = re.sub(r'( data-classes="[0-9a-f]{64}" id="engine-wasm">)[^<]*', r"\1", text.replace(facts, ""))
    return text, gzip.decompress(base64.b64decode(facts))


def fresh(page, published):
    if published is None:
        return []
    if published.is_file() and unpacked(page) == unpacked(published):
        return []
    return [f"{published} is missing, or another page: write it by tools/thgcl teach --out {published}"]


def sizes(page):
    text = page.read_text()
    size = len(text.encode())
    parts = {name: len(text.split(f'id="{name}">', 1)[1].split("</script>", 1)[0])
             for name in ("engine-facts", "engine-wasm")}
    print(f"page: {size / 1024:.0f} KB, of these " + ", ".join(f"{k} {v / 1024:.0f}" for k, v in parts.items()))
    return [] if size < LARGEST else [f"the page has {size} bytes, {LARGEST} are allowed"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("--published", type=pathlib.Path, help="a page that must be the same")
    parser.add_argument("--axe", type=pathlib.Path, help="axe.min.js; without, npm brings it")
    parser.add_argument("--screenshots", type=pathlib.Path, help="folder for a picture of each view, and the print")
    parser.add_argument("--class-path", default=f"{ROOT}/target/classes:{ROOT}/target/lib/*",
                        help="the program, whose losses are compared")
    arguments = parser.parse_args()
    chromium, driver = programs("check_teach")
    for needed, there in ((arguments.page, arguments.page.is_file()), ("node", shutil.which("node"))):
        if not there:
            print(f"check_teach: {needed} is missing", file=sys.stderr)
            return 2
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    url = arguments.page.resolve().as_uri()
    cases = golden()
    script = axe_script(arguments.axe)
    expected = java_losses(arguments.class_path)
    found = sizes(arguments.page) + fresh(arguments.page, arguments.published) + node_formulas(cases)
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(chromium, driver, profile)
        try:
            browser.post("/timeouts", {"script": 110_000})
            found += views(browser, url, script, arguments.screenshots)
            found += formulas("Chromium, WebAssembly", browser.run(COMPARE + "return compare(thgcl, arguments[0])", cases))
            found += losses(browser, expected)
            more, used = operate(browser, url)
            found += more + motion(browser, url) + recalled(browser, url)
            found += silent(browser, url) + broken(browser, url)
            pdf, unprinted = printed(browser, "the page")
            found += unprinted
            if arguments.screenshots:
                (arguments.screenshots / "teach.pdf").write_bytes(pdf)
        finally:
            browser.close()
    for what in found:
        print(what, file=sys.stderr)
    print(f"teaching page in Chromium: {len(WIDTHS) * len(SCHEMES)} views, {used} uses of controls, {len(found)} defects")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
