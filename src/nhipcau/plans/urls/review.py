from django.urls import path

from ..views import compare, coverage, plans, review

urlpatterns = [
    path("", plans.plans, name="list"),
    path("mo/<int:document_pk>/", plans.open_review, name="open"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/xac-nhan/", plans.confirm_plan, name="confirm"),
    path("<int:pk>/thu-hoi/<int:confirmation_pk>/", plans.withdraw_confirmation, name="withdraw"),
    path("<int:pk>/so-sanh/", compare.replaced, name="compare"),
    path("<int:pk>/doi-chieu/", coverage.coverage, name="coverage"),
    path("<int:pk>/doi-chieu/<int:document_pk>/", coverage.mark, name="mark_coverage"),
    path("<int:pk>/doc-lai/", compare.reread, name="reread"),
    path("<int:pk>/ra-soat/", review.page, name="review"),
    path("<int:pk>/ra-soat/hoan-tac/", review.take_back, name="undo"),
    path("<int:pk>/ra-soat/them/", review.add_duty, name="add_proposal"),
    path("<int:pk>/ra-soat/thoi-han/", review.settle_deadlines, name="settle_undated"),
    path("<int:pk>/ra-soat/co-quan/", review.find_bearer, name="find_bearer"),
    path("<int:pk>/ra-soat/muc/<int:proposal_pk>/", review.row, name="row"),
    path("<int:pk>/ra-soat/muc/<int:proposal_pk>/sua/", review.edit, name="edit"),
    path("<int:pk>/ra-soat/muc/<int:proposal_pk>/co-quan/", review.charge, name="charge"),
    path("<int:pk>/ra-soat/muc/<int:proposal_pk>/<slug:act>/", review.act, name="act"),
    path("<int:pk>/ra-soat/ten/<int:party_pk>/", review.settle_name, name="settle_name"),
]
