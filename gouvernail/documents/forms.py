"""Forms of documents."""

from django import forms

from gouvernail.conventions.forms.house import HouseForm


class TemplateForm(HouseForm):
    """A template that the territory brings."""

    file = forms.FileField(
        label="Votre modèle",
        help_text=(
            ".docx pour les documents, .pptx pour le diaporama\u202f; 10\u202fMo au plus, sans "
            "macros."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.pptx"}),
    )
