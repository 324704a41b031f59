"""Every address and who may use it: the permissions of Gouvernail, to be read and reviewed.

`test_permissions.py` walks the URLconf: an address that is not here fails the suite, and so does
a line that names no address. Whoever has no part in a convention gets 404 on all its addresses,
whoever has one without the right gets 403, whoever is not signed in goes to the sign-in page.
"""

from dataclasses import dataclass
from enum import StrEnum

from gouvernail.rules.roles import Right


class Who(StrEnum):
    """What an address asks for, besides a right on the convention."""

    PUBLIC = "anyone, even without an account"
    SIGNED_IN = "anyone with an account"
    SECOND_STEP = "anyone with an account, once a password or a second step asks for it"
    ADMIN = "the administrator of the instance"
    ANY_PART = "whoever reads the convention, or prepares it"
    ANY_ACTION = "whoever edits the plan; a contributor, for the actions of their structure"


READ = "GET HEAD"
SEND = "POST"
FORM = "GET HEAD POST"
ANY = "GET HEAD POST PUT DELETE"  # views of allauth, which answer the last two in their own way


@dataclass(frozen=True, slots=True)
class Line:
    """An address: who may use it, by which methods, the samples that fill it."""

    name: str
    who: Who | Right
    methods: str
    samples: str = ""

    def __str__(self) -> str:
        return self.name


ADDRESSES = (
    # --- The instance
    Line("health", Who.PUBLIC, READ),
    Line("accessibility", Who.PUBLIC, READ),
    Line("privacy", Who.PUBLIC, READ),
    Line("conventions:mine", Who.SIGNED_IN, READ),
    Line("conventions:create", Who.ADMIN, FORM),
    Line("territories:search", Who.SIGNED_IN, READ),
    Line("invitations:join", Who.PUBLIC, FORM, "secret"),
    # --- The account
    Line("account_login", Who.PUBLIC, ANY),
    Line("account_logout", Who.PUBLIC, ANY),
    Line("account_inactive", Who.PUBLIC, "GET HEAD"),
    Line("account_reset_password", Who.PUBLIC, ANY),
    Line("account_reset_password_done", Who.PUBLIC, READ),
    Line("account_reset_password_from_key", Who.PUBLIC, ANY, "uid key"),
    Line("account_reset_password_from_key_done", Who.PUBLIC, READ),
    Line("mfa_authenticate", Who.PUBLIC, ANY),
    Line("account", Who.SIGNED_IN, FORM),
    Line("account_change_password", Who.SIGNED_IN, ANY),
    Line("account_set_password", Who.SIGNED_IN, ANY),
    Line("account_reauthenticate", Who.SECOND_STEP, ANY),
    Line("mfa_reauthenticate", Who.SECOND_STEP, ANY),
    Line("mfa_index", Who.SIGNED_IN, READ),
    Line("mfa_activate_totp", Who.SIGNED_IN, ANY),
    Line("mfa_deactivate_totp", Who.SECOND_STEP, ANY),
    Line("mfa_view_recovery_codes", Who.SECOND_STEP, READ),
    Line("mfa_generate_recovery_codes", Who.SIGNED_IN, ANY),
    Line("mfa_download_recovery_codes", Who.SECOND_STEP, READ),
    # --- A convention, read
    Line("conventions:home", Who.ANY_PART, READ, "slug"),
    Line("conventions:overview", Who.ANY_PART, READ, "slug"),
    Line("conventions:colours", Who.ANY_PART, READ, "slug"),
    Line("conventions:journal", Right.READ, READ, "slug"),
    Line("conventions:logo", Right.READ, READ, "slug"),
    Line("conventions:annex_file", Right.READ, READ, "slug annex"),
    Line("conventions:amendment_file", Right.READ, READ, "slug amendment"),
    Line("steering:today", Right.READ, READ, "slug"),
    Line("steering:search", Right.READ, READ, "slug"),
    # --- Its settings
    Line("conventions:change_general", Right.MANAGE_SETTINGS, FORM, "slug"),
    Line("conventions:change_perimeter", Right.MANAGE_SETTINGS, FORM, "slug"),
    Line("conventions:change_levels", Right.MANAGE_SETTINGS, FORM, "slug"),
    Line("conventions:change_statuses", Right.MANAGE_SETTINGS, FORM, "slug"),
    Line("conventions:change_fields", Right.MANAGE_SETTINGS, FORM, "slug"),
    Line("conventions:change_terms", Right.MANAGE_SETTINGS, FORM, "slug kind"),
    Line("conventions:create_signatory", Right.MANAGE_SETTINGS, FORM, "slug"),
    Line("conventions:change_signatory", Right.MANAGE_SETTINGS, FORM, "slug signatory"),
    Line("conventions:remove_signatory", Right.MANAGE_SETTINGS, FORM, "slug signatory"),
    Line("conventions:create_annex", Right.MANAGE_SETTINGS, FORM, "slug"),
    Line("conventions:change_annex", Right.MANAGE_SETTINGS, FORM, "slug annex"),
    Line("conventions:remove_annex", Right.MANAGE_SETTINGS, FORM, "slug annex"),
    Line("conventions:create_amendment", Right.MANAGE_SETTINGS, FORM, "slug"),
    Line("conventions:change_amendment", Right.MANAGE_SETTINGS, FORM, "slug amendment"),
    Line("conventions:remove_amendment", Right.MANAGE_SETTINGS, FORM, "slug amendment"),
    Line("document_templates:list", Right.MANAGE_SETTINGS, FORM, "slug"),
    Line("document_templates:file", Right.MANAGE_SETTINGS, READ, "slug template_kind"),
    Line("document_templates:sample", Right.MANAGE_SETTINGS, READ, "slug template_kind"),
    Line("document_templates:remove", Right.MANAGE_SETTINGS, FORM, "slug template_kind"),
    # --- Its members
    Line("conventions:members", Right.MANAGE_MEMBERS, READ, "slug"),
    Line("conventions:invite", Right.MANAGE_MEMBERS, FORM, "slug"),
    Line("conventions:revoke_invitation", Right.MANAGE_MEMBERS, SEND, "slug invitation"),
    Line("conventions:change_role", Right.MANAGE_MEMBERS, FORM, "slug member"),
    Line("conventions:remove_member", Right.MANAGE_MEMBERS, FORM, "slug member"),
    # --- Its directory
    Line("directory:organisations", Right.READ_DIRECTORY, READ, "slug"),
    Line("directory:organisation", Right.READ_DIRECTORY, READ, "slug organisation"),
    Line("directory:create_organisation", Right.EDIT_DIRECTORY, FORM, "slug"),
    Line("directory:change_organisation", Right.EDIT_DIRECTORY, FORM, "slug organisation"),
    Line("directory:duplicates", Right.EDIT_DIRECTORY, READ, "slug"),
    Line("directory:merge", Right.EDIT_DIRECTORY, SEND, "slug"),
    Line("directory:create_person", Right.EDIT_DIRECTORY, FORM, "slug"),
    Line("directory:change_person", Right.EDIT_DIRECTORY, FORM, "slug person"),
    Line("directory:remove_person", Right.EDIT_DIRECTORY, FORM, "slug person"),
    # --- Its plan, read
    Line("action_plan:tree", Right.READ, READ, "slug"),
    Line("action_plan:branch", Right.READ, READ, "slug node"),
    Line("action_plan:table", Right.READ, READ, "slug"),
    Line("action_plan:board", Right.READ, READ, "slug"),
    Line("action_plan:matrix", Right.READ, READ, "slug"),
    Line("action_plan:timeline", Right.READ, READ, "slug"),
    Line("action_plan:timeline_axis", Right.READ, READ, "slug node"),
    Line("action_plan:compare", Right.READ, READ, "slug"),
    Line("documents:comparison", Right.READ, READ, "slug extension"),
    Line("action_plan:upkeep", Right.READ, READ, "slug"),
    Line("action_plan:action", Right.READ, READ, "slug action"),
    Line("action_plan:journal", Right.READ, READ, "slug action"),
    Line("documents:export", Right.READ, READ, "slug extension"),
    Line("documents:sheets", Right.READ, READ, "slug document"),
    Line("documents:sheet", Right.READ, READ, "slug action document"),
    # --- Its plan, written
    Line("action_plan:change", Who.ANY_ACTION, FORM, "slug action"),
    Line("action_plan:quick", Who.ANY_ACTION, FORM, "slug action field"),
    Line("action_plan:confirm", Who.ANY_ACTION, SEND, "slug action"),
    Line("action_plan:open", Right.READ, READ, "slug"),
    Line("action_plan:keep_view", Right.READ, SEND, "slug"),
    Line("action_plan:change_view", Right.EDIT_PLAN, FORM, "slug view"),
    Line("action_plan:remove_view", Right.EDIT_PLAN, SEND, "slug view"),
    Line("action_plan:bulk", Right.EDIT_PLAN, FORM, "slug"),
    Line("action_plan:duplicate", Right.EDIT_PLAN, SEND, "slug action"),
    Line("action_plan:create", Right.EDIT_PLAN, FORM, "slug"),
    Line("action_plan:move", Right.EDIT_PLAN, FORM, "slug action"),
    Line("action_plan:archive", Right.EDIT_PLAN, FORM, "slug action"),
    Line("action_plan:restore", Right.EDIT_PLAN, FORM, "slug action"),
    Line("action_plan:structure", Right.EDIT_PLAN, READ, "slug"),
    Line("action_plan:add_node", Right.EDIT_PLAN, SEND, "slug node"),
    Line("action_plan:rename_node", Right.EDIT_PLAN, SEND, "slug node"),
    Line("action_plan:archive_node", Right.EDIT_PLAN, SEND, "slug node"),
    Line("action_plan:order_nodes", Right.EDIT_PLAN, SEND, "slug node"),
    Line("action_plan:order_actions", Right.EDIT_PLAN, SEND, "slug node"),
    # --- Its means
    Line("means:watch", Right.READ, READ, "slug"),
    Line("means:lines", Right.READ, READ, "slug"),
    Line("means:costs", Right.READ, READ, "slug"),
    Line("means:line", Right.READ, READ, "slug line"),
    Line("means:of_action", Right.READ, READ, "slug action"),
    Line("documents:funding_plan", Right.READ, READ, "slug"),
    Line("means:create_line", Right.EDIT_PLAN, FORM, "slug"),
    Line("means:create_action_line", Who.ANY_ACTION, FORM, "slug action"),
    Line("means:change_line", Who.ANY_ACTION, FORM, "slug line"),
    Line("means:remove_line", Who.ANY_ACTION, FORM, "slug line"),
    Line("means:create_paper", Who.ANY_ACTION, FORM, "slug line"),
    Line("means:change_paper", Who.ANY_ACTION, FORM, "slug paper"),
    Line("means:remove_paper", Who.ANY_ACTION, FORM, "slug paper"),
    Line("means:create_human", Who.ANY_ACTION, FORM, "slug action"),
    Line("means:change_human", Who.ANY_ACTION, FORM, "slug human"),
    Line("means:remove_human", Who.ANY_ACTION, FORM, "slug human"),
    Line("means:create_technical", Who.ANY_ACTION, FORM, "slug action"),
    Line("means:change_technical", Who.ANY_ACTION, FORM, "slug technical"),
    Line("means:remove_technical", Who.ANY_ACTION, FORM, "slug technical"),
    # --- Its governance
    Line("governance:obligations", Right.READ, READ, "slug"),
    Line("governance_files:obligations", Right.READ, READ, "slug document"),
    Line("governance:home", Right.READ, READ, "slug"),
    Line("governance:coverage", Right.READ, READ, "slug"),
    Line("governance:health", Right.READ, READ, "slug body"),
    Line("governance:body_coverage", Right.EDIT_GOVERNANCE, FORM, "slug body"),
    Line("governance:missions", Right.EDIT_GOVERNANCE, FORM, "slug body"),
    Line("governance:add_rule", Right.EDIT_GOVERNANCE, FORM, "slug body"),
    Line("governance:remove_rule", Right.EDIT_GOVERNANCE, FORM, "slug body rule"),
    Line("governance:close_body", Right.EDIT_GOVERNANCE, FORM, "slug body"),
    Line("governance:body", Right.READ, READ, "slug body"),
    Line("governance:create_body", Right.EDIT_GOVERNANCE, FORM, "slug"),
    Line("governance:change_body", Right.EDIT_GOVERNANCE, FORM, "slug body"),
    Line("governance:add_seat", Right.EDIT_GOVERNANCE, FORM, "slug body"),
    Line("governance:change_seat", Right.EDIT_GOVERNANCE, FORM, "slug seat"),
    Line("governance:close_seat", Right.EDIT_GOVERNANCE, FORM, "slug seat"),
    Line("governance:seat_person", Right.EDIT_GOVERNANCE, FORM, "slug seat"),
    Line("governance:end_mandate", Right.EDIT_GOVERNANCE, FORM, "slug mandate"),
    Line("governance:elected", Right.EDIT_GOVERNANCE, FORM, "slug organisation"),
    Line("governance:sittings", Right.READ, READ, "slug"),
    Line("governance:sitting", Right.READ, READ, "slug sitting"),
    Line("governance:calendar", Right.READ, READ, "slug"),
    Line("governance:create_sitting", Right.EDIT_GOVERNANCE, FORM, "slug"),
    Line("governance:change_sitting", Right.EDIT_GOVERNANCE, FORM, "slug sitting"),
    Line("governance:agenda", Right.EDIT_GOVERNANCE, FORM, "slug sitting"),
    Line("governance:attendance", Right.EDIT_GOVERNANCE, FORM, "slug sitting"),
    Line("governance:minutes", Right.EDIT_GOVERNANCE, FORM, "slug sitting"),
    Line("governance:send_minutes", Right.EDIT_GOVERNANCE, FORM, "slug sitting"),
    Line("governance:remark", Right.READ, FORM, "slug sitting"),
    Line("governance:settle_remark", Right.EDIT_GOVERNANCE, FORM, "slug sitting remark"),
    Line("governance:point", Right.READ, READ, "slug sitting item"),
    Line("governance:point_actions", Right.EDIT_GOVERNANCE, FORM, "slug sitting item"),
    Line("governance:carry_point", Right.EDIT_GOVERNANCE, FORM, "slug sitting item"),
    Line("governance:join_document", Right.EDIT_GOVERNANCE, FORM, "slug sitting item"),
    Line("governance:point_document", Right.READ, READ, "slug sitting item item_document"),
    Line(
        "governance:remove_document",
        Right.EDIT_GOVERNANCE,
        FORM,
        "slug sitting item item_document",
    ),
    Line("governance:backlog", Right.READ, FORM, "slug body"),
    Line("governance:set_aside", Right.EDIT_GOVERNANCE, FORM, "slug body item_proposal"),
    Line("governance:step_sitting", Right.EDIT_GOVERNANCE, FORM, "slug sitting step"),
    Line("governance:live", Right.EDIT_GOVERNANCE, READ, "slug sitting"),
    Line("governance:live_words", Right.EDIT_GOVERNANCE, SEND, "slug sitting"),
    Line("governance:live_state", Right.EDIT_GOVERNANCE, READ, "slug sitting"),
    Line("governance:live_attendance", Right.EDIT_GOVERNANCE, SEND, "slug sitting"),
    Line("governance:live_decision", Right.EDIT_GOVERNANCE, SEND, "slug sitting top"),
    Line("governance_files:presentation", Right.READ, READ, "slug sitting"),
    Line("governance_files:sign_in_sheet", Right.EDIT_GOVERNANCE, FORM, "slug sitting"),
    Line("answers:sign_in", Who.PUBLIC, FORM, "sign_in_secret"),
    Line("governance_files:minutes_book", Right.READ, READ, "slug body minutes_year document"),
    Line("governance_files:attendance", Right.READ, READ, "slug body extension"),
    Line("governance_files:sitting", Right.READ, READ, "slug sitting"),
    Line("governance_files:dossier", Right.READ, READ, "slug sitting"),
    Line("governance_files:prepare", Right.EDIT_GOVERNANCE, SEND, "slug sitting"),
    Line("governance_files:pack", Right.READ, READ, "slug sitting"),
    Line("governance_files:paper", Right.READ, READ, "slug sitting sitting_paper sitting_format"),
    Line("governance_files:sendings", Right.EDIT_GOVERNANCE, READ, "slug coming extension"),
    Line("governance:invitees", Right.EDIT_GOVERNANCE, READ, "slug coming"),
    Line("governance:invite", Right.EDIT_GOVERNANCE, FORM, "slug sitting"),
    Line("governance:mails_to_copy", Right.EDIT_GOVERNANCE, READ, "slug coming"),
    Line("governance:take_mails_back", Right.EDIT_GOVERNANCE, SEND, "slug sitting"),
    Line("governance:write_mail", Right.EDIT_GOVERNANCE, FORM, "slug sitting occasion"),
    Line("governance:invitee", Right.EDIT_GOVERNANCE, FORM, "slug invitee"),
    Line("governance:invitee_link", Right.EDIT_GOVERNANCE, SEND, "slug invitee link_step"),
    Line("governance:mail_copied", Right.EDIT_GOVERNANCE, SEND, "slug mail"),
    Line("governance:retry_mail", Right.EDIT_GOVERNANCE, SEND, "slug mail"),
    Line("governance:dates", Right.EDIT_GOVERNANCE, FORM, "slug sitting"),
    Line("governance:choose_date", Right.EDIT_GOVERNANCE, FORM, "slug date_option"),
    Line("answers:sitting", Who.PUBLIC, FORM, "invitee_secret"),
    Line("answers:propose_point", Who.PUBLIC, FORM, "invitee_secret"),
    Line("answers:sitting_calendar", Who.PUBLIC, READ, "invitee_secret"),
    Line("governance:feeds", Right.READ, READ, "slug"),
    Line("governance:share_calendar", Right.READ, FORM, "slug"),
    Line("governance:revoke_calendar", Right.EDIT_GOVERNANCE, FORM, "slug feed"),
    Line("calendars:feed", Who.PUBLIC, READ, "feed_secret"),
    Line("governance:decisions", Right.READ, READ, "slug"),
    Line("governance_files:decisions", Right.READ, READ, "slug document"),
    Line("governance:decision", Right.READ, READ, "slug decision"),
    Line("governance:create_decision", Right.EDIT_GOVERNANCE, FORM, "slug"),
    Line("governance:decide_at", Right.EDIT_GOVERNANCE, FORM, "slug sitting"),
    Line("governance:change_decision", Right.EDIT_GOVERNANCE, FORM, "slug decision"),
    Line("governance:step_decision", Right.EDIT_GOVERNANCE, FORM, "slug decision decision_step"),
    Line("governance:link_owner", Right.EDIT_GOVERNANCE, FORM, "slug decision"),
    Line("governance:close_links", Right.EDIT_GOVERNANCE, FORM, "slug decision"),
    Line("answers:decision", Who.PUBLIC, FORM, "decision_secret"),
    Line("governance:adjustments", Right.READ, READ, "slug"),
    Line("governance_files:adjustments", Right.READ, READ, "slug document"),
    Line("governance:adjustment", Right.READ, READ, "slug adjustment"),
    Line("governance:of_action", Right.READ, READ, "slug action"),
    Line("governance:start_adjustment", Right.EDIT_GOVERNANCE, READ, "slug"),
    Line("governance:propose_adjustment", Right.EDIT_GOVERNANCE, FORM, "slug adjustment_kind"),
    Line("governance:revise_adjustment", Right.EDIT_GOVERNANCE, FORM, "slug adjustment"),
    Line("governance:examine_adjustment", Right.EDIT_GOVERNANCE, FORM, "slug adjustment"),
    Line("governance:decide_adjustment", Right.EDIT_GOVERNANCE, FORM, "slug adjustment"),
    Line("governance:apply_adjustment", Right.EDIT_PLAN, FORM, "slug adjustment"),
    Line("governance:withdraw_adjustment", Right.EDIT_GOVERNANCE, FORM, "slug adjustment"),
    Line("governance:read_obligation", Right.EDIT_GOVERNANCE, FORM, "slug obligation"),
    Line("governance:prove_obligation", Right.EDIT_GOVERNANCE, FORM, "slug obligation"),
    # --- Bringing a plan in
    Line("directory_files:contacts", Right.READ_DIRECTORY, READ, "slug extension"),
    Line("contacts:upload", Right.EDIT_DIRECTORY, FORM, "slug"),
    Line("contacts:columns", Right.EDIT_DIRECTORY, FORM, "slug contact_import"),
    Line("contacts:preview", Right.EDIT_DIRECTORY, FORM, "slug contact_import"),
    Line("imports:upload", Right.EDIT_PLAN, FORM, "slug"),
    Line("imports:columns", Right.EDIT_PLAN, FORM, "slug import"),
    Line("imports:preview", Right.EDIT_PLAN, FORM, "slug import"),
    # --- Its team: what is worked on and declared
    Line("declarations:shares", Right.READ_TEAM, READ, "slug"),
    Line("declarations:holding_shares", Right.READ_TEAM, READ, "slug holding"),
    Line("declarations:change_shares", Right.EDIT_TEAM, FORM, "slug holding"),
    Line("declarations:remove_shares", Right.EDIT_TEAM, FORM, "slug holding"),
    Line("declarations:mapping", Right.READ_TEAM, READ, "slug"),
    Line("declarations:create_line", Right.EDIT_TEAM, FORM, "slug"),
    Line("declarations:order_lines", Right.EDIT_TEAM, SEND, "slug"),
    Line("declarations:change_line", Right.EDIT_TEAM, FORM, "slug theme_line"),
    Line("declarations:confirm_line", Right.EDIT_TEAM, FORM, "slug theme_line"),
    Line("declarations:remove_line", Right.EDIT_TEAM, FORM, "slug theme_line"),
    Line("declarations:missions", Right.READ_TEAM, READ, "slug"),
    Line("declarations:change_missions", Right.EDIT_TEAM, FORM, "slug"),
    Line("declarations:sheets", Right.READ_TEAM, READ, "slug"),
    Line("declarations:sheet", Right.READ_TEAM, READ, "slug sheet_year employer declaration"),
    Line("declarations:copy_sheet", Right.READ_TEAM, READ, "slug sheet_year employer declaration"),
    Line(
        "declarations:verify_sheet", Right.EDIT_TEAM, FORM, "slug sheet_year employer declaration"
    ),
    Line(
        "declarations:declare_sheet", Right.EDIT_TEAM, FORM, "slug sheet_year employer declaration"
    ),
    Line(
        "declarations:reopen_sheet", Right.EDIT_TEAM, FORM, "slug sheet_year employer declaration"
    ),
    Line("declarations:deadlines", Right.READ_TEAM, READ, "slug"),
    Line("declarations:propose_deadlines", Right.EDIT_TEAM, SEND, "slug"),
    Line("declarations:create_deadline", Right.EDIT_TEAM, FORM, "slug"),
    Line("declarations:change_deadline", Right.EDIT_TEAM, FORM, "slug deadline"),
    Line("declarations:remove_deadline", Right.EDIT_TEAM, FORM, "slug deadline"),
    Line("declarations:rates", Right.READ_TEAM, READ, "slug"),
    Line("declarations:change_rate", Right.EDIT_TEAM, FORM, "slug sheet_year post_kind"),
    Line("declaration_files:missions", Right.READ_TEAM, READ, "slug team_format"),
    Line("declaration_files:sheet", Right.READ_TEAM, READ, "slug sheet_year employer sheet_file"),
)
