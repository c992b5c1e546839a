"""The catalogue as it applied on a day."""

from datetime import date

from netralitas.registry.models import Staff
from pledges.models import Election, Stage
from sanctions.models import Act, Authority, CatalogueVersion, Measure, Supervisor, TimeLimit
from sanctions.models.catalogue import ElectionStage

KINDS: dict[str, type[CatalogueVersion]] = {
    "perbuatan": Act, "hukuman": Measure, "kewenangan": Authority, "pengawas": Supervisor, "tenggat": TimeLimit,
}  # fmt: skip


def history(model: type[CatalogueVersion], code: str) -> list[CatalogueVersion]:
    """Every version of an entry, the newest first; one query."""
    return list(model.objects.filter(code=code).order_by("-starts_on", "-pk"))


def stage_on(election: Election, day: date) -> ElectionStage | None:
    """Which stage held on a day: before or from the penetapan calon; None when its date is not known. One query."""
    fixed = election.stages.filter(kind=Stage.Kind.PENETAPAN).first()
    if fixed is None:
        return None
    return ElectionStage.AFTER if day >= fixed.starts_on else ElectionStage.BEFORE


def possible_acts(person: Staff | None, day: date, stage: ElectionStage | None) -> list[Act]:
    """Acts in force on the day for this kind of employee and stage; all stages when it is not known. One query."""
    acts = Act.objects.in_force(day).order_by("code")
    fitting = {stage, ElectionStage.BOTH, ElectionStage.UNRELATED}
    return [
        act
        for act in acts
        if (person is None or person.category in act.applies_to) and (stage is None or act.stage in fitting)
    ]


def possible_measures(category: str, level: str, day: date) -> list[Measure]:
    """Measures in force for a kind of employee and a level; one query."""
    return [one for one in Measure.objects.in_force(day).filter(level=level) if category in one.applies_to]


def authorities_for(jenjang: str, level: str, day: date) -> list[Authority]:
    """Who may impose a level on a holder of this jenjang: all that are possible, BKPSDM chooses. One query."""
    return [one for one in Authority.objects.in_force(day) if jenjang in one.jenjang and level in one.levels]


def supervisor_on(day: date) -> Supervisor | None:
    """The body that supervised neutrality on a day; one query."""
    return Supervisor.objects.in_force(day).order_by("-starts_on", "-pk").first()
