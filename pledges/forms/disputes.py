"""Forms of *Bukan Saya*."""

from django import forms

from pledges.models import Dispute


class StoryForm(forms.Form):
    """What the person says happened."""

    cerita = forms.ChoiceField(
        label="Apa yang terjadi?", choices=Dispute.Story.choices, widget=forms.RadioSelect,
        error_messages={"required": "Pilih yang paling sesuai.", "invalid_choice": "Pilih salah satu."},
    )  # fmt: skip

    @property
    def given(self) -> dict[str, str]:
        """The arguments of `disputes.raise_dispute` that the form knows."""
        return {"story": self.cleaned_data["cerita"]}


class RecordForm(StoryForm):
    """The same before an operator, with the card that was shown."""

    kartu = forms.ChoiceField(
        label="Kartu identitas yang ditunjukkan", choices=[("", "Pilih kartunya"), *Dispute.Card.choices],
        error_messages={"required": "Pilih kartu yang ditunjukkan.", "invalid_choice": "Pilih salah satu."},
    )  # fmt: skip
    cocok = forms.BooleanField(
        label="Nama dan foto pada kartu cocok dengan orang yang hadir",
        error_messages={"required": "Cocokkan kartunya lebih dahulu."},
    )

    field_order = ("kartu", "cocok", "cerita")

    @property
    def given(self) -> dict[str, str]:
        """The story with the card."""
        return {**super().given, "identity_card": self.cleaned_data["kartu"]}


class DecisionForm(forms.Form):
    """What the check comes to."""

    UPHOLD, VOID = "tetap_sah", "batal"

    keputusan = forms.ChoiceField(
        choices=[(UPHOLD, "Ikrar Tetap Sah"), (VOID, "Usulkan Pembatalan")], widget=forms.HiddenInput,
        error_messages={"required": "Pilih keputusannya.", "invalid_choice": "Pilih keputusannya."},
    )  # fmt: skip
    alasan = forms.CharField(
        label="Alasan (dibaca orangnya)", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tuliskan alasannya.", "max_length": "Paling panjang 300 huruf."},
    )  # fmt: skip
