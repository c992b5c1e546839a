"""Forms for units."""

from typing import Any

from django import forms

from netralitas.access.scopes import Scope
from netralitas.registry.forms.staff import UnitChoice
from netralitas.registry.models import Kecamatan, Opd
from netralitas.ui.fields import name_blanks

UNIT_FIELDS = (
    "code", "name", "short_name", "kind", "kecamatan", "protocol_order", "has_recap_row", "unor_id", "external_code",
    "phone", "address", "operator_name", "operator_phone", "is_active_in_pledge",
)  # fmt: skip


class UnitForm(forms.ModelForm):
    """Data of a unit; the letterhead is typed as lines."""

    letterhead_lines = forms.CharField(
        label="Baris kop", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu baris kop tiap baris, di bawah nama pemda. Sekolah biasanya tiga baris.",
    )  # fmt: skip

    class Meta:
        model = Opd
        fields = UNIT_FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("letterhead_lines", "\n".join(self.instance.letterhead or []))
        self.fields["kecamatan"].queryset = Kecamatan.objects.all()
        name_blanks(self)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        values = {name: self.cleaned_data[name] for name in UNIT_FIELDS}
        lines = self.cleaned_data["letterhead_lines"].splitlines()
        return values | {"letterhead": [line.strip() for line in lines if line.strip()][:5]}


class NewUnitForm(UnitForm):
    """A unit to be added, with its parent."""

    parent = UnitChoice(
        queryset=Opd.objects.none(), label="Di bawah", required=False, empty_label="Langsung di bawah pemda"
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Opd.objects.within(scope).active().select_related("opd").order_by("path")
