"""What people type about a scenario and its suppositions."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import VersionedForm, day_field, text_field
from gouvernail.staffing.forms.fields import FteField, listed_field, required_day
from gouvernail.staffing.models import POST_LABELS, Post, SuppositionKind
from gouvernail.staffing.operations.scenarios import SuppositionDraft


class ScenarioForm(VersionedForm):
    """The words of a scenario."""

    name = text_field("Nom", 120, "Par exemple « Recrutement repoussé à mars 2027 ».")
    words = forms.CharField(
        label="De quoi il s’agit",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def values(self) -> dict[str, str]:
        """Return what the operation writes."""
        return {name: self.cleaned_data[name] for name in ("name", "words")}


class SuppositionForm(VersionedForm):
    """One supposition; the fields that its kind does not need are not there."""

    post = forms.TypedChoiceField(label="Poste", coerce=int)
    title = text_field("Intitulé du poste", 200)
    employer = listed_field("Employeur", "structures", "La commune ou la structure.", 300)
    post_kind = forms.ChoiceField(label="Nature", choices=choices(POST_LABELS))
    name = text_field("Qui", 150, "Un nom, ou rien.", is_required=False)
    fte = FteField("ETP")
    starts_on = required_day("À partir du")
    ends_on = day_field("Jusqu’au")

    def __init__(
        self, *args: Any, kind: SuppositionKind, posts: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        """Keep the fields of a kind; `posts` are those of the ledger."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        cast("forms.ChoiceField", self.fields["post"]).choices = list(posts)
        for name in set(self.fields) - _FIELDS[kind] - {"version", "starts_on", "ends_on"}:
            del self.fields[name]

    def draft(self) -> SuppositionDraft:
        """Return the supposition as the operation takes it."""
        data = self.cleaned_data
        post = Post.objects.filter(pk=data["post"]).first() if "post" in data else None
        return SuppositionDraft(
            kind=self.kind,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            fte=data.get("fte", Decimal(0)),
            post=post,
            title=data.get("title", data.get("name", "")),
            employer=data.get("employer", ""),
            post_kind=data.get("post_kind", "development"),
        )


_FIELDS = {
    SuppositionKind.NEW_POST: {"title", "employer", "post_kind", "fte"},
    SuppositionKind.RATE: {"post", "fte"},
    SuppositionKind.VACANCY: {"post"},
    SuppositionKind.HOLDER: {"post", "name", "fte"},
}
