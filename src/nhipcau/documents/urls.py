from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("", views.documents, name="list"),
    path("tai-len/", views.upload, name="upload"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/tien-do/", views.progress, name="progress"),
    path("<int:pk>/tep-goc/", views.original, name="original"),
    path("<int:pk>/cam-ket/", views.declare, name="declare"),
    path("<int:pk>/doc-lai/", views.reread, name="read_again"),
]
