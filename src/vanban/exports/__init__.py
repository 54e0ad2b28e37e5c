"""A reading in the forms of others: Akoma Ntoso, an annotated page, sheets of duties, a JSON Schema.

Every function takes a `Reading` and answers text or bytes; nothing is written and nothing is fetched.
"""

from vanban.exports.akoma import akoma_ntoso
from vanban.exports.page import annotated_html
from vanban.exports.schema import json_schema
from vanban.exports.sheets import duties_csv, duties_xlsx

__all__ = ["akoma_ntoso", "annotated_html", "duties_csv", "duties_xlsx", "json_schema"]
