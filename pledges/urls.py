"""Addresses of the pledge room: each noun keeps its own in `pledges/routes/`.

Signing comes first: an address is looked for from the top, and a burst asks for this one.
"""

from importlib import import_module
from pkgutil import iter_modules

from pledges import routes

app_name = "pledges"
urlpatterns = [
    pattern
    for noun in sorted(
        (module.name for module in iter_modules(routes.__path__)), key=lambda noun: (noun != "signing", noun)
    )
    for pattern in import_module(f"{routes.__name__}.{noun}").routes
]
