"""What other rooms may use of this one."""

from .queries.addresses import province_of, publication_at, site_of
from .queries.bodies import Block, Media, blocks, media_of, pictures_in
from .queries.cards import address_of
from .queries.finding import PUBLISHED
from .queries.following import EVERYTHING, offer_card, offer_feed
from .queries.sites import withholds

__all__ = [
    "EVERYTHING",
    "PUBLISHED",
    "Block",
    "Media",
    "address_of",
    "blocks",
    "media_of",
    "offer_card",
    "offer_feed",
    "pictures_in",
    "province_of",
    "publication_at",
    "site_of",
    "withholds",
]
