"""Forms of reminders."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from netralitas.jobs import api as jobs
from netralitas.ui.fields import DayField
from pledges.models import Campaign, ReminderPlan
from pledges.models.reminders import usual_days


class PlanForm(forms.Form):
    """When people are reminded."""

    aktif = forms.BooleanField(label="Kirim pengingat menurut jadwal ini", required=False)
    sasaran = DayField(label="Hari sasaran", help_text="Biasanya hari batas waktu, atau hari apel.")
    sebelum = forms.RegexField(
        r"^\s*(\d{1,2}\s*(,\s*\d{1,2}\s*)*)?$", label="Hari sebelum sasaran", required=False,
        help_text="Dipisah koma; 0 berarti hari sasaran itu sendiri. Misalnya 7, 3, 1, 0.",
        error_messages={"invalid": "Tuliskan angka dipisah koma, misalnya 7, 3, 1, 0."},
    )  # fmt: skip
    tiap = forms.IntegerField(
        label="Sesudah sasaran, tiap sekian hari", min_value=0, max_value=30,
        help_text="Selama kegiatan masih dibuka, misalnya karena diperpanjang. 0 berarti tidak.",
    )  # fmt: skip
    batas = forms.IntegerField(label="Paling banyak per orang", min_value=1, max_value=30)
    pukul = forms.TimeField(label="Mulai pukul", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    hp = forms.BooleanField(label="Lewat HP bila tidak punya surel sendiri", required=False)

    def __init__(self, campaign: Campaign, plan: ReminderPlan | None, *args: Any) -> None:
        super().__init__(*args, initial=_initial(campaign, plan))
        if jobs.gateway() is None:
            self.fields["hp"].disabled = True
            self.fields["hp"].help_text = "Layanan pesan HP belum dipasang admin sistem."

    def values(self) -> dict[str, Any]:
        """The arguments of `reminders.set_plan`."""
        given = self.cleaned_data
        days = [int(word) for word in given["sebelum"].split(",") if word.strip()]
        return {
            "is_active": given["aktif"], "target_on": given["sasaran"], "days_before": days,
            "every_days": given["tiap"], "most_per_person": given["batas"], "send_hour": given["pukul"],
            "uses_gateway": given["hp"],
        }  # fmt: skip


def _initial(campaign: Campaign, plan: ReminderPlan | None) -> dict[str, Any]:
    target: date = plan.target_on if plan else timezone.localtime(campaign.closes_at).date()
    plan = plan or ReminderPlan(is_active=True)
    days = plan.days_before if plan.pk else usual_days()
    return {
        "aktif": plan.is_active, "sasaran": target, "sebelum": ", ".join(map(str, days)), "tiap": plan.every_days,
        "batas": plan.most_per_person, "pukul": plan.send_hour, "hp": plan.uses_gateway,
    }  # fmt: skip


class BounceForm(forms.Form):
    """The address of a mail that came back."""

    alamat = forms.EmailField(
        label="Alamat surel yang kembali",
        error_messages={"required": "Isi alamatnya.", "invalid": "Tuliskan alamat surel yang lengkap."},
    )
