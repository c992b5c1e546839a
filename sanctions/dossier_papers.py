"""The portal's own pages of a *berkas perkara*: cover with index, and records no letter was made of."""

from typing import Any

from netralitas.documents import letter_facts
from netralitas.documents.bundles import Placed
from netralitas.documents.letters import kind_of
from netralitas.documents.papers import Sheet
from netralitas.documents.queries.letter_templates import default_of
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from sanctions.models import Case, CasePerson, Examination
from sanctions.queries.letter_values import prepared

_TEMPLATE, _STYLES = "papers/dossier.html", "papers/letter.css"


def cover(case: Case, placed: list[Placed], *, taken_at: str, rows: list[list[str]]) -> Sheet:
    """Who and what, then the index; `rows` are number, day and remark of each piece."""
    persons = [f"{one.staff.full_name} ({one.get_state_display().lower()})" for one in _persons(case)]
    table = [
        [str(at), one.piece.title, number, day, str(one.first) if one.count else f"– ({one.piece.problem})"]
        for at, (one, (number, day)) in enumerate(zip(placed, rows, strict=True), start=1)
    ]
    blocks = [
        _rows(("Nomor perkara", case.number), ("Pokok perkara", case.title), ("Dibuka", formats.day(case.opened_on)),
              ("Penanggung jawab", case.get_lead_display()), ("Terlapor", "; ".join(persons)),
              ("Keadaan per", taken_at)),
        {"kind": "heading", "text": "Daftar isi"},
        _table(["No", "Dokumen", "Nomor", "Tanggal", "Halaman"], table),
        {"kind": "text", "text": "Perkara bukan pelanggaran yang terbukti. Berkas ini hanya untuk yang berwenang."},
    ]  # fmt: skip
    return _sheet(case, ["BERKAS PERKARA", f"NOMOR {case.number}"], blocks)


def timeline(case: Case) -> Sheet:
    """Everybody let in, and every step in order."""
    team = [
        [one.name, one.title, one.get_role_display(), one.letter_number or "–"]
        for one in case.assignments.order_by("pk")
    ]
    steps = [
        [formats.day(one.happened_on), str(one.person), one.get_to_state_display(), one.note or one.reason,
         one.document_number or "–"]
        for one in case.steps.select_related("person__staff").order_by("happened_on", "pk")
    ]  # fmt: skip
    blocks = [
        {"kind": "heading", "text": "Penugasan"}, _table(["Nama", "Jabatan", "Peran", "Surat"], team),
        {"kind": "heading", "text": "Riwayat langkah"},
        _table(["Tanggal", "Terlapor", "Keadaan", "Keterangan", "Surat"], steps),
    ]  # fmt: skip
    return _sheet(case, ["PENUGASAN DAN RIWAYAT PERKARA", f"NOMOR {case.number}"], blocks)


def person_record(person: CasePerson) -> Sheet:
    """The person as on the date of the act, the pledge by then, and every allegation."""
    blocks: list[dict[str, Any]] = []
    for frozen in person.frozen.order_by("acted_on"):
        facts = frozen.facts
        pledge = facts.get("ikrar") or {}
        signed = "belum ada"
        if pledge:
            signed = f"{pledge['nomor']}, {pledge['ditandatangani']}, entri log {pledge['entri']}"
        blocks += [
            {"kind": "heading", "text": f"Data beku pada {formats.day(frozen.acted_on)}"},
            _rows(("Nama", facts["nama"]), ("NIP", formats.grouped_nip(facts["nip"]) if facts["nip"] else ""),
                  ("Jenis pegawai", facts["kategori"]), ("Golongan", facts["golongan"]),
                  ("Jabatan", facts["jabatan"]), ("Unit kerja", facts["unit"]), ("Perangkat Daerah", facts["opd"]),
                  ("Ikrar netralitas", signed)),
        ]  # fmt: skip
    acts = [
        [one.act.code, one.act.name, formats.day(one.acted_on), one.act.legal_basis,
         "dicabut" if hasattr(one, "withdrawal") else "berlaku"]
        for one in person.allegations.select_related("act", "withdrawal").order_by("pk")
    ]  # fmt: skip
    blocks += [{"kind": "heading", "text": "Dugaan perbuatan"},
               _table(["Kode", "Perbuatan", "Tanggal", "Dasar", "Keadaan"], acts)]  # fmt: skip
    return _sheet(person.case, ["DATA TERLAPOR", str(person)], blocks)


def record_of(code: str, person: CasePerson, *, held: Examination | None = None) -> Sheet:
    """What the portal holds of a BAP (which one: `held`) or an LHP when no letter was issued of it."""
    kind = kind_of(code)
    start = prepared(code, person, held=held)
    content = {
        "values": letter_facts.normal(kind, start.values), "kop": start.kop, "addressee": [], "signers": [],
        "copies": [],
    }  # fmt: skip
    facts = letter_facts.compose(default_of(kind), content, number="", dated_on=None, place=current_pemda().place)
    lines = [kind.label.upper(), "SALINAN CATATAN PORTAL"]
    return _sheet(person.case, lines, [*facts["blocks"], *facts["annex"]])


def exhibit_words(case: Case, number: str, words: str) -> Sheet:
    """The viewing copy of an exhibit that is text."""
    blocks = [{"kind": "text", "text": line} for line in words.splitlines() if line.strip()]
    return _sheet(case, [f"BUKTI {number}", "SALINAN TEKS"], blocks)


def _persons(case: Case) -> list[CasePerson]:
    return list(case.persons.select_related("staff").order_by("pk"))


def _sheet(case: Case, lines: list[str], blocks: list[dict[str, Any]]) -> Sheet:
    return Sheet(_TEMPLATE, _STYLES, {"title": f"Perkara {case.number}", "lines": lines, "blocks": blocks}, {}, "F4")


def _rows(*pairs: tuple[str, str]) -> dict[str, Any]:
    rows = [{"label": label, "text": text, "blocks": []} for label, text in pairs if text]
    return {"kind": "rows", "rows": rows}


def _table(columns: list[str], rows: list[list[str]]) -> dict[str, Any]:
    empty = [["–", *[""] * (len(columns) - 1)]]
    return {"kind": "table", "columns": columns, "rows": [[[cell, False] for cell in row] for row in rows or empty],
            "total": []}  # fmt: skip
