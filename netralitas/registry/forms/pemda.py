"""Forms for the pemda's identity: in parts, as the page shows them."""

import re
from typing import Any

from django import forms
from django.utils import timezone

from netralitas.errors import DomainError
from netralitas.registry.models import Pemda
from netralitas.registry.patterns import check_pattern
from netralitas.registry.queries.pemda import register_example
from netralitas.ui import theme
from netralitas.ui.fields import UploadField

PEMDA_FIELDS = (
    "name", "short_name", "head_title", "capital", "place", "address", "accent_colour", "time_zone", "public_address",
    "help_contact", "register_pattern", "certificate_paper", "slip_paper", "default_ways", "allows_operator_links",
)  # fmt: skip
PARTS = (
    ("Nama dan tempat", ("name", "short_name", "head_title", "capital", "place", "address", "time_zone")),
    ("Portal", ("public_address", "help_contact", "accent_colour")),
    ("Pakta dan kertas", ("register_pattern", "certificate_paper", "slip_paper")),
    ("Cara pengenalan", ("default_ways", "allows_operator_links")),
)
_HEADS = [(title, title) for title in ("Bupati", "Wali Kota", "Gubernur")]
_WAYS = [("personal_link", "Tautan pribadi"), ("unit_link", "Tautan unit"), ("password", "Kata sandi")]
_ADDRESS = re.compile(r"(https?://)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?(/[\w./-]*)?", re.IGNORECASE)
_LEAST_CONTRAST = 3.0  # WCAG 2.1, 1.4.11; text on it is darkened by the theme itself


class PemdaForm(forms.ModelForm):
    """Everything about the pemda but its emblem."""

    head_title = forms.ChoiceField(label="Sebutan kepala daerah", choices=_HEADS)
    accent_colour = forms.CharField(
        label="Warna aksen", max_length=7, widget=forms.TextInput(attrs={"type": "color"}),
        help_text="Dipakai tombol dan judul. Warna yang terlalu pucat ditolak.",
    )  # fmt: skip
    default_ways = forms.MultipleChoiceField(
        label="Diizinkan pada kegiatan baru", choices=_WAYS, widget=forms.CheckboxSelectMultiple,
        help_text="Masih dapat diubah pada setiap kegiatan.",
    )  # fmt: skip

    class Meta:
        model = Pemda
        fields = PEMDA_FIELDS
        help_texts = {
            "name": "Seperti pada kop: Pemerintah Kabupaten Contoh.",
            "short_name": "Untuk layar: Kabupaten Contoh.",
            "place": "Tercetak di depan tanggal pada pakta dan surat.",
            "address": "Untuk kop unit yang tidak punya alamat sendiri.",
            "public_address": "Tercetak di kaki pakta dan dipakai memeriksa keaslian, misalnya ikrar.contohkab.go.id.",
            "help_contact": "Tampil di setiap halaman: nama meja bantuan dan nomornya.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.head_title not in dict(_HEADS):
            own = self.instance.head_title
            self.fields["head_title"].choices = [*_HEADS, (own, own)]
        zone = str(timezone.get_default_timezone())
        labels = dict(Pemda.Zone.choices)
        self.fields["time_zone"].choices = [
            ("", f"Menurut server: {labels.get(zone, zone)}"), *Pemda.Zone.choices,
        ]  # fmt: skip
        pattern = self.fields["register_pattern"]
        pattern.widget.attrs["data-pattern"] = "contoh-nomor"
        pattern.help_text = "Pakai {tahun} dan {nomor}. Tanpa {tahun}, nomor tidak mulai lagi dari satu tiap tahun."

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Headings with their fields."""
        return [(heading, [self[name] for name in names]) for heading, names in PARTS]

    @property
    def example(self) -> str:
        """The next number as the pattern in the form would print it."""
        return register_example(self["register_pattern"].value() or "")

    def clean_accent_colour(self) -> str:
        """A colour that can be told from the white of the page."""
        colour = self.cleaned_data["accent_colour"].strip().lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", colour):
            raise forms.ValidationError("Tulis warna seperti #1f4e79.")
        contrast = theme.contrast(colour, theme.WHITE)
        if contrast < _LEAST_CONTRAST:
            shown = f"{contrast:.1f}".replace(".", ",")
            raise forms.ValidationError(
                f"Warna ini terlalu pucat (kontras {shown}; paling sedikit 3). Pilih yang lebih tua."
            )
        return colour

    def clean_public_address(self) -> str:
        """An address one could type; the scheme is left out."""
        address = self.cleaned_data["public_address"].strip().rstrip("/")
        if address and not _ADDRESS.fullmatch(address):
            raise forms.ValidationError("Tulis alamatnya saja, misalnya ikrar.contohkab.go.id.")
        return re.sub(r"^https?://", "", address)

    def clean_register_pattern(self) -> str:
        """What the action would refuse is said beside the field."""
        try:
            return check_pattern(self.cleaned_data["register_pattern"])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal


class EmblemForm(forms.Form):
    """The emblem, a picture."""

    emblem = UploadField(label="Lambang", extensions=(".png", ".jpg", ".jpeg", ".webp"), max_megabytes=2)
