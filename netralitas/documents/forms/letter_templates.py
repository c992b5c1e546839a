"""The form for a version of the wording of a kind of letter."""

from typing import Any

from django import forms

from netralitas.documents.letters import Layout, LetterKind
from netralitas.documents.models import LetterTemplate

_PAPERS = [("F4", "F4 (215 × 330 mm)"), ("A4", "A4")]
_BODY_HELP = (
    "Baris kosong memulai alinea. “1. ” atau “a. ” di awal baris menjadi daftar, “Label : isi” menjadi baris "
    "keterangan, “# Judul” ditengahkan, “---” memulai lampiran di belakang tanda "
    "tangan. Isian ditulis dalam kurung kurawal seperti pada daftar isian."
)


class TemplateForm(forms.Form):
    """Hal, isi, judul, pola nomor, kertas, and why they change."""

    heading = forms.CharField(
        label="Judul", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu baris satu baris di tengah; {nomor} menjadi nomor surat.",
    )  # fmt: skip
    subject = forms.CharField(label="Hal", max_length=300)
    body = forms.CharField(
        label="Isi", max_length=20_000, widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "false"}),
        help_text=_BODY_HELP,
    )  # fmt: skip
    number_pattern = forms.CharField(
        label="Pola nomor", max_length=80, required=False,
        help_text="Misalnya 200.1.5/{nomor}/Kesbangpol/{tahun}. Kosongkan bila nomor selalu diketik dari agenda.",
    )  # fmt: skip
    paper = forms.ChoiceField(label="Kertas", choices=_PAPERS)
    note = forms.CharField(label="Alasan perubahan", max_length=200, help_text="Tercatat dalam riwayat naskah.")

    def __init__(self, *args: Any, kind: LetterKind, template: LetterTemplate, **kwargs: Any) -> None:
        kwargs["initial"] = {
            name: getattr(template, name) for name in ("heading", "subject", "body", "number_pattern", "paper")
        }
        super().__init__(*args, **kwargs)
        if kind.layout in {Layout.LETTER, Layout.MEMO}:
            del self.fields["heading"]
        if not kind.may_number_itself:
            del self.fields["number_pattern"]

    def wording(self) -> dict[str, Any]:
        """Arguments for `actions.letter_templates.write_version`."""
        return {"heading": "", "number_pattern": "", **self.cleaned_data}


class SampleForm(TemplateForm):
    """The same for a look at a sample: the reason may still be open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = False
