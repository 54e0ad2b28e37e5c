from django.urls import path

from .views import compare, register, stored

app_name = "documents"
urlpatterns = [
    path("", stored.documents, name="list"),
    path("so/", register.register, name="register"),
    path("so/xuat.<slug:ending>", register.export, name="register_export"),
    path("so/cho-xac-nhan/", register.waiting, name="waiting"),
    path("so/<int:pk>/", register.line, name="line"),
    path("so/<int:pk>/ghi/", register.record, name="record"),
    path("so/quan-he/<int:pk>/<slug:act>/", register.judge, name="judge"),
    path("so-sanh/", compare.compare, name="compare"),
    path("tai-len/", stored.upload, name="upload"),
    path("<int:pk>/", stored.document, name="document"),
    path("<int:pk>/noi-dung/", register.text, name="text"),
    path("<int:pk>/tien-do/", stored.progress, name="progress"),
    path("<int:pk>/tep-goc/", stored.original, name="original"),
    path("<int:pk>/trang/<int:number>.webp", stored.page_picture, name="page_picture"),
    path("<int:pk>/cam-ket/", stored.declare, name="declare"),
    path("<int:pk>/doc-lai/", stored.reread, name="read_again"),
]
