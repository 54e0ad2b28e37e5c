"""Two halves of one room: review and confirmation, and what follows from them."""

from django.urls import include, path

from . import urls_register, urls_review

app_name = "plans"
urlpatterns = [path("ke-hoach/", include(urls_review.urlpatterns)), *urls_register.urlpatterns]
