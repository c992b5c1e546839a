"""Forms of voiding a signature."""

from django import forms


class ReasonForm(forms.Form):
    """Why a signature should be void."""

    reason = forms.CharField(
        label="Alasan", max_length=200,
        help_text="Terbaca oleh pemilik ikrar, misalnya: ditandatangani orang lain menurut berita acara 12 Oktober.",
        error_messages={"required": "Tuliskan alasan pembatalan."},
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What becomes of a proposal."""

    CONFIRM, DISPUTE, WITHDRAW = "konfirmasi", "sanggah", "tarik"

    keputusan = forms.ChoiceField(
        choices=[(CONFIRM, "Konfirmasi"), (DISPUTE, "Sanggah"), (WITHDRAW, "Tarik")], widget=forms.HiddenInput,
        error_messages={"required": "Pilih keputusannya.", "invalid_choice": "Pilih keputusannya."},
    )  # fmt: skip
    jawaban = forms.CharField(label="Alasan sanggahan", max_length=200, required=False)
