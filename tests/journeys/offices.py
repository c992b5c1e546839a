"""The people and offices of the whole story, and what each does at the keyboard or with a thumb."""

import random
from importlib import import_module
from pathlib import Path

from django.apps import apps
from PIL import Image
from playwright.sync_api import Page, expect

from netralitas.access.models import User
from netralitas.demo import loading, people, tree, workbooks
from netralitas.registry.models import Opd, Staff
from tests.cast import PASSWORD, make_account
from tests.pledges import pdf_tools

DINAS = tree.UnitSpec(
    "2.01", "Dinas Pendidikan dan Kebudayaan", "DINAS", short_name="DINDIKBUD", weight=1.2, kecamatan=0
)
SCHOOL = tree.UnitSpec("2.01.01", "SD Negeri 1 Contohsari", "SEKOLAH", parent="2.01", kecamatan=0)
UNKNOWN_SCHOOL = tree.UnitSpec("2.01.02", "SMP Negeri 2 Mekarcontoh", "SEKOLAH", parent="2.01", kecamatan=1)
KECAMATAN = tree.UnitSpec("4.01", "Kecamatan Contohsari", "KECAMATAN", kecamatan=0)
KNOWN = [DINAS, SCHOOL, KECAMATAN]
DAMAGED = "NIP rusak oleh Excel"


def found_pemda() -> dict[str, Opd]:
    """Identity and tree as BKPSDM keeps them; one school of the workbook is not in it yet."""
    import_module("netralitas.registry.migrations.0002_opd_kinds").load(apps, None)  # emptied with every table
    loading.load_pemda()
    return loading.load_tree(KNOWN)


def ugly_workbook(folder: Path) -> tuple[Path, list[people.Person]]:
    """BKPSDM's export of thirty people, with all that is wrong in a real one."""
    persons = people.staff_of([*KNOWN, UNKNOWN_SCHOOL], 30)
    path = folder / "data pegawai bkpsdm.xlsx"
    workbooks.write_pemda_workbook(path, persons)
    return path, persons


def account(name: str, role: str, unit: Opd | None = None) -> User:
    """An account that signs in by e-mail."""
    user = make_account(name, role, unit)
    user.email = f"{role}@contoh.example"
    user.save()
    return user


def sign_in(page: Page, user: User) -> None:
    """Through the front door, by e-mail and password."""
    page.goto("/")
    page.get_by_label("NIP atau surel").fill(user.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.locator(".account-name").first).to_contain_text(user.display_name)


def sign_out(page: Page) -> None:
    """Out again, as one does on an office PC."""
    page.get_by_role("button", name="Keluar").first.click()
    expect(page.get_by_role("heading", name="Masuk")).to_be_visible()


def scan(paper: Path, page: int) -> Image.Image:
    """One page of a print as a scanner gives it."""
    stem = paper.with_name(f"{paper.stem}-{page}")
    wanted = ("-f", str(page), "-l", str(page), "-singlefile")
    pdf_tools.run("pdftoppm", "-r", "200", "-gray", "-png", *wanted, paper, stem)
    return Image.open(stem.with_suffix(".png")).convert("L")


def somebody_who_signs() -> Staff:
    """A member of the school who is nobody's head."""
    rows = Staff.objects.filter(unit__name=SCHOOL.name, nip__isnull=False).exclude(nip="")
    return random.Random(3).choice(list(rows.order_by("pk")))
