"""Two halves of one room: review and confirmation, and what follows from them."""

from . import urls_register, urls_review

app_name = "plans"
urlpatterns = [*urls_review.urlpatterns, *urls_register.urlpatterns]
