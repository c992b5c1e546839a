"""Register numbers: in order, without gaps beyond rollbacks, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from netralitas.documents.actions import numbering
from netralitas.documents.models import NumberSeries


@pytest.mark.django_db
def test_numbers_start_at_one_and_series_are_apart():
    assert [numbering.next_number("a") for _ in range(3)] == [1, 2, 3]
    assert numbering.next_number("b") == 1
    assert NumberSeries.objects.get(key="a").last == 3


@pytest.mark.django_db
def test_rollback_gives_the_number_back():
    numbering.next_number("a")
    with transaction.atomic():
        assert numbering.next_number("a") == 2
        transaction.set_rollback(True)

    assert numbering.next_number("a") == 2


@pytest.mark.django_db
def test_next_number_takes_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        numbering.next_number("a")


@pytest.mark.django_db(transaction=True)
def test_number_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        numbering.next_number("a")


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_parallel_takers_get_every_number_once():
    def take(serial: int) -> list[int]:
        taken = []
        for turn in range(10):
            try:
                with transaction.atomic():
                    number = numbering.next_number("a")
                    if (serial + turn) % 3 == 0:
                        raise LookupError
                    taken.append(number)
            except LookupError:
                continue
        connection.close()
        return taken

    with ThreadPoolExecutor(6) as pool:
        numbers = [number for taken in pool.map(take, range(6)) for number in taken]

    assert sorted(numbers) == list(range(1, len(numbers) + 1))
