"""A small OpenID Connect provider over real HTTP on localhost: discovery, keys, authorize, token, userinfo.

Faults are switched on by attributes; it checks client, redirect address and PKCE as a real one does.
"""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "netralitas", "rahasia:klien/uji"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Provider(ThreadingHTTPServer):
    """The provider; `claims` is whoever is signed in there."""

    daemon_threads = True

    def __init__(self, return_to: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://localhost:{self.server_port}"
        self.return_to = return_to
        self.claims: dict[str, Any] = {}
        self.told_elsewhere: dict[str, Any] = {}  # only by userinfo
        self.changes: dict[str, Any] = {}  # faults in the ID token
        self.signing_key, self.algorithm = KEY, "RS256"
        self.broken: set[str] = set()  # paths that answer 500
        self.asked: list[dict[str, str]] = []
        self._codes: dict[str, dict[str, str]] = {}
        Thread(target=self.serve_forever, daemon=True).start()

    def approve(self, asked: dict[str, str]) -> str:
        """What the provider does once the person has signed in: the address to go back to."""
        assert asked["redirect_uri"] == self.return_to
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Tokens for a code, once; None when anything does not fit."""
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        asked = self._codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_client = pair == "netralitas:rahasia%3Aklien%2Fuji"
        if not (
            asked and is_client and challenge == asked["code_challenge"] and sent["redirect_uri"] == self.return_to
        ):
            return None
        now = int(time.time())
        facts = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"], "sub": "s-1"}
        facts |= self.claims | self.changes
        facts = {name: value for name, value in facts.items() if value is not None}
        token = jwt.encode(facts, self.signing_key, algorithm=self.algorithm, headers={"kid": "kunci-1"})
        return {"access_token": "akses", "token_type": "Bearer", "id_token": token}


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        if path in self.server.broken:
            self._answer({}, 500)
        elif path == "/.well-known/openid-configuration":
            self._answer(self._configuration())
        elif path == "/keys":
            self._answer(
                {"keys": [json.loads(RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "kunci-1", "use": "sig"}]}
            )
        elif path == "/userinfo" and self.headers["Authorization"] == "Bearer akses":
            self._answer({"sub": "s-1"} | self.server.told_elsewhere)
        elif path == "/authorize":
            self._page(f'<a href="{self.server.approve(asked)}">Lanjut sebagai pegawai</a>')
        else:
            self._answer({}, 404)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        if "/token" in self.server.broken:
            self._answer({}, 500)
            return
        told = self.server.token(form, self.headers.get("Authorization", ""))
        self._answer(told or {"error": "invalid_grant"}, 200 if told else 400)

    def _configuration(self) -> dict[str, Any]:
        here = self.server.issuer
        return {
            "issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token",
            "jwks_uri": f"{here}/keys", "userinfo_endpoint": f"{here}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }  # fmt: skip

    def _answer(self, told: dict[str, Any], status: int = 200) -> None:
        self._send(json.dumps(told).encode(), "application/json", status)

    def _page(self, body: str) -> None:
        self._send(f"<!DOCTYPE html><title>SSO</title>{body}".encode(), "text/html", 200)

    def _send(self, body: bytes, kind: str, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""
