from django.db import models


class Tier(models.IntegerChoices):
    """How well a record answers what was typed; a lower number stands first."""

    AS_TYPED = 1  # every word, with the very marks that were typed
    WITHOUT_MARKS = 2  # every word; the record was written without the marks that were typed
    IN_PART = 3  # some of the words, offered where few records hold all


class Order(models.TextChoices):
    BEST = "best"
    NEWEST = "newest"
