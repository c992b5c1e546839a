"""The signature inside the seal: a PAdES (CAdES, B-B) SignedData whose bytes are fixed but for digest and signature.

The DER is written once per certificate with asn1crypto; each document then costs one RSA signature. Everything has a
fixed length: 32 bytes of digest, one modulus of signature.
"""

import hashlib
from dataclasses import dataclass

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from netralitas.documents.sealing.authority import Seal

_DIGEST_MARK = hashlib.sha256(b"the place of the digest").digest()
_SET, _IMPLICIT_0 = b"\x31", b"\xa0"
_PADDING, _PREHASHED = padding.PKCS1v15(), Prehashed(hashes.SHA256())


@dataclass(frozen=True)
class Template:
    """A SignedData with two open places, and the signed attributes with one."""

    seal: Seal
    attributes: tuple[bytes, bytes]
    before: bytes
    between: bytes
    after: bytes

    @property
    def length(self) -> int:
        """Bytes of the finished SignedData; always the same."""
        signature = self.seal.key.key_size // 8
        return len(self.before) + len(_DIGEST_MARK) + len(self.between) + signature + len(self.after)

    def signed(self, digest: bytes) -> bytes:
        """The finished SignedData over a document with this SHA-256."""
        head, tail = self.attributes
        attributes_digest = hashlib.sha256(head + digest + tail).digest()
        signature = self.seal.key.sign(attributes_digest, _PADDING, _PREHASHED)
        return b"".join((self.before, digest, self.between, signature, self.after))

    def signature_in(self, signed_data: bytes) -> bytes:
        """The signature's own bytes in a finished SignedData: what a time stamp is over."""
        start = len(self.before) + len(_DIGEST_MARK) + len(self.between)
        return signed_data[start : start + self.seal.key.key_size // 8]


def template_for(seal: Seal) -> Template:
    """Write the SignedData of a seal once."""
    mark = bytes(range(256)) * 8
    signature_mark = mark[: seal.key.key_size // 8]
    attributes = _attributes(seal)
    der = _signed_data(seal, attributes, signature_mark)
    before, rest = _split(der, _DIGEST_MARK)
    between, after = _split(rest, signature_mark)
    encoded = attributes.untag().dump()
    return Template(seal, _split(_SET + encoded[1:], _DIGEST_MARK), before, between, after)


def _split(whole: bytes, mark: bytes) -> tuple[bytes, bytes]:
    before, found, after = whole.partition(mark)
    if not found or mark in after:
        raise ValueError("the template's open place is not clear")
    return before, after


def _attributes(seal: Seal) -> cms.CMSAttributes:
    """Content type, digest, and the certificate's hash (ESS v2), which PAdES asks for; the time stands in the PDF."""
    certificate_id = tsp.ESSCertIDv2({"cert_hash": bytes.fromhex(seal.fingerprint)})
    return cms.CMSAttributes([
        cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
        cms.CMSAttribute({"type": "message_digest", "values": [_DIGEST_MARK]}),
        cms.CMSAttribute({
            "type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2({"certs": [certificate_id]})],
        }),
    ])  # fmt: skip


def _signed_data(seal: Seal, attributes: cms.CMSAttributes, signature: bytes) -> bytes:
    certificates = [_as_asn1(certificate) for certificate in (seal.certificate, *seal.chain)]
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    signer = cms.SignerInfo({
        "version": "v1",
        "sid": cms.SignerIdentifier({
            "issuer_and_serial_number": cms.IssuerAndSerialNumber({
                "issuer": certificates[0].issuer, "serial_number": certificates[0].serial_number,
            }),
        }),
        "digest_algorithm": sha256,
        "signed_attrs": attributes,
        "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
        "signature": core.OctetString(signature),
    })  # fmt: skip
    content = cms.SignedData({
        "version": "v1",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "data"},
        "certificates": certificates,
        "signer_infos": [signer],
    })  # fmt: skip
    return cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()


def _as_asn1(certificate: object) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))  # type: ignore[attr-defined]
