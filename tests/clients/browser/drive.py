"""What a developer of a frontend sees in a browser: drive.py DEMO, where a demo is being served."""

import json
import sys
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

SITE = "petitions.example.org"
"""A host name of no machine of ours, which the browser takes for this one."""

folder = Path(sys.argv[1])
demo = json.loads((folder / "demo.json").read_text())
api = demo["base_url"]


def browser():
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--no-proxy-server", f"--host-resolver-rules=MAP {SITE} 127.0.0.1"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(options, webdriver.ChromeService(which("chromedriver")))


chrome = browser()
chrome.set_script_timeout(20)
wait = WebDriverWait(chrome, 20)


def find(selector):
    return wait.until(lambda _: chrome.find_element(By.CSS_SELECTOR, selector))


def click(element):
    chrome.execute_script("arguments[0].click()", element)


def shows(selector, text):
    """Waits until an element has a text, and gives the whole of it."""
    wait.until(lambda _: text in find(selector).text, f"{selector} never showed {text!r}")
    return find(selector).text


def asked():
    """The hosts that pages have asked since the last time, and the errors they met."""
    messages = [json.loads(entry["message"])["message"] for entry in chrome.get_log("performance")]
    urls = [each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"]
    errors = [entry["message"] for entry in chrome.get_log("browser") if entry["level"] == "SEVERE"]
    return {urlsplit(url).netloc for url in urls if not url.startswith("data:")}, errors


def a_page_of_another_origin():
    """Logs in, lists, signs, and shows a refusal."""
    handler = partial(SimpleHTTPRequestHandler, directory=Path(__file__).parent)
    handler.func.log_message = lambda *_: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    chrome.get(f"http://localhost:{server.server_port}/?{urlencode({'api': api})}")
    [citizen] = [login for login in demo["logins"] if login["role"] == "citizen"]
    form = find("#login")
    form.find_element(By.NAME, "email").send_keys(citizen["email"])
    form.find_element(By.NAME, "password").send_keys("хибний пароль")
    click(form.find_element(By.TAG_NAME, "button"))
    shows("#said", "bad_credentials: ")
    form.find_element(By.NAME, "password").clear()
    form.find_element(By.NAME, "password").send_keys(citizen["password"])
    click(form.find_element(By.TAG_NAME, "button"))
    shows("#said", "Увійшли")
    items = chrome.find_elements(By.CSS_SELECTOR, "#petitions li button")
    assert len(items) > 2, "several pages are listed"
    def signing(button):
        click(button)
        return wait.until(lambda _: find("#said").text)
    # The citizen has signed some of them in other clients.
    signed = next(button for button in items if not signing(button).startswith("already_signed"))
    shows("#said", "Підписано ")
    click(signed)
    assert shows("#said", "already_signed").endswith("(true)"), "the page reads the request's number"
    server.shutdown()


def letter_to(address):
    """Its text, as soon as the worker has written it."""
    def written(_):
        letters = sorted((folder / "mail").glob(f"*-{address}-*"))
        return letters and letters[-1].read_text()
    return wait.until(written)


def links_in_letters():
    """The link to verify an address leads to a page that does so, and again; another token is refused."""
    email = f"nova-{time.time_ns()}@example.org"
    registration = {"email": email, "password": "тихий ранок над Тетеревом", "full_name": "Нова Надія Іванівна"}
    body, headers = json.dumps(registration).encode(), {"Content-Type": "application/json"}
    with urlopen(Request(f"{api}/v1/accounts", body, headers)) as answer:
        assert answer.status == 202
    [link] = [word for word in letter_to(email).split() if "/verify-email?token=" in word]
    assert link.startswith(api), link
    chrome.get(link)
    shows("#title", "Адресу підтверджено")
    chrome.get(link)
    shows("#title", "Адресу підтверджено")
    chrome.get(f"{api}/verify-email?token=another")
    shows("#facts", "bad_email_token")
    asked()
    chrome.get(f"{api}/petitions/{demo['petitions']['answered']}")
    shows("#facts", "answered")
    assert asked() == ({urlsplit(api).netloc}, [])


EXECUTE = """
  const block = document.getElementById(`operations-${arguments[0]}-${arguments[1]}`);
  const done = arguments[2];
  const steps = [".opblock-summary-control", ".try-out__btn", ".execute"];
  const step = () => {
    const status = block.querySelector(".live-responses-table tbody .response-col_status");
    const next = steps.length && block.querySelector(steps[0]);
    if (status) return done(status.textContent.trim());
    if (next) { next.click(); steps.shift(); }
    requestAnimationFrame(step);
  };
  step();
"""
"""Opens an operation in the API reference and executes it as it stands; gives the status."""


def the_reference():
    """Asks nobody but us, whatever we are called, and what anybody may read is found by the form as it stands."""
    asked()
    host = f"{SITE}:{urlsplit(api).port}"
    chrome.get(f"http://{host}/docs/")
    find(".opblock")
    with urlopen(f"{api}/openapi.json") as answer:
        paths = json.load(answer)["paths"]
    gets = [methods["get"] for methods in paths.values() if "get" in methods]
    public = [get for get in gets if not get["security"] or {} in get["security"]]
    executed = {get["operationId"]: chrome.execute_async_script(EXECUTE, get["tags"][0], get["operationId"]) for get in public}
    assert len(executed) >= 14 and set(executed.values()) == {"200"}, executed
    assert asked() == ({host}, [])


try:
    for check in [a_page_of_another_origin, links_in_letters, the_reference]:
        begun = time.monotonic()
        check()
        print(f"browser: {check.__name__.replace('_', ' ')}, {time.monotonic() - begun:.1f} s")
finally:
    chrome.quit()
