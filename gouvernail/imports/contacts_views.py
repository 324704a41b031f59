"""Bringing contacts in: the file, its columns, the preview, and only then the directory."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.history.operations import By
from gouvernail.imports.contacts import NoContactsFound, ReadContacts, Verdict, read_contacts
from gouvernail.imports.contacts.fields import PRIVATE
from gouvernail.imports.contacts_forms import ContactColumnsForm, contact_answers
from gouvernail.imports.contacts_operations import (
    apply_contact_import,
    bring_contacts,
    choose_contact_columns,
    keep_contact_answers,
)
from gouvernail.imports.contacts_queries import (
    ContactsReading,
    contact_choices,
    read_contact_import,
    read_contact_workbook,
)
from gouvernail.imports.forms import ContactsFileForm, SheetForm, corrections_from
from gouvernail.imports.models import ContactImport
from gouvernail.imports.permissions import open_contact_import
from gouvernail.imports.readers import UnreadableFile, read_safely
from gouvernail.imports.readers.limits import MAX_PACKED
from gouvernail.imports.sheets.text import column_index, text_of
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
SAMPLES = 3
ROWS_SHOWN = 200


@GET_AND_POST
def upload(request: Request, slug: str) -> HttpResponse:
    """Choose the file. It is read at once, and refused at once when it cannot be."""
    access = open_convention(request.user, slug, Right.EDIT_DIRECTORY)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ContactsFileForm(*sent)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read(MAX_PACKED + 1)
        try:
            read_safely(data, file.name)
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            pending = bring_contacts(access.convention, request.user, file.name, data)
            return redirect("contacts:columns", slug, pending.pk)
    context = _context(access, step=1, form=form)
    return render(
        request, "imports/contacts_upload.html", context, status=422 if form.errors else 200
    )


@GET_AND_POST
def columns(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say what each column is; Gouvernail proposes."""
    pending, access = open_contact_import(request.user, slug, pk)
    workbook = read_contact_workbook(pending)
    if request.method == "POST" and "reread" in request.POST:
        sheet_form = SheetForm(request.POST, sheets=workbook.sheets)
        if sheet_form.is_valid():
            data = sheet_form.cleaned_data
            choose_contact_columns(
                pending, sheet=data["sheet"], header_row=data["header_row"], mapping={}
            )
        return redirect("contacts:columns", slug, pk)
    try:
        read = read_contacts(workbook, contact_choices(pending))
    except NoContactsFound as error:
        sheet_form = SheetForm(sheets=workbook.sheets, initial={"header_row": 1})
        context = _context(access, step=2, pending=pending, sheet_form=sheet_form, error=str(error))
        return render(request, "imports/contacts_columns.html", context)
    form = ContactColumnsForm(request.POST or None, read=read)
    if request.method == "POST" and form.is_valid():
        choose_contact_columns(
            pending, sheet=read.sheet, header_row=read.header_row, mapping=form.mapping()
        )
        return redirect("contacts:preview", slug, pk)
    initial = {"sheet": read.sheet, "header_row": read.header_row}
    context = _context(
        access,
        step=2,
        pending=pending,
        form=form,
        sheet_form=SheetForm(sheets=workbook.sheets, initial=initial),
        columns=_columns(read, form),
        read=read,
    )
    return render(
        request, "imports/contacts_columns.html", context, status=422 if form.errors else 200
    )


def _columns(read: ReadContacts, form: ContactColumnsForm) -> list[dict[str, Any]]:
    """Return each column with its title, some of its values, and its menu. Private: its title."""
    found = []
    for header in read.headers:
        if read.by_column.get(header.column) == PRIVATE:
            found.append({"header": header, "is_private": True})
            continue
        index = column_index(header.column)
        rows = (row for row in read.source.rows[read.header_row :] if index < len(row))
        samples = dict.fromkeys(text for row in rows if (text := text_of(row[index])))
        found.append(
            {"header": header, "samples": [*samples][:SAMPLES], "field": form[header.column]}
        )
    return found


@GET_AND_POST
def preview(request: Request, slug: str, pk: int) -> HttpResponse:
    """See what would be written; say what is one and the same; then write, or not."""
    pending, access = open_contact_import(request.user, slug, pk)
    try:
        reading = read_contact_import(pending)
        if request.method == "POST":
            answers = contact_answers(request.POST, reading.matched)
            keep_contact_answers(pending, corrections_from(request.POST), answers)
            reading = read_contact_import(pending)
    except NoContactsFound:
        return redirect("contacts:columns", slug, pk)
    if request.method == "POST" and "apply" in request.POST:
        return _apply(request, access, pending, reading)
    return render(request, "imports/contacts_preview.html", _preview(access, pending, reading))


def _apply(
    request: Request, access: Access, pending: ContactImport, reading: ContactsReading
) -> HttpResponse:
    by = By(request.user, f"Import du fichier {pending.filename}")
    try:
        done = apply_contact_import(pending, reading, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("contacts:preview", access.convention.slug, pending.pk)
    counts = _counts(done.structures_of, done.persons_of)
    messages.success(
        request,
        f"Contacts importés : {counts['structures_create']} structure(s) et "
        f"{counts['persons_create']} personne(s) créées, "
        f"{counts['structures_change'] + counts['persons_change']} fiche(s) complétées.",
    )
    return redirect("directory:organisations", access.convention.slug)


def _counts(structures_of: Any, persons_of: Any) -> dict[str, int]:
    found = {f"structures_{verdict.value}": len(structures_of(verdict)) for verdict in Verdict}
    return found | {f"persons_{verdict.value}": len(persons_of(verdict)) for verdict in Verdict}


def _preview(access: Access, pending: ContactImport, reading: ContactsReading) -> dict[str, Any]:
    read, found = reading.read, reading.matched
    counts = _counts(found.structures_of, found.persons_of)
    of_kind = {
        kind: [problem for problem in read.problems if problem.kind == kind]
        for kind in ("ask", "refuse", "info")
    }
    to_write = sum(count for key, count in counts.items() if key.endswith(("create", "change")))
    return _context(
        access,
        step=3,
        pending=pending,
        read=read,
        found=found,
        counts=counts,
        asks=of_kind["ask"],
        refusals=of_kind["refuse"],
        remarks=of_kind["info"],
        fresh=found.structures_of(Verdict.CREATE)[:ROWS_SHOWN],
        changed_structures=found.structures_of(Verdict.CHANGE)[:ROWS_SHOWN],
        persons=found.persons_of(Verdict.CREATE)[:ROWS_SHOWN],
        changed_persons=found.persons_of(Verdict.CHANGE)[:ROWS_SHOWN],
        rows_shown=ROWS_SHOWN,
        to_write=to_write,
        questions=found.open_groups + len(of_kind["ask"]),
    )


def _context(access: Access, **more: Any) -> dict[str, Any]:
    return {"access": access, "section": "directory", **more}
