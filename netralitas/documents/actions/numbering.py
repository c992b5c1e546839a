"""Register numbers: one counter row a series, locked until the caller's transaction ends."""

from django.db import connection, transaction

from netralitas.documents.models import NumberSeries


def next_number(series_key: str) -> int:
    """Take the next number of a series (from 1) in one statement; a rollback gives it back, so no gaps remain.

    Call it late in the transaction: others of the same series wait until it ends. Called inside another room's
    action, which says who. *Refuses* (as a programming error) to run outside a transaction. *Records* nothing.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("next_number needs the transaction of what it numbers")
    table = NumberSeries._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO {table} ("key", "last") VALUES (%s, 1) '  # noqa: S608
            f'ON CONFLICT ("key") DO UPDATE SET "last" = {table}."last" + 1 RETURNING "last"',
            [series_key],
        )
        return cursor.fetchone()[0]
