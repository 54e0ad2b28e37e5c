from django.urls import path

from . import views

app_name = "core"
urlpatterns = [
    path("", views.home, name="home"),
    path("suc-khoe/", views.health, name="health"),
    path("lich-lam-viec/", views.working_days, name="calendar"),
    path("lich-lam-viec/ghi/", views.add_days, name="calendar_add"),
    path("lich-lam-viec/bo/", views.drop_day, name="calendar_drop"),
    path("lich-lam-viec/cach-tinh/", views.deadline_rules, name="deadline_rules"),
    path("nhat-ky/", views.audit, name="audit"),
]
