from django.urls import path, re_path

from ..views.items import contributing, headings, listing, page, steps, world, writing

urlpatterns = [
    path("", listing.item_list, name="items"),
    path("dong-gop/", contributing.contribute, name="contribute"),
    path("danh-muc/", headings.heading_list, name="headings"),
    re_path(r"^danh-muc/(?P<kind>danh-muc|chu-de)/them/$", headings.add, name="add_heading"),
    re_path(r"^danh-muc/(?P<kind>danh-muc|chu-de)/(?P<pk>\d+)/$", headings.heading, name="heading"),
    path("muc/<int:pk>/", page.item_page, name="item"),
    path("muc/<int:pk>/soan/", writing.write, name="write"),
    path("muc/<int:pk>/thong-tin/", page.about, name="about"),
    path("muc/<int:pk>/dang/", world.publish, name="publish"),
    path("muc/<int:pk>/go/", world.withdraw, name="withdraw"),
    path("muc/<int:pk>/xem-lai/", world.review, name="review"),
    path("lich-dang/<int:pk>/huy/", world.cancel_plan, name="cancel_plan"),
    path("ban/<int:pk>/gui/", steps.submit, name="submit"),
    path("ban/<int:pk>/rut/", steps.take_back, name="take_back"),
    path("ban/<int:pk>/nhan/", steps.take_up, name="take_up"),
    path("ban/<int:pk>/tra-lai/", steps.send_back, name="send_back"),
    path("ban/<int:pk>/trinh/", steps.ask_approval, name="ask_approval"),
    path("ban/<int:pk>/rut-trinh/", steps.withdraw_from_approval, name="withdraw_from_approval"),
    path("ban/<int:pk>/duyet/", steps.approval, name="approval"),
    path("ban/<int:pk>/thu-hoi/", steps.revoke, name="revoke"),
    path("ban/<int:pk>/y-kien/", steps.remark, name="remark"),
    path("ban/<int:pk>/cac-ban/", page.edition_versions, name="versions"),
    path("ban/<int:pk>/dinh-chinh/", world.correction, name="correction"),
    path("ban/<int:pk>/dinh-chinh/bo/", world.drop_correction, name="drop_correction"),
    path("y-kien/<int:pk>/xong/", steps.settle, name="settle"),
]
