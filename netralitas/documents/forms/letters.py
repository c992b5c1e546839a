"""Forms of letters: what a draft says, its number, the scan, the reason of a voiding."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from netralitas.documents.letters import Layout, LetterField, LetterKind, kind_of
from netralitas.documents.models import Letter
from netralitas.documents.uploads.fields import ScanField
from netralitas.ui.fields import DayField

_PREFIX = "isi_"
_SIGNER = "penanda_"
_SIGNER_PARTS = {"heading": "jabatan", "name": "nama", "rank": "pangkat", "number": "NIP"}
_ROWS = {"long": 8, "list": 5}


class DraftForm(forms.Form):
    """The fields of a draft as its kind declares them; tables come from the room above and stay as they are."""

    addressee = forms.CharField(
        label="Kepada (Yth.)", widget=forms.Textarea(attrs={"rows": 3}), max_length=600, required=False,
        help_text="Satu baris satu baris pada surat, misalnya nama jabatan lalu “di Serang”.",
    )  # fmt: skip
    attachment = forms.CharField(
        label="Lampiran", max_length=120, required=False, help_text="Misalnya 1 (satu) berkas; kosong dicetak “-”."
    )
    copies = forms.CharField(
        label="Tembusan", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False,
        help_text="Satu baris satu penerima.",
    )  # fmt: skip

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        content, self._kind = letter.content(), kind_of(letter.kind)
        kwargs["initial"] = _initial(content, self._editable(self._kind))
        super().__init__(*args, **kwargs)
        own = {f"{_PREFIX}{one.name}": _form_field(one) for one in self._editable(self._kind)}
        self._signers = len(content["signers"])
        if self._kind.layout in {Layout.PAPER, Layout.DECISION}:  # nobody is addressed, nothing is said to be attached
            del self.fields["addressee"], self.fields["attachment"]
        signers = _signer_fields(content["signers"])
        order = ["addressee", *own, "attachment", "copies", *signers]
        self.fields = {name: field for name in order if (field := {**self.fields, **own, **signers}.get(name))}

    @staticmethod
    def _editable(kind: LetterKind) -> list[LetterField]:
        return [one for one in kind.fields if one.kind != "table"]

    def values(self) -> dict[str, Any]:
        """Arguments for `actions.letters.revise`."""
        cleaned = self.cleaned_data
        values = {one.name: cleaned[f"{_PREFIX}{one.name}"] for one in self._editable(self._kind)}
        return {"values": values, **{name: cleaned.get(name) for name in ("addressee", "attachment")},
                "copies": cleaned["copies"].splitlines(),
                "signers": [self._signer(at) for at in range(self._signers)]}  # fmt: skip

    def _signer(self, at: int) -> dict[str, Any]:
        given = {part: self.cleaned_data[f"{_SIGNER}{at}_{part}"] for part in _SIGNER_PARTS}
        return given | {"heading": [line.strip() for line in given["heading"].splitlines() if line.strip()]}


def _signer_fields(signers: list[dict[str, Any]]) -> dict[str, forms.Field]:
    """The block of each signer: the lines above, name, pangkat, NIP."""
    found: dict[str, forms.Field] = {}
    for at, signer in enumerate(signers):
        which = f" {at + 1}" if len(signers) > 1 else ""
        for part, label in _SIGNER_PARTS.items():
            given = "\n".join(signer[part]) if part == "heading" else signer[part]
            widget = forms.Textarea(attrs={"rows": 2}) if part == "heading" else forms.TextInput()
            found[f"{_SIGNER}{at}_{part}"] = forms.CharField(
                label=f"Penanda tangan{which}: {label}", max_length=300, required=part == "name", widget=widget,
                initial=given,
            )  # fmt: skip
    return found


def _initial(content: dict[str, Any], fields: list[LetterField]) -> dict[str, Any]:
    found: dict[str, Any] = {name: "\n".join(content[name]) for name in ("addressee", "copies")}
    found["attachment"] = content["attachment"]
    for one in fields:
        value = content["values"].get(one.name, "")
        found[f"{_PREFIX}{one.name}"] = _readable(one, value)
    return found


def _readable(field: LetterField, value: Any) -> Any:
    if field.kind == "list":
        return "\n".join(value)
    return date.fromisoformat(value) if field.kind == "date" and value else value


def _form_field(field: LetterField) -> forms.Field:
    label = field.label if field.required else f"{field.label} (boleh kosong)"
    if field.kind == "date":
        return DayField(label=label, required=False)
    if field.kind == "number":
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=1_000_000_000)
    if field.kind in _ROWS:
        hint = "Satu baris satu butir." if field.kind == "list" else "Baris kosong memulai alinea baru."
        widget = forms.Textarea(attrs={"rows": _ROWS[field.kind]})
        return forms.CharField(label=label, required=False, max_length=20_000, widget=widget, help_text=hint)
    return forms.CharField(label=label, required=False, max_length=600)


class IssueForm(forms.Form):
    """Number and date of a letter that goes out."""

    number = forms.CharField(label="Nomor surat", max_length=80, required=False)
    dated_on = DayField(label="Tanggal surat", required=False, initial=timezone.localdate)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pattern = letter.template.number_pattern
        self.fields["number"].help_text = (
            f"Kosongkan untuk nomor berikutnya menurut pola {pattern}, atau ketik nomor dari agenda."
            if pattern
            else "Ketik nomor dari agenda. Bila belum ada, kosongkan: nomor ditulis tangan pada surat lalu dicatat di "
            "sini satu kali."
        )


class NumberForm(forms.Form):
    """The number from the agenda, entered once."""

    number = forms.CharField(label="Nomor surat", max_length=80, help_text="Setelah dicatat, nomor terkunci.")
    dated_on = DayField(label="Tanggal surat", initial=timezone.localdate)


class SignedPaperForm(forms.Form):
    """The signed and stamped paper."""

    scan = ScanField(label="Pindaian surat yang sudah ditandatangani")


class VoidForm(forms.Form):
    """Why a letter no longer holds."""

    reason = forms.CharField(label="Alasan pembatalan", max_length=200)
