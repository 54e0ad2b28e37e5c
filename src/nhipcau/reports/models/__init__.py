from .answer import Answer, FigureValue
from .consolidation import Block, BlockSource, Consolidation, Looked, PaperVersion, Tally
from .matters import Commendation, Difficulty, SubPlan
from .period import AgencyPreference, Obligation, Period, PeriodException, PeriodLeg, PeriodSnapshot
from .submission import Annex, Remark, ReportVersion, Submission
from .template import Indicator, Question, ReportTemplate, TemplateSection

__all__ = [
    "AgencyPreference",
    "Annex",
    "Answer",
    "Block",
    "BlockSource",
    "Commendation",
    "Consolidation",
    "Difficulty",
    "FigureValue",
    "Indicator",
    "Looked",
    "Obligation",
    "PaperVersion",
    "Period",
    "PeriodException",
    "PeriodLeg",
    "PeriodSnapshot",
    "Question",
    "Remark",
    "ReportTemplate",
    "ReportVersion",
    "SubPlan",
    "Submission",
    "Tally",
    "TemplateSection",
]
