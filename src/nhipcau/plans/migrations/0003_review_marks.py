import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('plans', '0002_progress'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='proposal',
            options={'ordering': ['order', 'pk']},
        ),
        migrations.AddField(
            model_name='proposal',
            name='checked',
            field=models.BooleanField(default=False, verbose_name='đã kiểm tra'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='further_dues',
            field=models.JSONField(default=list, verbose_name='các thời hạn khác'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='change',
            field=models.CharField(blank=True, choices=[('', '—'), ('added', 'Thêm mới'), ('changed', 'Sửa đổi'), ('unchanged', 'Giữ nguyên'), ('moved', 'Chuyển sang mục khác'), ('dropped', 'Bãi bỏ')], default='', max_length=12),
        ),
        migrations.AddField(
            model_name='party',
            name='holder',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
    ]
