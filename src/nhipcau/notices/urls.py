from django.urls import path

from .views import mine, reminders

app_name = "notices"
urlpatterns = [
    path("thong-bao/", mine.mine, name="mine"),
    path("thong-bao/da-xem/", mine.read, name="read"),
    path("nhac-viec/", reminders.upcoming, name="upcoming"),
    path("nhac-viec/xem-truoc/<int:user_pk>/", reminders.preview, name="preview"),
    path("nhac-viec/da-gui/", reminders.sent, name="sent"),
    path("nhac-viec/bi-tra-lai/", reminders.returned, name="returned"),
    path("nhac-viec/dang-giu/", reminders.held, name="held"),
    path("nhac-viec/thu/<int:pk>/", reminders.letter, name="letter"),
    path("nhac-viec/giu/", reminders.hold, name="hold"),
    path("nhac-viec/tha/<int:pk>/", reminders.release, name="release"),
    path("nhac-viec/bac-nhac/", reminders.ladder, name="ladder"),
]
