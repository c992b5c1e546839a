"""The doors that stand open to anyone, on the phone and at the desk."""


def test_sign_in_page_shows_its_form(desk):
    answer = desk.goto("/")

    assert answer.status == 200
    assert desk.locator("form input[type=password]").count() == 1
