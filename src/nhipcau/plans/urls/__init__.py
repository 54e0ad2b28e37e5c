"""Two halves of one room: review and confirmation, and what follows from them."""

from django.urls import include, path

from . import register, review

app_name = "plans"
urlpatterns = [path("ke-hoach/", include(review.urlpatterns)), *register.urlpatterns]
