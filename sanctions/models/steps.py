"""What was done in a case, step by step."""

from django.db import models
from django.utils import timezone

from netralitas.db import PublicIdField, SealedModel
from sanctions.models.cases import Case, State
from sanctions.models.parties import CasePerson


class CaseStep(SealedModel):
    """One step in the matter of one person (langkah perkara): who, when, why, by which paper. Sealed.

    Written by sanctions.actions.steps.take, the only writer of CasePerson.state. `transition` is a code of
    sanctions.transitions; `note` says in words what the columns cannot.
    """

    public_id = PublicIdField()
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="steps")
    person = models.ForeignKey(CasePerson, models.DO_NOTHING, related_name="steps")
    transition = models.CharField(max_length=30)
    from_state = models.CharField(max_length=20, choices=State)
    to_state = models.CharField(max_length=20, choices=State)
    happened_on = models.DateField()
    reason = models.CharField(max_length=1000, blank=True)
    note = models.CharField(max_length=400, blank=True)
    document_kind = models.CharField(max_length=30, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    document_date = models.DateField(null=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)
    recorded_by_key = models.CharField(max_length=64)  # Actor.key, to tell two persons apart

    class Meta:
        verbose_name = "langkah perkara"
        indexes = [models.Index(fields=["case", "happened_on"], name="casestep_timeline")]
