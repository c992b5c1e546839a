"""Tests of files from people: kinds, the locked-in child, what is kept, and a corpus made to do harm."""
