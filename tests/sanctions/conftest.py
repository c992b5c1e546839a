"""The offices that keep cases, and one case about Siti (Dinas A, D-02)."""

import pytest

from netralitas.access.models import User
from netralitas.registry.models import Opd, Staff
from sanctions.models import Case, CasePerson
from tests.cast import make_account, make_staff, make_unit
from tests.sanctions.matters import make_case


@pytest.fixture
def office(db) -> Opd:
    return make_unit("BKPSDM Rekaan", kind="BADAN")


@pytest.fixture
def handler(office) -> User:
    """A BKPSDM account with a person behind it: the secretariat."""
    return make_account("Agus BKPSDM", "bkpsdm", staff=make_staff("Agus Rekaan", office))


@pytest.fixture
def itda(db) -> Opd:
    return make_unit("Inspektorat Rekaan", kind="ITDA")


@pytest.fixture
def inspector(itda) -> User:
    """The Inspektorat, for cases about BKPSDM itself."""
    return make_account("Penangan ITDA", "penangan_itda", staff=make_staff("Ratna Rekaan", itda))


@pytest.fixture
def examiner_staff(itda) -> Staff:
    return make_staff("Wira Pemeriksa", itda)


@pytest.fixture
def examiner(examiner_staff) -> User:
    """An account of somebody who may be let into a case; no role of its own."""
    return make_account("Wira Pemeriksa", staff=examiner_staff)


@pytest.fixture
def case(siti, handler, inspector) -> Case:
    """A case about Siti, kept by BKPSDM."""
    return make_case(siti)


@pytest.fixture
def accused(case) -> CasePerson:
    """Siti in that case."""
    return case.persons.get()
