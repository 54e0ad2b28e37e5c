from django.urls import path

from ..views import duties, my_work, overview, register

urlpatterns = [
    path("so-nhiem-vu/", register.register, name="register"),
    path("so-nhiem-vu/xuat.csv", register.register_csv, name="register_csv"),
    path("so-nhiem-vu/xuat.xlsx", register.register_xlsx, name="register_xlsx"),
    path("so-nhiem-vu/thoi-han.ics", register.calendar_file, name="calendar_file"),
    path("so-nhiem-vu/khung-nhin/", register.keep_view, name="keep_view"),
    path("so-nhiem-vu/khung-nhin/bo/", register.drop_view, name="drop_view"),
    path("so-nhiem-vu/lich/", register.calendar_page, name="calendar_page"),
    path("so-nhiem-vu/lich/tao/", register.calendar_make, name="calendar_make"),
    path("so-nhiem-vu/lich/huy/", register.calendar_revoke, name="calendar_revoke"),
    path("so-nhiem-vu/lich/<str:proof>.ics", register.calendar_feed, name="calendar_feed"),
    path("viec-cua-toi/", my_work.my_work, name="my_work"),
    path("so-nhiem-vu/phan-cong/<int:pk>/", my_work.assignment, name="assignment"),
    path("so-nhiem-vu/phan-cong/<int:pk>/bao-cao/", my_work.report, name="report_progress"),
    path("so-nhiem-vu/phan-cong/<int:pk>/gia-han/", my_work.more_time, name="ask_more_time"),
    path("so-nhiem-vu/phan-cong/<int:pk>/khong-thuoc/", my_work.not_ours, name="say_not_ours"),
    path("so-nhiem-vu/phan-cong/<int:pk>/chap-nhan/", duties.accept_report, name="accept_report"),
    path("so-nhiem-vu/phan-cong/<int:pk>/tra-lai/", duties.return_report, name="return_report"),
    path("so-nhiem-vu/phan-cong/<int:pk>/chuyen/", duties.move, name="move_assignment"),
    path("so-nhiem-vu/minh-chung/<int:pk>/", my_work.proof, name="proof"),
    path("cho-xu-ly/", duties.inbox, name="inbox"),
    path("cho-xu-ly/de-nghi/<int:pk>/", duties.answer, name="answer_ask"),
    path("so-nhiem-vu/nhiem-vu/them/", duties.add, name="add_duty"),
    path("so-nhiem-vu/nhiem-vu/<int:pk>/", duties.duty, name="duty"),
    path("so-nhiem-vu/nhiem-vu/<int:pk>/thu-hoi/", duties.withdraw, name="withdraw_duty"),
    path("tong-quan/", overview.overview_page, name="overview"),
    path("tong-quan/ban-in/", overview.overview_sheet, name="overview_sheet"),
]
