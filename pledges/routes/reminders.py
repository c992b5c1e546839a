"""Addresses of *Pengingat* and of messages that did not arrive."""

from django.urls import path

from pledges.views import failed_messages, reminders

routes = [
    path("pengingat/", reminders.reminder_list, name="reminders"),
    path("pengingat/atur/", reminders.reminder_plan, name="reminder-plan"),
    path("pengingat/siapa/", reminders.reminder_people, name="reminder-people"),
    path("pengingat/tidak-sampai/", failed_messages.failed_list, name="failed-messages"),
    path("pengingat/tidak-sampai/catat/", failed_messages.failed_note, name="failed-note"),
    path("pengingat/tidak-sampai/<str:public_id>/lagi/", failed_messages.failed_again, name="failed-again"),
]
