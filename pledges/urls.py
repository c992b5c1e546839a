"""Addresses of the pledge room."""

app_name = "pledges"
urlpatterns: list = []
