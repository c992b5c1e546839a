"""Password hashing: Argon2id with the parameters named."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2Hasher(Argon2PasswordHasher):
    """Argon2id, 19 MiB, t=2, p=1 (OWASP). Django's 100 MiB and p=8 cost 200 ms a login: eight logins a second."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
