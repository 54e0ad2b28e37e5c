from django.urls import path

from ..views import templates

urlpatterns = [
    path("", templates.template_list, name="templates"),
    path("<int:pk>/", templates.template_page, name="template"),
    path("<int:pk>/lap/", templates.copy_template, name="copy_template"),
    path("<int:pk>/ten/", templates.rename_template, name="rename_template"),
    path("<int:pk>/thoi-dung/", templates.retire_template, name="retire_template"),
    path("<int:pk>/them-phan/", templates.add_section, name="add_section"),
    path("phan/<int:pk>/", templates.section_page, name="section"),
    path("phan/<int:pk>/sap-xep/", templates.arrange_section, name="arrange_section"),
    path("phan/<int:pk>/them-cau-hoi/", templates.add_question, name="add_question"),
    path("cau-hoi/<int:pk>/", templates.question_page, name="question"),
    path("cau-hoi/<int:pk>/sap-xep/", templates.arrange_question, name="arrange_question"),
    path("chi-tieu/", templates.indicator_list, name="indicators"),
    path("chi-tieu/them/", templates.add_indicator, name="add_indicator"),
    path("chi-tieu/<int:pk>/", templates.indicator_page, name="indicator"),
]
