from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "nhipcau.organisations"
    label = "organisations"
    verbose_name = "Cơ quan"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from nhipcau.core.public import Daily, Door, Role, add_daily, add_door, register_grants

        from .choices import MANAGE_ACCOUNTS, SEE
        from .queries.authority import grants_on

        register_grants(grants_on)
        work = "nhipcau.organisations.actions.people.forget_former_contacts_daily"
        add_daily(Daily("organisations.forget_contacts", 2, work))
        add_door(Door(_("Cơ quan"), "organisations:directory", "agency", 80, SEE))
        administrators = frozenset({Role.ADMINISTRATOR})
        add_door(Door(_("Tài khoản"), "organisations:accounts", "people", 90, MANAGE_ACCOUNTS, administrators))
