"""What people type and ask about the means."""

from gouvernail.means.forms.edit import HumanForm, LineForm, PaperForm, TechnicalForm, WhyForm
from gouvernail.means.forms.filters import MeansFiltersForm

__all__ = ["HumanForm", "LineForm", "MeansFiltersForm", "PaperForm", "TechnicalForm", "WhyForm"]
