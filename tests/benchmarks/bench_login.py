"""Getting in: password and personal link against Django's own sign-in and default hasher, CPU of the whole request.

Both sides go through the same middleware and database; the rival is `LoginView` with PBKDF2. Same work: after each
request the answer must name the person: the rival's and our session the account, the link's visit the member of staff.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.views import LoginView
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts import cookies
from netralitas.accounts.actions.links import ensure_personal_links
from netralitas.accounts.models import PersonalLink, Visit
from netralitas.accounts.queries.links import personal_token
from netralitas.accounts.queries.visits import open_visit
from netralitas.urls import urlpatterns as portal_urls
from tests.benchmarks.measuring import Control, Line, compare, control
from tests.cast import make_account, make_staff, make_unit

PASSWORD = "sawah-hijau-Ciruas"
ROUNDS = 9
PASSWORDS_AT_ONCE, LINKS_AT_ONCE = 4, 20  # the CPU clock is coarse: short requests are timed in bunches
urlpatterns = [path("login/", LoginView.as_view(next_page="/")), *portal_urls]
DJANGOS_OWN = {
    "AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.ModelBackend"],
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.PBKDF2PasswordHasher"],
}


class NotIn(AssertionError):
    """A request did not let the person in: the comparison would be worth nothing."""


class Ways:
    """The three ways in, for one person; each request leaves its answer to be proven when the clock has stopped."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        unit = make_unit("Dinas Pendidikan")
        self.staff = make_staff("Siti Aminah", unit)
        self.user = make_account("Siti Aminah", staff=self.staff)
        with override_settings(**DJANGOS_OWN):
            self.djangos_hash = make_password(PASSWORD)
        self.rival_user = User.objects.create(username="pembanding", password=self.djangos_hash)
        User.objects.filter(pk=self.user.pk).update(password=make_password(PASSWORD))
        ends = timezone.now() + timedelta(days=1)
        ensure_personal_links(staff_ids=[self.staff.pk], expires_at=ends, by=Actor.command("bench"))
        self.link = f"/t/{personal_token(PersonalLink.objects.get(staff=self.staff))}"
        self.answers: list[tuple[str, HttpResponse]] = []

    def by_password(self, password: str = PASSWORD) -> None:
        """Our sign-in page."""
        self._post("password", "/masuk/", {"name": self.staff.nip, "password": password})

    def by_link(self) -> None:
        """Our personal link."""
        self._post("link", self.link, {})

    def by_django(self) -> None:
        """Django's own sign-in view, backend and hasher."""
        with override_settings(**DJANGOS_OWN):
            self._post("django", "/login/", {"username": "pembanding", "password": PASSWORD})

    def prove(self) -> None:
        """Every answer since the last proof let its person in; raises `NotIn`."""
        answers, self.answers = self.answers, []
        if not answers:
            raise NotIn("nobody tried")
        for way, answer in answers:
            wanted = {"password": self.user.pk, "django": self.rival_user.pk, "link": self.staff.pk}[way]
            found = self._visitor(answer) if way == "link" else self._account(answer)
            if found != wanted:
                raise NotIn(f"{way}: {found} is in, not {wanted}")

    def _post(self, way: str, address: str, sent: dict[str, str]) -> None:
        request = self.handler.request_class(RequestFactory().post(address, sent).environ)
        request._dont_enforce_csrf_checks = True
        self.answers.append((way, self.handler.get_response(request)))

    @staticmethod
    def _account(answer: HttpResponse) -> int | None:
        session = import_module(settings.SESSION_ENGINE).SessionStore(_cookie(answer, settings.SESSION_COOKIE_NAME))
        return int(session.get("_auth_user_id", 0))

    @staticmethod
    def _visitor(answer: HttpResponse) -> int | None:
        request = RequestFactory().get("/")
        request.COOKIES[cookies.VISIT_COOKIE] = _cookie(answer, cookies.VISIT_COOKIE)
        visit = open_visit(cookies.visit_id(request))
        return visit.staff_id if visit else None


def run() -> Iterator[Line | Control]:
    """Measure, then spoil each side once."""
    settings.ROOT_URLCONF = __name__  # both sides on one list of addresses
    ways = Ways()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    for warm_up in (ways.by_password, ways.by_link, ways.by_django):
        warm_up()
        ways.prove()
    password, rival = compare(_times(ways.by_password, PASSWORDS_AT_ONCE), ways.by_django, rounds=ROUNDS, cpu=True)
    ways.prove()
    yield Line("login password", password / PASSWORDS_AT_ONCE, rival, first=8, goal=8)
    Visit.objects.all().delete()
    link, rival = compare(_times(ways.by_link, LINKS_AT_ONCE), ways.by_django, rounds=ROUNDS, cpu=True)
    ways.prove()
    yield Line("login personal link", link / LINKS_AT_ONCE, rival, first=40, goal=40)

    User.objects.filter(pk=ways.user.pk).update(password=ways.djangos_hash)
    with override_settings(PASSWORD_HASHERS=DJANGOS_OWN["PASSWORD_HASHERS"]):
        spoiled, rival = compare(ways.by_password, ways.by_django, rounds=3, cpu=True)
    ways.prove()
    yield control("our page with Django's hasher misses the target", rival / spoiled < 8)
    ways.by_password("salah")
    yield control("a wrong password is not taken for a sign-in", _is_noticed(ways))
    PersonalLink.objects.update(is_active=False)
    ways.by_link()
    yield control("a closed link is not taken for a visit", _is_noticed(ways))


def _times(work: Callable[[], None], count: int) -> Callable[[], None]:
    def repeated() -> None:
        for _ in range(count):
            work()

    return repeated


def _cookie(answer: HttpResponse, name: str) -> str:
    return answer.cookies[name].value if name in answer.cookies else ""


def _is_noticed(ways: Ways) -> bool:
    try:
        ways.prove()
    except NotIn:
        return True
    return False
