from django.urls import path, re_path

from ..views import consolidation, signing

urlpatterns = [
    path("", consolidation.paper_list, name="papers"),
    path("ky/<int:period_pk>/lap/", consolidation.make, name="make_paper"),
    path("<int:pk>/", consolidation.page, name="paper"),
    path("<int:pk>/cap-nhat/", consolidation.make_again, name="paper_again"),
    path("<int:pk>/the-thuc/", consolidation.frame, name="paper_frame"),
    path("<int:pk>/ban-luu/", consolidation.versions, name="paper_versions"),
    path("<int:pk>/ban-luu/giu/", consolidation.keep_version, name="paper_keep"),
    path("<int:pk>/can-xem/", consolidation.look, name="paper_look"),
    path("<int:pk>/doan/<int:block_pk>/", consolidation.change_words, name="paper_words"),
    path("<int:pk>/doan/<int:block_pk>/them/", consolidation.add_block, name="paper_add"),
    path("<int:pk>/doan/<int:block_pk>/sap-xep/", consolidation.arrange, name="paper_arrange"),
    path("<int:pk>/doan/<int:block_pk>/can-cu/", consolidation.vouch, name="paper_vouch"),
    path("<int:pk>/trinh/", signing.ask_review, name="paper_ask_review"),
    path("<int:pk>/soat-xet/", signing.approve, name="paper_approve"),
    path("<int:pk>/tra-lai/", signing.send_back, name="paper_send_back"),
    path("<int:pk>/ban-hanh/", signing.issue, name="paper_issue"),
    re_path(r"^(?P<pk>\d+)/tai-ve\.(?P<form>docx|pdf|xlsx)$", signing.file, name="paper_file"),
]
