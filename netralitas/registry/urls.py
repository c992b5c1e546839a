"""Addresses of the registry room."""

app_name = "registry"
urlpatterns: list = []
