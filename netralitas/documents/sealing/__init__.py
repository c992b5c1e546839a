"""The institution's seal on a PDF: who may seal, with which key, and how the bytes are put together.

`base` says what a sealer is, `local` seals with our own certificate authority (`authority`, `ceremony`), `bsre` lets
BSrE's eSign client service do it. `container` and `cms` make the sealed bytes. Nothing here touches the database.
"""
