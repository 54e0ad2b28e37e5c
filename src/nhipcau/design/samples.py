"""Forms that exist only to be shown in the style guide."""

from __future__ import annotations

from django import forms

from .forms import Combobox, ComboboxMany, DateField, Dropzone

AGENCIES = [
    ("svhttdl", "Sở Văn hóa, Thể thao và Du lịch"),
    ("sngv", "Sở Ngoại vụ"),
    ("sct", "Sở Công Thương"),
    ("bptv", "Báo và Phát thanh, Truyền hình tỉnh"),
    ("xvinhloc", "UBND xã Vĩnh Lộc"),
]
NOTES = {"svhttdl": "Sở VHTTDL; tiếp nhận từ Sở Thông tin và Truyền thông (2025)", "sngv": "Sở NgV"}


class SampleForm(forms.Form):
    name = forms.CharField(label="Tên nhiệm vụ", help_text="Viết như trong văn bản; có thể sửa sau.", max_length=200)
    lead = forms.ChoiceField(
        label="Cơ quan chủ trì", choices=[("", "")] + AGENCIES, widget=Combobox(notes=NOTES),
        help_text="Gõ tên hoặc tên viết tắt, có dấu hoặc không dấu.",
    )  # fmt: skip
    with_whom = forms.MultipleChoiceField(
        label="Cơ quan phối hợp", choices=AGENCIES, required=False, initial=["sngv", "sct"], widget=ComboboxMany(notes=NOTES)
    )
    deadline = DateField(label="Thời hạn", required=False)
    mode = forms.ChoiceField(
        label="Hình thức giao", choices=[("giao", "Giao"), ("de_nghi", "Đề nghị")], initial="giao", widget=forms.RadioSelect
    )
    quarter = forms.ChoiceField(label="Kỳ báo cáo", choices=[("1", "Quý I"), ("2", "Quý II")], required=False)
    done = forms.CharField(label="Kết quả thực hiện", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    proof = forms.FileField(label="Minh chứng", required=False, widget=Dropzone)
    sure = forms.BooleanField(label="Tôi đã đối chiếu với văn bản gốc", help_text="Cần có trước khi gửi.")


class SampleFilters(forms.Form):
    q = forms.CharField(label="Từ cần tìm", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    agency = forms.ChoiceField(label="Cơ quan", choices=[("", "Tất cả")] + AGENCIES, required=False)
    state = forms.ChoiceField(
        label="Trạng thái", choices=[("", "Tất cả"), ("overdue", "Quá hạn"), ("done", "Hoàn thành")], required=False
    )
    until = DateField(label="Hạn đến ngày", required=False)
