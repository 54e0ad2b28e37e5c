"""What other rooms may use of this one."""

from .queries.addresses import province_of, publication_at
from .queries.bodies import Media, media_of
from .queries.cards import address_of
from .queries.finding import PUBLISHED
from .queries.following import EVERYTHING, offer_feed
from .queries.schema import schema_of
from .queries.sites import Site, sites

__all__ = [
    "EVERYTHING",
    "PUBLISHED",
    "Media",
    "Site",
    "address_of",
    "media_of",
    "offer_feed",
    "province_of",
    "publication_at",
    "schema_of",
    "sites",
]
