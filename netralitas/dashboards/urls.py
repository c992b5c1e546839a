"""Addresses of the dashboards room."""

app_name = "dashboards"
urlpatterns: list = []
