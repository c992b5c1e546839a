"""Steps of a case in the browser, from the letter of Bawaslu to the LHP; a later journey goes on from there."""

from collections.abc import Callable

from django.test import Client
from playwright.sync_api import Page, expect

from netralitas.access.models import User

Look = Callable[[Page, str], None]


def enter(page: Page, user: User, address: str) -> None:
    """Sit down at the page as an account."""
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    page.context.clear_cookies()
    page.context.add_cookies([{"name": key, "value": one.value, "url": address} for key, one in client.cookies.items()])
    page.goto(f"{address}/")


def register_report(page: Page, address: str, number: str, look: Look) -> None:
    """Write Bawaslu's letter down and send it to examination."""
    page.goto(f"{address}/penanganan/laporan/catat/")
    page.get_by_label("Asal laporan").select_option(label="Penerusan Bawaslu")
    page.get_by_label("Nomor surat atau tiket asal").fill("012/PM.05/K.BT-01/II/2026")
    page.get_by_label("Diterima tanggal").fill("2026-02-27")
    page.get_by_label("Tanggal perbuatan").fill("2026-02-10")
    page.get_by_label("Yang dilaporkan").fill(number)
    page.locator("input[name=acts]").nth(7).check()
    page.get_by_label("Uraian").fill("Membagikan ajakan memilih calon di grup percakapan sekolah.")
    page.get_by_role("button", name="Catat Laporan").click()


def triage(page: Page, look: Look) -> None:
    """Send the report to examination."""
    page.get_by_role("link", name="Telaah").click()
    page.get_by_label("Hasil telaah").select_option(label="Dilanjutkan ke pemeriksaan")
    page.get_by_label("Alasan").fill("Ada tangkapan layar dan saksi.")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("link", name="Buka Perkara")).to_be_visible()
    look(page, "laporan sesudah telaah")


def open_case(page: Page, look: Look) -> None:
    """Open the case from the report."""
    page.get_by_role("link", name="Buka Perkara").click()
    page.get_by_label("Pokok perkara").fill("Ajakan memilih calon di grup percakapan")
    page.get_by_label("Tanggal dibuka").fill("2026-03-02")
    look(page, "buka perkara")
    page.get_by_role("button", name="Buka Perkara").click()
    expect(page.get_by_role("heading", name="Perkara PKR/2026/0001")).to_be_visible()
    look(page, "perkara baru")


def assign(page: Page, number: str, role: str, element: str) -> None:
    """Give somebody a part in the case, on the page of assignments."""
    page.locator("#id_role").select_option(label=role)
    page.get_by_label("NIP / NI PPPK").fill(number)
    page.get_by_label("Unsur tim").select_option(label=element)
    page.get_by_label("Nomor surat penugasan").fill("800/21/BKPSDM/2026")
    page.get_by_label("Tanggal surat").fill("2026-03-02")
    page.get_by_role("button", name="Tugaskan").click()
    expect(page.get_by_role("status").or_(page.get_by_role("alert")).first).to_be_visible()


def note_declarations(page: Page) -> None:
    """Note the letters of everybody who has not declared on screen."""
    while page.get_by_role("link", name="Catat surat pernyataan").count():
        page.get_by_role("link", name="Catat surat pernyataan").first.click()
        page.get_by_label("Bebas benturan kepentingan").check()
        page.get_by_label("Nomor surat pernyataan").fill("01/SP/2026")
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_role("heading", name="Penugasan dalam")).to_be_visible()


def begin(page: Page, look: Look) -> None:
    """Form the team, from the page of the case."""
    page.get_by_role("link", name="Bentuk tim dan mulai pemeriksaan").click()
    page.get_by_label("Nomor SK atau surat perintah").fill("800/22/SK/2026")
    page.get_by_label("Tanggal surat").fill("2026-03-03")
    look(page, "mulai pemeriksaan")
    page.get_by_role("button", name="Simpan").click()


def summon(page: Page, order: str, days: tuple[str, str], look: Look) -> None:
    """Call the accused person."""
    page.get_by_role("link", name=f"Panggilan {order}", exact=True).click()
    page.get_by_label("Nomor surat panggilan").fill(f"800/23/{order}/2026")
    page.get_by_label("Tanggal surat").fill(days[0])
    page.get_by_label("Tanggal pemeriksaan").fill(days[1])
    page.get_by_label("Pukul").fill("09:00")
    page.get_by_label("Tempat").fill("Ruang rapat BKPSDM")
    look(page, f"panggilan {order}")
    page.get_by_role("button", name="Simpan").click()


def examine(page: Page, look: Look) -> None:
    """Write the BAP in two rounds, so that rows are added without a script, and close it."""
    page.get_by_role("link", name="Pemeriksaan (BAP)").click()
    page.get_by_label("Tanggal pemeriksaan").fill("2026-03-13")
    page.locator("input[name=examiners]").first.check()
    for row in range(3):
        page.locator(f"#id_tj-{row}-tanya").fill(f"Pertanyaan ke-{row + 1} pemeriksa?")
        page.locator(f"#id_tj-{row}-jawab").fill(f"Jawaban ke-{row + 1}: benar, dikirim dari HP sendiri.")
    look(page, "sunting BAP")
    page.get_by_role("button", name="Simpan dan Tambah Baris").click()
    page.locator("#id_tj-3-tanya").fill("Ada yang ingin ditambahkan?")
    page.locator("#id_tj-3-jawab").fill("Menyesal dan sudah menghapusnya.")
    page.get_by_role("button", name="Simpan dan Lihat").click()
    expect(page.get_by_text("Menyesal dan sudah menghapusnya.")).to_be_visible()
    look(page, "rancangan BAP")
    page.get_by_role("link", name="Selesaikan BAP").click()
    page.get_by_label("Ditandatangani", exact=True).check()
    page.get_by_label("Salinan diserahkan tanggal").fill("2026-03-13")
    page.get_by_role("button", name="Simpan").click()


def examine_again(page: Page, look: Look) -> None:
    """Hear the person once more: a BAP of its own, with its reason."""
    page.get_by_text("Langkah lain").first.click()
    page.get_by_role("link", name="Pemeriksaan tambahan (BAP)").click()
    page.get_by_label("Alasan pemeriksaan tambahan").fill("Ada saksi baru.")
    page.get_by_label("Tanggal pemeriksaan").fill("2026-03-16")
    page.get_by_label("Pukul").fill("10:00")
    page.get_by_label("Tempat").fill("Ruang rapat BKPSDM")
    page.locator("input[name=examiners]").first.check()
    page.locator("#id_tj-0-tanya").fill("Apakah mengenal saksi?")
    page.locator("#id_tj-0-jawab").fill("Ya, rekan sekantor.")
    look(page, "sunting BAP tambahan")
    page.get_by_role("button", name="Simpan dan Lihat").click()
    expect(page.get_by_role("heading", name="Berita Acara Pemeriksaan Tambahan 1")).to_be_visible()
    look(page, "rancangan BAP tambahan")
    page.get_by_role("link", name="Selesaikan BAP Tambahan 1").click()
    page.get_by_label("Ditandatangani", exact=True).check()
    page.get_by_role("button", name="Simpan").click()


def report(page: Page, look: Look) -> None:
    """Write the LHP, conclude the allegation, hand it over."""
    page.get_by_role("link", name="Laporan hasil (LHP)").click()
    for label in ("Fakta", "Analisis", "Kesimpulan"):
        page.get_by_label(label, exact=True).fill(f"{label} rekaan pemeriksaan.")
    page.get_by_label("Terbukti", exact=True).check()
    page.get_by_label("Usul tingkat hukuman").select_option(label="Berat")
    look(page, "sunting LHP")
    page.get_by_role("button", name="Simpan").click()
    look(page, "rancangan LHP")
    page.get_by_role("link", name="Sampaikan LHP").click()
    page.get_by_label("Nomor LHP").fill("700/31/LHP/2026")
    page.get_by_label("Tanggal LHP").fill("2026-03-20")
    page.get_by_role("button", name="Simpan").click()
