from django.urls import path

from ..views.media import attachments, handing, leaving, pictures, recordings

urlpatterns = [
    path("anh/", pictures.pictures, name="pictures"),
    path("anh/tai-len/", pictures.upload, name="upload_pictures"),
    path("anh/mo-ta/", pictures.describe_several, name="describe_pictures"),
    path("anh/<int:pk>/", pictures.picture, name="picture"),
    path("anh/<int:pk>/luu/", pictures.save, name="save_picture"),
    path("anh/<int:pk>/thay/", pictures.replace, name="replace_picture"),
    path("anh/<int:pk>/tep-goc/", handing.original, name="picture_original"),
    path("anh/<int:pk>/tai-ve/", handing.full_picture, name="picture_full"),
    path("anh/ban-day-du/<path:name>", handing.master, name="picture_master"),
    path("video/", recordings.recordings, name="recordings"),
    path("video/tai-len/", recordings.upload, name="upload_recording"),
    path("video/<int:pk>/", recordings.recording, name="recording"),
    path("video/<int:pk>/luu/", recordings.save, name="save_recording"),
    path("video/<int:pk>/phat/<str:name>", handing.recording_file, name="recording_file"),
    path("video/<int:pk>/phu-de/<slug:language>.vtt", handing.captions, name="captions"),
    path("tep/", attachments.attachments, name="attachments"),
    path("tep/tai-len/", attachments.upload, name="upload_attachment"),
    path("tep/<int:pk>/", attachments.attachment, name="attachment"),
    path("tep/<int:pk>/luu/", attachments.save, name="save_attachment"),
    path("tep/<int:pk>/tai-ve/<str:name>", handing.attachment_file, name="attachment_file"),
    path("<slug:kind>/<int:pk>/go/", leaving.withdraw, name="withdraw_media"),
    path("<slug:kind>/<int:pk>/dua-lai/", leaving.put_back, name="put_back_media"),
    path("<slug:kind>/<int:pk>/xoa/", leaving.delete, name="delete_media"),
]
