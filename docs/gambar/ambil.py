"""Take the pictures of README and docs/panduan from a running demonstration.

    make run                                            # in one terminal
    .venv/bin/python docs/gambar/ambil.py               # in another; needs `make setup-test` and pdftoppm
    .venv/bin/python docs/gambar/ambil.py http://127.0.0.1:8033 telepon   # another address, one story only

It only uses the browser and the demonstration's sign-ins. One invented teacher signs; an upload is made and discarded.
Look at every picture before committing it.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from PIL import Image
from playwright.sync_api import Browser, Download, Locator, Page, sync_playwright

HERE = Path(__file__).parent
PASSWORD = "peragaan-contoh-2026"
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
LARGEST = 150_000  # bytes a picture may weigh in the repository
_STROKES = (
    ((0.1, 0.7), (0.2, 0.2), (0.3, 0.7), (0.24, 0.4), (0.4, 0.25), (0.45, 0.75), (0.55, 0.3), (0.62, 0.7)),
    ((0.6, 0.5), (0.75, 0.25), (0.7, 0.7), (0.85, 0.35), (0.93, 0.6)),
)


class Camera:
    """A browser on one demonstration, and the folder the pictures go to."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def desk(self, account: str = "") -> Page:
        """An office PC, signed in."""
        page = self._open(viewport=DESK)
        if account:
            self.enter(page, account)
        return page

    def enter(self, page: Page, account: str) -> None:
        """Sign in as one of the demonstration's accounts."""
        page.goto("/masuk/")
        page.locator("#id_name").fill(f"{account}@contoh.example")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_selector("nav.menu a", state="attached")

    def phone(self) -> Page:
        """A small phone, signed in nowhere."""
        return self._open(viewport=PHONE, has_touch=True, is_mobile=True)

    def _open(self, **options: object) -> Page:
        context = self.browser.new_context(
            base_url=self.address, locale="id-ID", timezone_id="Asia/Jakarta", reduced_motion="reduce", **options
        )
        return context.new_page()


def keep(page: Page, name: str, *, at: str = "", whole: bool = False) -> None:
    """Save what the screen shows; `at` scrolls a place to the top first, `whole` takes the page in full height."""
    page.wait_for_load_state("networkidle")
    if at:
        page.locator(at).first.evaluate("place => scrollTo(0, place.getBoundingClientRect().top + scrollY - 12)")
    else:
        page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(400)
    save(Image.open(io.BytesIO(page.screenshot(full_page=whole))), name)


def save(picture: Image.Image, name: str) -> None:
    """Write a small PNG: as many colours as the size allows."""
    path = HERE / f"{name}.png"
    for colours in (256, 128, 64, 32):
        picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            break
    sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} KB\n")


# --- the story of a phone: unit link, lost signal, certificate, Cek Keaslian


def phone_story(camera: Camera) -> None:
    """A teacher signs from the unit link; the connection is cut and comes back; a changed name does not match."""
    nip, born, unit = someone_missing(camera)
    page = camera.phone()
    page.goto(unit_link(camera, unit))
    page.locator("#id_number").fill(nip)
    page.locator("#id_birth_date").fill(born)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Ya, saya").wait_for()
    keep(page, "hp-kenali")
    page.get_by_role("button", name="Ya, saya").click()
    page.get_by_role("link", name="Baca dan Tanda Tangani").click()
    page.locator("article.pledge").wait_for()
    for box in page.locator("input[name=butir]").all():
        box.check()
    keep(page, "hp-centang", at="#id_butir")
    page.get_by_role("button", name="Lanjut ke Tanda Tangan").click()
    draw(page.locator("[data-canvas]"))
    keep(page, "hp-tanda-tangan")
    page.context.set_offline(True)
    page.get_by_role("button", name="Saya Menyatakan dan Menandatangani").click()
    page.locator("[data-lost]").wait_for(state="visible")
    page.wait_for_timeout(400)
    save(Image.open(io.BytesIO(page.screenshot())), "hp-sinyal-terputus")
    page.context.set_offline(False)
    page.get_by_role("button", name="Kirim Ulang").click()
    page.get_by_text("Unduh Sertifikat").wait_for(timeout=120_000)
    keep(page, "hp-selesai")
    with page.expect_download() as started:
        page.get_by_text("Unduh Sertifikat").click()
    keep_paper(started.value, "pakta")
    page.goto(str(page.locator("[data-share-url]").get_attribute("data-share-url")).replace(own(page), camera.address))
    page.locator("#tertulis").fill("Nama Orang Lain")
    page.get_by_role("button", name="Cocokkan").click()
    page.get_by_text("Tidak cocok", exact=True).wait_for()
    keep(page, "hp-cek-keaslian", at="#cocokkan")


def someone_missing(camera: Camera) -> tuple[str, str, str]:
    """NIP, birth date and unit of a teacher who has not signed, as the operator reads them off the screen."""
    page = camera.desk("operator.disdik")
    keep(page, "meja-operator")
    names = page.locator("th[scope=row] a[href^='/pegawai/']").evaluate_all("all => all.map(a => a.href)")
    for address in names:
        page.goto(address)
        shown = page.locator("main").inner_text()
        nip = re.search(r"\d{8} \d{6} \d \d{3}", shown)
        born = re.search(r"Tanggal lahir\s+(\d+) (\w+) (\d{4})", shown)
        unit = re.search(r"Unit kerja\s+(S[DM].+)", shown)
        if nip and born and unit:
            day, month, year = born.groups()
            return nip[0], f"{int(day):02d}-{_MONTHS.index(month) + 1:02d}-{year}", unit[1].strip()
    raise SystemExit("ambil: no teacher without a signature on the operator's first page; make the demonstration anew")


_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def unit_link(camera: Camera, unit: str) -> str:
    """The unit's link, made in Cetak & Unduh when there is none yet."""
    page = camera.desk("operator.disdik")
    page.goto("/cetak/")
    keep(page, "cetak")
    page.goto(f"/tautan/unit/?cari={unit}")
    door = page.get_by_role("link", name=unit, exact=True).first.get_attribute("href")
    page.goto(f"/cetak/?unit={str(door).rstrip('/').rpartition('/')[2]}")
    if page.get_by_role("button", name="Buat Tautan Unit").count():
        page.get_by_role("button", name="Buat Tautan Unit").click()
        page.get_by_text("Poster A4").wait_for()
    page.goto(str(door))
    address = page.locator("main code").first.inner_text().strip()
    return re.sub(r"^https?://[^/]+", camera.address, address)


def own(page: Page) -> str:
    """Scheme and host the portal writes into its links."""
    found = re.match(r"https?://[^/]+", str(page.locator("[data-share-url]").get_attribute("data-share-url")))
    return found[0] if found else ""


def draw(pad: Locator) -> None:
    """Two looping strokes with the pointer."""
    pad.scroll_into_view_if_needed()
    box, mouse = pad.bounding_box(), pad.page.mouse
    for stroke in _STROKES:
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        mouse.move(*places[0])
        mouse.down()
        for place in places[1:]:
            mouse.move(*place, steps=6)
        mouse.up()


def keep_paper(download: Download, name: str) -> None:
    """The first page of a PDF as a picture."""
    tool = shutil.which("pdftoppm") or "pdftoppm"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.pdf"
        download.save_as(source)
        subprocess.run([tool, "-png", "-r", "80", "-singlefile", source, source.with_suffix("")], check=True)  # noqa: S603
        save(Image.open(source.with_suffix(".png")), name)


# --- the desks


def import_story(camera: Camera) -> None:
    """BKPSDM uploads a workbook with a NIP destroyed by Excel, reads the findings, and discards it again."""
    page = camera.desk("bkpsdm")
    page.goto("/pegawai/impor/")
    page.locator("input[type=file]").set_input_files(ugly_workbook())
    page.get_by_role("button", name="Unggah dan Cocokkan Kolom").click()
    page.get_by_role("button", name="Periksa Dulu").wait_for()
    page.get_by_role("button", name="Periksa Dulu").click()
    page.get_by_role("button", name="Terapkan").wait_for()
    keep(page, "impor-periksa")
    keep(page, "impor-temuan", at="h2:text-is('Temuan')")
    page.get_by_role("button", name="Batalkan unggahan").click()
    page.get_by_role("heading", name="Unggah Data Pegawai").wait_for()


def ugly_workbook() -> dict[str, object]:
    """A small list as offices keep it; row 7 holds a NIP that Excel has rounded."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("DATA PEGAWAI")
        sheet.write(0, 0, "PEMERINTAH KABUPATEN CONTOH")
        sheet.write(1, 0, "DAFTAR NOMINATIF PEGAWAI")
        for row, cells in enumerate(_ROWS, start=3):
            sheet.write_row(row, 0, cells)
    return {"name": "pegawai-kecamatan.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()}


_ROWS = (
    ("NO", "NIP BARU", "NAMA LENGKAP", "TGL LAHIR", "JENIS PEGAWAI", "GOL/RUANG",
     "NAMA JABATAN", "UNIT KERJA", "AGAMA"),
    (1, "19800412 200501 2 011", "Dra. SITI CONTOHWATI, M.Si.", "12-04-1980", "PNS", "III/d",
     "Kepala Seksi Pelayanan", "Kec. Contohsari", "Islam"),
    (2, "198609262015051012", "Budi Contohadi, S.E.", "26/09/1986", "PNS", "III/b",
     "Pengelola Data", "Kec. Contohsari", "Islam"),
    (3, 1.98609e17, "Ratna Umpama, S.Sos.", "01-09-1986", "PNS", "III/a",
     "Pengadministrasi Umum", "Kec. Contohsari", "Islam"),
    (4, "199002142019032013", "Dewi Misalnya", "14 Februari 1990", "PNS", "II/c",
     "Pengadministrasi Umum", "UPT Taman Contoh", "Islam"),
    (5, "198609262015051012", "Budi Contohadi, S.E.", "26/09/1986", "PNS", "III/b",
     "Pengelola Data", "Kec. Contohsari", "Islam"),
    ("", "JUMLAH", 5, "", "", "", "", "", ""),
)  # fmt: skip


def desks(camera: Camera) -> None:
    """The number, the campaign, the accounts, the audit log."""
    page = camera.desk("sekda")
    keep(page, "pemantauan")
    page.goto("/pemantauan/layar/")
    keep(page, "layar-apel")
    page = camera.desk("kesbangpol")
    page.goto("/kegiatan/")
    page.locator("th[scope=row] a").first.click()
    keep(page, "kegiatan")
    page = camera.phone()
    camera.enter(page, "kadisdik")
    page.goto("/pemantauan/")
    keep(page, "hp-kepala-opd")
    page = camera.desk("operator.disnaker")
    page.goto("/kelengkapan/")
    keep(page, "kelengkapan")
    page = camera.desk("bkpsdm")
    page.goto("/penanganan/perkara/")
    keep(page, "perkara")
    page = camera.desk("admin")
    page.goto("/akun/")
    keep(page, "akun")
    page = camera.desk("inspektorat")
    page.goto("/audit/")
    keep(page, "audit")


STORIES: dict[str, Callable[[Camera], None]] = {"telepon": phone_story, "impor": import_story, "meja": desks}


def main(address: str = "http://127.0.0.1:8000", *wanted: str) -> None:
    """Take the pictures of the wanted stories, else of all."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name in wanted or STORIES:
            STORIES[name](Camera(browser, address.rstrip("/")))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
