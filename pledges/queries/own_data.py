"""*Data saya*: everything the portal holds about a person, and who looked at it, as sections of plain rows.

The page, the JSON and the workbook are made from the same sections, so that none of them can say less.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from netralitas.accounts.models import LinkReveal, PersonalLink, RoleAssignment, StaffLink, Visit
from netralitas.audit.catalogue import look_label
from netralitas.audit.models import Access
from netralitas.jobs.models import Message
from netralitas.registry.models import Correction, Opd, Staff, StaffEvent, Transfer
from netralitas.registry.queries.heads import posts_held_by
from netralitas.registry.queries.proposals import identity_of, of_person
from netralitas.ui import formats
from pledges.models import Obligation, RosterEvent, Signature
from pledges.queries.mine import way_of

_MOST = 500  # rows of one section


@dataclass(frozen=True)
class Section:
    """One kind of data: key for the file, title and note for the page, columns, rows of text."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    note: str = ""

    @property
    def is_facts(self) -> bool:
        """Whether it is a list of label and value rather than a table."""
        return self.columns == _FACTS

    @property
    def entries(self) -> list[list[tuple[str, str]]]:
        """Each row as (column, text), empty texts left out."""
        return [[pair for pair in zip(self.columns, row, strict=True) if pair[1]] for row in self.rows]


_FACTS = ("Data", "Isi")


def own_data(person: Staff) -> list[Section]:
    """All sections of a person with the rows of the same identity; about sixteen queries, whatever there is."""
    ids = [person.pk, *(row.pk for row in identity_of(person))]
    makers: list[Callable[[Staff, list[int]], Section]] = [
        _identity, _posts, _history, _proposals, _corrections, _obligations, _roster, _signatures, _links, _visits,
        _accounts, _messages, _looks,
    ]  # fmt: skip
    return [make(person, ids) for make in makers]


def _at(moment: datetime | None) -> str:
    return formats.moment(moment) if moment else ""


def _identity(person: Staff, ids: list[int]) -> Section:
    day = formats.day
    facts = [
        ("Nama", person.full_name), ("NIP / NI PPPK", formats.grouped_nip(person.nip) if person.nip else ""),
        ("NIK (disamarkan)", person.nik_masked), ("Jenis pegawai", str(person.get_category_display())),
        ("Tanggal lahir", day(person.birth_date) if person.birth_date else ""),
        ("Jenis kelamin", str(person.get_sex_display())), ("Golongan", person.golongan),
        ("TMT golongan", day(person.golongan_on) if person.golongan_on else ""), ("Jabatan", person.position),
        ("Eselon", person.eselon), ("Pendidikan", person.education), ("Unit kerja", person.unit.name),
        ("Perangkat Daerah", person.unit.opd.name), ("Nomor HP", person.phone), ("Surel", person.email),
        ("Kedudukan", str(person.get_status_display())),
        ("Berlaku sejak", day(person.status_on) if person.status_on else ""), ("Didata", _at(person.created_at)),
    ]  # fmt: skip
    return Section("identitas", "Identitas", _FACTS, [fact for fact in facts if fact[1]])


def _posts(person: Staff, ids: list[int]) -> Section:
    rows = [
        (str(post), post.unit.name, formats.day(post.starts_on), formats.day(post.ends_on) if post.ends_on else "")
        for post in posts_held_by(ids)
    ]
    return Section("penugasan", "Penugasan", ("Jabatan", "Unit", "Sejak", "Sampai"), rows)


def _history(person: Staff, ids: list[int]) -> Section:
    events = StaffEvent.objects.filter(staff__in=ids).order_by("-pk")[:_MOST]
    rows = [
        (_at(one.recorded_at), str(one.get_kind_display()), _changes(one.changes), one.reason, one.by_label)
        for one in events
    ]
    columns = ("Waktu", "Peristiwa", "Perubahan", "Dasar", "Oleh")
    return Section("riwayat", "Riwayat data", columns, rows)


def _changes(changes: dict[str, list]) -> str:
    return "; ".join(f"{_label(name)}: {_text(old)} → {_text(new)}" for name, (old, new) in changes.items())


def _label(name: str) -> str:
    try:
        return str(Staff._meta.get_field(name).verbose_name)
    except LookupError:
        return name


def _text(value: object) -> str:
    return "–" if value in (None, "") else str(value)


def _proposals(person: Staff, ids: list[int]) -> Section:
    rows = [
        (_at(one.proposed_at), one.summary, str(one.get_state_display()), one.reason, one.proposed_by)
        for one in of_person(person)[:_MOST]
    ]
    transfers = Transfer.objects.filter(staff__in=ids).select_related("from_unit", "to_unit").order_by("-pk")
    rows += [
        (_at(one.proposed_at), f"Mutasi {one.from_unit.name} → {one.to_unit.name}", str(one.get_state_display()),
         one.reason, one.proposed_by)
        for one in transfers[:_MOST]
    ]  # fmt: skip
    return Section("usulan", "Usulan tentang saya", ("Waktu", "Usulan", "Keadaan", "Dasar", "Oleh"), rows)


def _corrections(person: Staff, ids: list[int]) -> Section:
    rows = [
        (_at(one.asked_at), str(one.get_about_display()), one.text, str(one.get_state_display()), one.answer)
        for one in Correction.objects.filter(staff__in=ids).order_by("-pk")[:_MOST]
    ]
    columns = ("Waktu", "Yang keliru", "Yang benar", "Keadaan", "Jawaban")
    return Section("perbaikan", "Permintaan perbaikan saya", columns, rows)


def _obligations(person: Staff, ids: list[int]) -> Section:
    found = Obligation.objects.filter(staff__in=ids).select_related("campaign", "unit").order_by("-pk")
    rows = [(one.campaign.title, one.unit.name, _state(one.state), _at(one.state_at)) for one in found]
    return Section("kewajiban", "Kewajiban ikrar", ("Kegiatan", "Dihitung di", "Status", "Sejak"), rows)


def _state(code: str) -> str:
    return str(Obligation.State(code).label)


def _roster(person: Staff, ids: list[int]) -> Section:
    found = RosterEvent.objects.filter(obligation__staff__in=ids).order_by("-pk")[:_MOST]
    rows = [
        (_at(one.recorded_at), str(one.get_kind_display()), _state(one.after["state"]), one.reason) for one in found
    ]
    return Section("daftar_wajib", "Riwayat daftar wajib", ("Waktu", "Peristiwa", "Status", "Dasar"), rows)


def _signatures(person: Staff, ids: list[int]) -> Section:
    found = Signature.objects.filter(staff__in=ids).select_related("campaign", "document", "text", "void", "unit")
    rows = [
        (one.campaign.title, _at(one.signed_at), one.document.number, way_of(one), str(one.get_method_display()),
         one.unit.name, "dibatalkan" if hasattr(one, "void") else "berlaku")
        for one in found.defer("facts_ciphertext", "document__facts_ciphertext").order_by("-pk")
    ]  # fmt: skip
    columns = ("Kegiatan", "Waktu", "Nomor register", "Cara pengenalan", "Tanda tangan", "Unit saat itu", "Keadaan")
    note = "Goresan tanda tangan disimpan terenkripsi; gambarnya ada pada sertifikat."
    return Section("ikrar", "Ikrar dan sertifikat", columns, rows, note)


def _links(person: Staff, ids: list[int]) -> Section:
    links = PersonalLink.objects.filter(staff__in=ids)
    rows = [
        ("Tautan pribadi", "berlaku" if one.is_active else "ditutup", _at(one.made_at), _at(one.expires_at), "")
        for one in links
    ]
    reveals = LinkReveal.objects.filter(link__staff__in=ids).order_by("-pk")[:_MOST]
    rows += [("Diserahkan operator", one.way, _at(one.at), "", one.by_label) for one in reveals]
    columns = ("Tautan", "Keadaan atau cara", "Waktu", "Sampai", "Oleh")
    return Section("tautan", "Tautan pribadi", columns, rows, "Alamat tautannya sendiri tidak disimpan.")


def _visits(person: Staff, ids: list[int]) -> Section:
    devices: dict[str, str] = {}
    rows = []
    for one in Visit.objects.filter(staff__in=ids).order_by("-pk")[:_MOST]:
        device = devices.setdefault(one.device_key, f"HP {len(devices) + 1}") if one.device_key else ""
        marks = [str(one.get_way_in_display()), "HP bersama" if one.is_shared_device else ""]
        marks.append("Melalui operator" if one.is_via_operator else "")
        rows.append((_at(one.opened_at), ", ".join(filter(None, marks)), device))
    note = "Perangkat hanya dibedakan dengan nomor; alamat internet dan jenis HP tidak disimpan."
    return Section("kunjungan", "Kunjungan", ("Waktu", "Cara pengenalan", "Perangkat"), rows, note)


def _accounts(person: Staff, ids: list[int]) -> Section:
    links = list(StaffLink.objects.filter(staff__in=ids).select_related("user"))
    rows = [("Akun", one.user.email, "aktif" if one.user.is_active else "terkunci", "", "") for one in links]
    roles = RoleAssignment.objects.filter(user__in=[one.user_id for one in links]).select_related("unit")
    rows += [
        (f"Peran {one.definition.label}", one.unit.name if one.unit else "seluruh pemda",
         "dicabut" if one.revoked_at else "berlaku", formats.day(one.starts_on),
         formats.day(one.ends_on) if one.ends_on else "")
        for one in roles.order_by("-pk")
    ]  # fmt: skip
    return Section("akun", "Akun dan peran", ("Akun atau peran", "Untuk", "Keadaan", "Sejak", "Sampai"), rows)


def _messages(person: Staff, ids: list[int]) -> Section:
    keys = Staff.objects.filter(pk__in=ids).values_list("public_id", flat=True)
    found = Message.objects.filter(recipient_key__in=[*keys, *map(str, ids)], recipient_type="registry.staff")
    rows = [(_at(one.created_at), one.template, str(one.get_state_display()), _at(one.sent_at)) for one in
            found.order_by("-pk")[:_MOST]]  # fmt: skip
    return Section("pesan", "Pesan yang dikirim kepada saya", ("Waktu", "Pesan", "Keadaan", "Terkirim"), rows)


def _looks(person: Staff, ids: list[int]) -> Section:
    """Looks at the person's own rows, and at lists of the unit and of those above it."""
    path = person.unit.path
    above = [path[: at + 1] for at, sign in enumerate(path) if sign == "/"]
    units = Opd.objects.filter(path__in=above).values_list("public_id", flat=True)
    keys = Staff.objects.filter(pk__in=ids).values_list("public_id", flat=True)
    papers = Signature.objects.filter(staff__in=ids).values_list("public_id", flat=True)
    mine = Q(subject_key__in=[*keys, *papers])
    lists = Q(subject_type=Opd._meta.label_lower, subject_key__in=list(units))
    found = Access.objects.filter(mine | lists).order_by("-pk")[:_MOST]
    rows = [(_at(one.at), look_label(one.what), one.actor_label, one.reason) for one in found]
    note = "Termasuk daftar nama unit Bapak/Ibu yang dibuka atau diunduh petugas."
    return Section("dilihat", "Siapa yang melihat", ("Waktu", "Yang dilihat", "Oleh", "Alasan"), rows, note)


def as_json(sections: Iterable[Section]) -> dict[str, list[dict[str, str]]]:
    """Sections for a file that machines read."""
    return {section.key: [dict(entry) for entry in section.entries] for section in sections}


def as_rows(sections: Iterable[Section]) -> Iterable[tuple[str, str, str]]:
    """Sections for one sheet: section, row, content."""
    for section in sections:
        for number, entry in enumerate(section.entries, start=1):
            if section.is_facts:
                yield section.title, entry[0][1], entry[1][1]
            else:
                yield section.title, str(number), "; ".join(f"{column}: {text}" for column, text in entry)
