from django.urls import path

from ..views import exchanging, translation

urlpatterns = [
    path("", translation.table, name="translations"),
    path("nhan/", exchanging.deliver, name="deliver"),
    path("nhan/<int:pk>/", exchanging.delivery, name="delivery"),
    path("xuat/", exchanging.export, name="export_translations"),
    path("muc/<int:item_pk>/<slug:code>/bat-dau/", translation.begin, name="begin_translation"),
    path("<int:pk>/", translation.side_by_side, name="translation"),
    path("<int:pk>/doan/", translation.passage, name="translation_passage"),
    path("<int:pk>/them/", translation.add, name="translation_add"),
    path("<int:pk>/theo-ban-goc/", translation.follow_media, name="translation_media"),
    path("<int:pk>/goi-y/", translation.machine, name="translation_machine"),
    path("<int:pk>/loi-truoc/", translation.wordings, name="translation_wordings"),
]
