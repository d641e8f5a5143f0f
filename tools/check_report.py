#!/usr/bin/env python3
"""Opens report pages in headless Chromium and checks what no parser can see.

    tools/check_report.py PAGE.html... [--screenshots FOLDER]

At 360 and 1280 pixels, light and dark: no console message, no request but for the page itself, nothing wider than the
window outside its own scroll container, text with enough contrast, the same content with scripts switched off. Then
the page is printed. Needs chromium and chromedriver (Debian: chromium, chromium-driver), and nothing else.

Exit code: 0 all is well, 1 a check failed, 2 the browser or a page is missing.
"""
import argparse
import pathlib
import sys
import tempfile

from browser import Browser, SCHEMES, looks, noises, printed, programs, shoot

WIDTHS = (360, 1280)
UNFOLD = "for (const d of document.querySelectorAll('details')) { d.open = true; }"

# A choice must show what has its value, all of it, and nothing else.
CHOICES = """
const found = [];
for (const choice of document.querySelectorAll('.sieve input')) {
  choice.checked = true;
  for (const e of choice.closest('.sieve').querySelectorAll('[data-verdict]')) {
    const wanted = choice.value === 'all' || choice.value === e.dataset.verdict;
    if (e.checkVisibility() !== wanted) {
      found.push('choice ' + choice.value + ': ' + e.textContent.trim().slice(0, 60) + (wanted ? ' is hidden' : ' is shown'));
    }
  }
}
return found.slice(0, 20);
"""


def check(browser, page, screenshots):
    url = page.resolve().as_uri()
    found = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            where = f"{page.name}, {width} pixels, {scheme}"
            browser.open(url, width, scheme)
            found += noises(browser, where, url)
            with_scripts = browser.content()
            if screenshots:
                shoot(browser, screenshots / f"{page.stem}-{width}-{scheme}.png", width)
            browser.run(UNFOLD)
            found += looks(browser, where)
            found += [f"{where}: {what}" for what in browser.run(CHOICES)]
            browser.open(url, width, scheme, scripts=False)
            if browser.content() != with_scripts:
                found.append(f"{where}: the content is another one without scripts")
            browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    pdf, unprinted = printed(browser, page.name)
    if screenshots:
        (screenshots / f"{page.stem}.pdf").write_bytes(pdf)
    return found + unprinted


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path, help="folder for a picture of each view, and the print")
    arguments = parser.parse_args()
    chromium, driver = programs("check_report")
    for page in arguments.pages:
        if not page.is_file():
            print(f"check_report: {page}: no such file", file=sys.stderr)
            return 2
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    found = []
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(chromium, driver, profile)
        try:
            for page in arguments.pages:
                found += check(browser, page, arguments.screenshots)
        finally:
            browser.close()
    for what in found:
        print(what, file=sys.stderr)
    views = len(arguments.pages) * len(WIDTHS) * len(SCHEMES)
    print(f"report pages in Chromium: {views} views, {len(found)} defects")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
