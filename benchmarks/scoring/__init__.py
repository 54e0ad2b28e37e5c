"""How a reading is compared with labels made by hand.

`score` compares one reading with one file of labels and returns a tally for each measure; tallies of
several documents add up, so that the figure over all is micro-averaged. The measures are named and
explained in `MEASURES`.
"""

from benchmarks.scoring.measures import MEASURES, Scores, score, total
from benchmarks.scoring.tally import F1, Share, Tally

__all__ = ["F1", "MEASURES", "Scores", "Share", "Tally", "score", "total"]
