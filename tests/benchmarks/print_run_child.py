"""One side of the print run in a process of its own, so that its time and its memory are its own.

`python -m tests.benchmarks.print_run_child prepare|ours|rival COUNT OUTPUT` prints one line of JSON.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import django

DISTINCT = 3000


def prepare(count: int, output: Path) -> dict[str, Any]:
    """Register documents and draw their pictures, as signing and the worker do in the course of a campaign."""
    from datetime import UTC, datetime

    from django.db import transaction

    from netralitas.documents import codes, drawings
    from netralitas.documents.actions.register import register
    from netralitas.ledger import vault
    from tests.benchmarks.bench_certificate import person

    with transaction.atomic():
        for number in range(count):
            row_key, key = vault.new_key()
            code = codes.new_code()
            facts = person(number) | {"qr": f"https://netralitas.contohkab.go.id/v/{code}", "code": codes.pretty(code)}
            document = register(
                kind="pakta", number=facts["number"], code=code, facts=facts, public_facts={}, row_key=row_key,
                key=key, issued_at=datetime.now(UTC),
            )  # fmt: skip
            drawings.pictures_of(document, facts)
    return {}


def ours(count: int, output: Path) -> dict[str, Any]:
    """The portal's print run: documents from the database, one PDF; more than there are come again."""
    from collections import Counter

    from netralitas.documents import batches, runs
    from netralitas.documents.models import Document
    from pledges.management.commands.print_certificates import ShellProgress

    ids = list(Document.objects.order_by("pk").values_list("pk", flat=True))
    items = (ids * (count // len(ids) + 1))[:count]
    counted: Counter[str] = Counter()

    def put(book: Any, some: list[int]) -> None:
        documents = batches.with_facts(some)
        for pk in some:
            counted[batches.put_document(book, documents[pk]) or "stamped"] += 1

    progress = ShellProgress(lambda *words, **options: None, output)
    runs.print_run(progress, run_id=f"tolok-{count}", items=lambda: items, put=put, name="Tolok", empty="kosong")
    return dict(counted)


def rival(count: int, output: Path) -> dict[str, Any]:
    """WeasyPrint, all pages in one document; told the right fit step, and one and the same signature for all."""
    from netralitas.documents import papers, rendering
    from netralitas.documents.models import Document

    pictures: dict[str, bytes] = {}
    layouts = []
    for document in Document.objects.select_related("row_key").order_by("pk")[:count].iterator(200):
        facts = document.facts()
        pictures = papers.paper("pakta").draw(facts) if not pictures else {**pictures, "qr": _qr(facts)}
        layouts.append(rendering.in_step(papers.sheet_of("pakta", facts, pictures), 0))
    rendering.join(layouts, output, title="Tolok")
    return {}


def _qr(facts: dict[str, Any]) -> bytes:
    from netralitas.documents import qr

    return qr.png(facts["qr"])


def main() -> None:
    """Do one side and say what it took."""
    django.setup()
    from netralitas.documents import engine  # noqa: F401  the import is not measured: a worker has it already
    from tests.benchmarks.measuring import peak_megabytes

    mode, count, output = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    began = time.perf_counter()
    facts = {"prepare": prepare, "ours": ours, "rival": rival}[mode](count, output)
    print(json.dumps({"seconds": time.perf_counter() - began, "megabytes": peak_megabytes(), **facts}))


if __name__ == "__main__":
    main()
