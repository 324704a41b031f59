"""How forms are drawn: one template per field, labels above, errors that say what to do."""

from django.forms.renderers import TemplatesSetting


class FrenchRenderer(TemplatesSetting):
    """Draw every field with the house's template."""

    field_template_name = "components/field.html"
