"""Canary values in every row of a foreign office: no answer to somebody without a right to it may hold one.

Goals G-A2 and G-A3 of reliability.md.

Every address is asked, with the things of the own office and with those of the foreign one, as a page, searched for
the canary, and as a download. What is searched for is echoed by the page, so another part of the row is looked for.
"""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from netralitas.access.models import User
from netralitas.exchange.models import ImportBatch
from netralitas.jobs.models import Job
from netralitas.registry.actions import corrections, imports
from netralitas.registry.actions.staff import set_nik
from netralitas.registry.models import Difference, Opd, Staff
from tests.cast import make_account, make_staff, make_unit
from tests.fuzz.attack import url_names
from tests.fuzz.world import BY, World, visitor
from tests.pledges.signing import sign

pytestmark = pytest.mark.django_db

FIRST, SEARCHED = "Kanarizulfa", "Penyusupwati"  # a word to look for, and one to search by
NIP, PPPK, NIK = "196704131990031987", "197708192022211987", "3604991304670987"
PHONE, MAIL, TEXT = "081298761987", "kanarizulfa@contoh.example", "Kanarizulfa yang benar"
NAMES = (FIRST, NIP, "19670413 199003 1 987", PPPK, "19770819 202221 1 987", PHONE, "6281298761987", MAIL)
SECRETS = (NIK, '"s":[[', '"s": [[')  # of nobody to anybody: a whole NIK, strokes of a signature
IMPORTED = f"NIP;NAMA;UNIT KERJA\n{PPPK};{FIRST} Impor;Dinas Kesehatan\n1,98E+17;{FIRST} Rusak;Dinas Kesehatan\n"


@pytest.fixture
def foreign(dinas_b, rina) -> Opd:
    """A foreign office with a puskesmas: each person, upload, request and job holds canaries."""
    puskesmas = make_unit("Puskesmas Jauh", kind="PUSKESMAS", parent=dinas_b)
    contact = {"phone": PHONE, "email": MAIL, "front_title": "dr."}
    make_staff(f"{FIRST} {SEARCHED}", puskesmas, nip=NIP, birth_date=date(1967, 4, 13), **contact)
    make_staff(f"{FIRST} {SEARCHED} Dua", dinas_b, nip=PPPK, category="PPPK", birth_date=date(1977, 8, 19), **contact)
    honorer = Staff(name=f"{FIRST} {SEARCHED} Tiga", name_key=f"{FIRST} {SEARCHED} tiga".casefold(), unit=dinas_b,
                    category="HONORER", **contact)  # fmt: skip
    set_nik(honorer, NIK)
    honorer.save()
    corrections.ask(staff=honorer, about="nama", text=TEXT, by=BY)
    imports.upload(
        content=IMPORTED.encode(), file_name=f"{FIRST}.csv", unit=dinas_b, may_add_units=False, by=BY, owner=rina
    )
    Job.objects.create(name="uji", label=f"Cetak {FIRST}", owner=rina, state=Job.State.DONE)
    return dinas_b


@pytest.fixture
def leaky(foreign, world) -> World:
    """The world of the own office beside it; one canary has signed, and stands in a comparison."""
    person = Staff.objects.get(nip=NIP)
    world.rows.foreign_signature = sign(person, world.rows.campaign)
    Difference.objects.create(run=world.rows.run, kind="pindah", staff=person, name=person.full_name, unit=person.unit)
    return world


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Every address about the own office's things, then every one that takes a thing about the foreign ones."""
    for name, pattern in url_names():
        if name.startswith("admin:") or name in {"accounts:logout", "registry:emblem"}:
            continue
        takes_a_thing = pattern.pattern.regex.groups
        tried = [(key,) for key in foreign_keys(world)] if takes_a_thing else []
        for arguments in (world.arguments.get(name, ()), *tried):
            try:
                yield name, reverse(name, args=arguments)
            except NoReverseMatch:
                continue


def foreign_keys(world: World) -> list[str]:
    """Public ids of what belongs to the foreign office."""
    person = Staff.objects.get(nip=NIP)
    return [
        person.public_id, person.unit.public_id, person.unit.opd.public_id, world.rows.foreign_signature.public_id,
        ImportBatch.objects.get(file_name=f"{FIRST}.csv").public_id, Job.objects.get(label=f"Cetak {FIRST}").public_id,
    ]  # fmt: skip


def text_of(answer: HttpResponse) -> str:
    """What an answer holds, workbooks unzipped and PDFs read."""
    body = answer.getvalue() if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    if body.startswith(b"%PDF"):
        read = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=False)
        if read.returncode == 0:  # the world's stand-in files are no PDF: their bytes are read as they are
            return read.stdout.decode()
    return body.decode("utf-8", "replace")


def leaks(client: Client, world: World, canaries: tuple[str, ...], only: str = "") -> list[str]:
    """Each address (whose name begins with `only`) whose answer holds a canary, with the canary."""
    found = []
    for name, address in addresses(world):
        if not name.startswith(only):
            continue
        for query in ({}, {"unduh": "xlsx"}, {"cari": SEARCHED}):
            answer = client.get(address, query)
            if not (query == {} or answer.status_code == 200):
                continue
            text = text_of(answer)
            found += [f"{name} {query}: {canary}" for canary in canaries if canary in text]
            if answer.status_code != 200:
                break  # refused as a page: refused in every form
    return found


def client_of(who: str, request: pytest.FixtureRequest, world: World) -> Client:
    if who == "visitor":
        return visitor(world)
    client = Client()
    if who == "operator_unit":
        client.force_login(make_account("Operator Sekolah", "operator_unit", world.rows.school))
    elif who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    return client


LONG = pytest.mark.long


@pytest.mark.parametrize(
    "who",
    ["budi", "sekda", *(pytest.param(w, marks=LONG) for w in ("operator_unit", "kepala_a", "siti_user", "visitor",
                                                              "anonymous", "admin_sistem"))],
)  # fmt: skip
def test_no_answer_holds_a_row_of_a_foreign_office(who, request, leaky):
    assert leaks(client_of(who, request, leaky), leaky, NAMES + SECRETS) == []


@pytest.mark.parametrize("who", [pytest.param(w, marks=LONG) for w in ("kesbang", "bkpsdm", "inspektur")])
def test_who_may_see_names_sees_no_whole_nik_and_no_strokes(who, request, leaky):
    assert leaks(client_of(who, request, leaky), leaky, SECRETS) == []


def test_the_owner_does_see_the_canary(leaky, rina):
    """The control: the same search finds the rows for their own operator."""
    client = Client()
    client.force_login(rina)
    found = leaks(client, leaky, (FIRST,), only="registry:staff")

    assert any(one.startswith("registry:staff {}") for one in found)
    assert any("unduh" in one for one in found)


def plain(answer: HttpResponse) -> str:
    """A page without what differs between any two."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return re.sub(r"\d{18}|[0-9a-f]{16}", "", text)


def test_known_and_unknown_nip_get_the_same_answer_at_the_unit_link(leaky):
    """At the door of Dinas A a person of Dinas B is as unknown as nobody."""
    unit_link = leaky.address("accounts:unit-link")
    tries = [{"number": nip, "birth_date": "1967-04-13", "nip": nip} for nip in (NIP, "196704131990031654")]
    answers = [Client().post(unit_link, one) for one in tries]

    assert answers[0].status_code == answers[1].status_code
    assert plain(answers[0]) == plain(answers[1])
    assert FIRST not in answers[0].content.decode()


def test_known_and_unknown_nip_get_the_same_answer_at_the_front_door(leaky):
    User.objects.create_user(password="sawah-hijau-Ciruas")
    tries = [{"username": nip, "identifier": nip, "password": "salah-sekali-1"} for nip in (NIP, "196704131990031654")]
    answers = [Client().post(reverse("accounts:login"), one) for one in tries]

    assert answers[0].status_code == answers[1].status_code
    assert plain(answers[0]) == plain(answers[1])
