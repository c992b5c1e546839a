"""*Periksa Berkas PDF* in Chromium: the holder's own file, and one that somebody touched."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from netralitas.access.actors import SYSTEM
from netralitas.documents.actions import files
from netralitas.documents.models import Document
from netralitas.documents.queries import files as stored
from tests.browser.test_papers import findings, fits, page, signature  # noqa: F401  fixtures

pytestmark = pytest.mark.browser


def test_holder_has_the_file_checked(page, signature, tmp_path: Path):  # noqa: F811
    files.render_due(by=SYSTEM)
    with stored.opened(Document.objects.get(pk=signature.document_id).file) as file:
        content = file.read()
    for name, written in {"asli.pdf": content, "diubah.pdf": content + b"\n%"}.items():
        (tmp_path / name).write_bytes(written)

    page.goto("/verifikasi/")
    page.get_by_role("link", name="Periksa berkas PDF").click()
    assert findings(page) == []
    page.get_by_label("Berkas PDF sertifikat").set_input_files(tmp_path / "asli.pdf")
    page.get_by_role("button", name="Periksa Berkas", exact=True).click()
    expect(page.get_by_text("tidak berubah sedikit pun")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("S*** A*****")).to_be_visible()
    assert findings(page) == []
    assert fits(page)

    page.get_by_label("Periksa berkas lain").set_input_files(tmp_path / "diubah.pdf")
    page.get_by_role("button", name="Periksa Berkas", exact=True).click()
    expect(page.get_by_text("Ada yang ditambahkan ke berkas")).to_be_visible(timeout=20_000)
    assert findings(page) == []
