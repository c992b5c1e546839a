"""A further hearing of the same person (BAP tambahan): a new fact beside the first BAP, which stays as it is."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ui.formats import day as written
from sanctions import events
from sanctions.actions.examinations import Hearing, keep, set_hearing
from sanctions.actions.steps import check_open, locked
from sanctions.models import CasePerson, Examination
from sanctions.transitions import BY_CODE

_NOTHING = "Belum ada yang dicatat."


@transaction.atomic
def write(
    person: CasePerson, *, hearing: Hearing, examiners: Sequence[str], answers: Sequence[Mapping[str, str]],
    closing: str, ground: str, summons: str, by: Actor,
) -> Examination:  # fmt: skip
    """Keep the draft of a BAP tambahan, encrypted; `examinations.finish` closes it like the first.

    `ground` says why a further hearing, `summons` by which letter the person was called. *Refuses* it before the first
    BAP is closed or after the LHP, a hearing to come or before the last one, no ground.
    *Records* `sanctions.supplement_written`.
    """
    person = locked(person)
    check_open(person, BY_CODE["bap_tambahan"])
    last = person.examinations.filter(frozen_at__isnull=False).order_by("pk").last()
    if hearing.on > timezone.localdate():
        raise DomainError(f"Tanggal pemeriksaan belum tiba. {_NOTHING}", code="tanggal")
    if hearing.on < last.held_on:
        raise DomainError(
            f"{last} diadakan {written(last.held_on)}; pemeriksaan tambahan tidak boleh lebih awal. {_NOTHING}",
            code="urutan",
        )
    if not ground.strip():
        raise DomainError(f"Tuliskan mengapa pemeriksaan tambahan diperlukan. {_NOTHING}", code="alasan")
    draft = person.examinations.filter(frozen_at__isnull=True, supplements__isnull=False).first()
    draft = draft or Examination(person=person)
    draft.supplements, draft.order = last.supplements or last, last.order + 1
    set_hearing(draft, hearing)
    content = {
        "pemeriksa": list(examiners), "tanya_jawab": [dict(row) for row in answers], "penutup": closing.strip(),
        "alasan": ground.strip(), "panggilan": summons.strip(),
    }  # fmt: skip
    keep(draft, content, by)
    record(events.SUPPLEMENT_WRITTEN, by=by, subject=person.case, number=person.case.number, order=draft.order)
    return draft


@transaction.atomic
def discard(draft: Examination, *, by: Actor) -> None:
    """Throw the draft of a BAP tambahan away. *Refuses* a first BAP and a closed one.

    *Records* `sanctions.supplement_discarded`.
    """
    draft = Examination.objects.select_for_update(of=("self",)).select_related("person__case").get(pk=draft.pk)
    if draft.frozen_at is not None or draft.supplements_id is None:
        raise DomainError("BAP ini tidak dapat dihapus. Tidak ada yang berubah.", code="tetap")
    case = draft.person.case
    record(events.SUPPLEMENT_DISCARDED, by=by, subject=case, number=case.number, order=draft.order)
    draft.delete()
