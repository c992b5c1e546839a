"""WHAT WE ISSUED: one register for certificates and letters; numbering, rendering, QR, verification."""
