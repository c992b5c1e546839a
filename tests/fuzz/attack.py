"""Sends hostile requests, each undone afterwards, and says what no answer may be."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import quote, urljoin

from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.contracts.language import visible_text, wrong_words
from tests.fuzz import hostile, pages
from tests.fuzz.world import World
from tests.pledges.strokes import ink_text

_BREAKS = ("Traceback (most recent call last)", hostile.MARKER, "Exception Value")
_DJANGO_ENGLISH = re.compile(r"Bad Request|Not Found|Forbidden|Server Error|requested resource")
_KNOWN = {"cara": "drawn", "tinta": ink_text(), "nama": "Amir Hamzah"}  # so that a signature gets far
_LONGEST_READ = 300_000  # an echoed megabyte is looked at, but not word by word


def url_names(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address with its namespace."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from url_names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield space + entry.name, entry


@dataclass
class Attacker:
    """One role's client with a seeded chance; collects what went wrong."""

    client: Client
    world: World
    chance: random.Random
    wrong: list[str] = field(default_factory=list)
    sent: int = 0
    _trace: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client.raise_request_exception = False
        self._cookies = self.client.cookies.output(header="", sep=";")
        got_request_exception.connect(self._note_crash)

    def _note_crash(self, **_: object) -> None:
        import sys

        kind, error, where = sys.exc_info()
        while where and where.tb_next:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
        self._trace.append(f"{kind.__name__ if kind else ''}: {str(error)[:200]} at {place}")

    def send(self, method: str, path: str, raw_query: str = "", **options: object) -> HttpResponse:
        """Send one request, look at the answer, take back what it wrote."""
        self.sent += 1
        self._trace.clear()
        with transaction.atomic():
            before = self.client.cookies.copy()
            answer = self.client.generic(method, path, QUERY_STRING=raw_query, **options)
            body = answer.getvalue() if answer.streaming else answer.content
            self.client.cookies = before
            transaction.set_rollback(True)
        if complaint := self._complaint(path, answer, body):
            what = f"{method} {path[:120]}?{raw_query[:300]}"
            shown = str(options.get("data", b""))[:300]
            self.wrong.append(f"{what} {shown} -> {answer.status_code} {complaint} {self._trace}")
        return answer

    def _complaint(self, path: str, answer: HttpResponse, body: bytes) -> str:
        if answer.status_code >= 500 and answer.status_code != 503:
            return "broke"
        kind = answer.headers.get("Content-Type", "")
        if not kind.startswith("text/") or kind.startswith(("text/css", "text/csv")):
            return ""
        text = body.decode()
        if found := [one for one in _BREAKS if one in text]:
            return f"says {found}"
        if path.startswith("/admin/"):  # Django's own words, for the superuser only
            return ""
        if found := _DJANGO_ENGLISH.findall(text):
            return f"speaks English: {found}"
        if kind.startswith("text/html") and len(text) < _LONGEST_READ and (words := wrong_words(visible_text(text))):
            return f"speaks English: {words}"
        return ""

    # --- what to send

    def address(self, name: str) -> str | None:
        """The address of a row that exists; None for a page of Django's admin that needs one."""
        try:
            return self.world.address(name)
        except NoReverseMatch:
            return None

    def absurd_address(self, name: str) -> str:
        """The same address with an absurd id in the place of each argument."""
        known = self.world.arguments.get(name, ())
        address = reverse(name, args=known)
        for part in known:
            if part not in {"terima"} or self.chance.random() < 0.3:
                address = address.replace(part, self.chance.choice(hostile.PATH_PARTS))
        return address

    def read(self, path: str) -> HttpResponse:
        """Open a page with a hostile query and hostile headers."""
        return self.send("GET", path, hostile.query(self.chance, []), **self.chance.choice(hostile.HEADERS))

    def look(self, path: str) -> tuple[bool, list[pages.Form]]:
        """Whether a friendly look at a page is let in, and the forms it shows."""
        answer = self.send("GET", path)
        if answer.status_code != 200:
            return answer.status_code == 410, []
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        return True, pages.forms(answer.content.decode()) if is_page else []

    def post_raw(self, path: str) -> HttpResponse:
        """Post a body that no form makes."""
        kind, body = self.chance.choice(hostile.BODIES)
        return self.send("POST", path, data=body, content_type=kind)

    def spoil(self, path: str, form: pages.Form) -> HttpResponse:
        """Send a form as a diligent person would, but for one part or all parts."""
        target = urljoin(path, form.action.partition("?")[0])
        values = form.filled() | {name: [value] for name, value in _KNOWN.items() if name in form.fields}
        names = sorted(set(values) - {"csrfmiddlewaretoken"}) or [""]
        count = 1 if self.chance.random() < 0.7 else len(names)
        for name in self.chance.sample(names, min(count, len(names))):
            values[name] = [hostile.text(self.chance) for _ in range(self.chance.choice((0, 1, 1, 1, 3)))]
        if self.chance.random() < 0.1:
            values["\x00x[]"] = ["1"]
        pairs = "&".join(f"{_escaped(name)}={_escaped(value)}" for name, all_ in values.items() for value in all_)
        if form.method != "post":
            return self.send("GET", target, pairs[:3900])
        if form.file_names:
            return self._upload(target, values, form.file_names)
        return self.send("POST", target, data=pairs.encode(), content_type="application/x-www-form-urlencoded")

    def spoil_all(self, path: str, form: pages.Form, value: str) -> HttpResponse:
        """Send a form with one hostile value in every field, twice in each."""
        names = sorted(set(form.fields) - {"csrfmiddlewaretoken"})
        pairs = "&".join(f"{_escaped(name)}={_escaped(value)}" for name in names for _ in range(2))
        target = urljoin(path, form.action.partition("?")[0])
        if form.method != "post":
            return self.send("GET", target, pairs[:3900])
        return self.send("POST", target, data=pairs.encode(), content_type="application/x-www-form-urlencoded")

    def _upload(self, target: str, values: dict[str, list[str]], names: list[str]) -> HttpResponse:
        from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

        fields: dict[str, object] = {name: [_sendable(one) for one in all_] for name, all_ in values.items()}
        for name in names:
            file_name, content = self.chance.choice(hostile.FILES)
            file = BytesIO(content)
            file.name = file_name
            fields[name] = file
        return self.send("POST", target, data=encode_multipart(BOUNDARY, fields), content_type=MULTIPART_CONTENT)


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _escaped(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")
