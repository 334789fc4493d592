package dev.dupabase.admin.audit;

import dev.dupabase.platform.access.AuditedAction;
import java.util.Locale;

/// What is written down (contracts/platform.md §12), and the kind of thing it is done to.
public enum AuditAction implements AuditedAction {
    REGISTER("user"),
    REGISTER_FAILED("user"),
    LOGIN("user"),
    LOGIN_FAILED("user"),
    LOGOUT("user"),
    REVOKE_SESSION("user"),
    PASSWORD_CHANGED("user"),
    PASSWORD_CHANGE_FAILED("user"),
    PASSWORD_CHECK_FAILED("user"),
    REVEAL_CREDENTIALS("credentials"),
    REVEAL_CREDENTIALS_FAILED("credentials"),
    ROTATE_CREDENTIALS("credentials"),
    ROTATE_CREDENTIALS_FAILED("credentials"),
    CREATE_ORG("organization"),
    UPDATE_ORG("organization"),
    DELETE_ORG("organization"),
    TRANSFER_ORG("organization"),
    ACCEPT_ORG_INVITE("organization"),
    LEAVE_ORG("organization"),
    CREATE_ORG_INVITE("org_invite"),
    REVOKE_ORG_INVITE("org_invite"),
    UPDATE_ORG_MEMBER_ROLE("org_member"),
    REMOVE_ORG_MEMBER("org_member"),
    CREATE_PROJECT("project"),
    TRANSFER_PROJECT("project"),
    DELETE_PROJECT("project"),
    UPDATE_PROJECT_SETTINGS("project"),
    ROTATE_API_KEYS("project"),
    CREATE_API_KEY("api_key"),
    REVOKE_API_KEY("api_key"),
    CREATE_SIGNING_KEY("signing_key"),
    USE_SIGNING_KEY("signing_key"),
    REVOKE_SIGNING_KEY("signing_key"),
    EMPTY_MAILBOX("project"),
    EXECUTE_SQL("sql"),
    CANCEL_SQL("sql"),
    SAVE_QUERY("query"),
    DELETE_QUERY("query"),
    INSERT_ROW("table"),
    UPDATE_ROW("table"),
    DELETE_ROW("table"),
    IMPORT_ROWS("table"),
    EXPORT_ROWS("table"),
    CREATE_AUTH_USER("auth_user"),
    INVITE_AUTH_USER("auth_user"),
    UPDATE_AUTH_USER("auth_user"),
    DELETE_AUTH_USER("auth_user"),
    BAN_AUTH_USER("auth_user"),
    UNBAN_AUTH_USER("auth_user"),
    SEND_AUTH_LINK("auth_user"),
    REVOKE_AUTH_SESSION("auth_user"),
    DELETE_AUTH_FACTOR("auth_user"),
    EXPORT_DATABASE("project"),
    PAUSE_PROJECT("project"),
    RESUME_PROJECT("project"),
    ADD_DOMAIN("project_domain"),
    REMOVE_DOMAIN("project_domain"),
    ADMIN_UPDATE_SETTINGS("settings"),
    ADMIN_CREATE_INVITE("invite"),
    ADMIN_DELETE_INVITE("invite"),
    ADMIN_RETRY_JOB("job"),
    ADMIN_CANCEL_JOB("job"),
    ADMIN_PROMOTE_USER("user"),
    ADMIN_DEMOTE_USER("user"),
    ADMIN_DELETE_USER("user");

    private final String resourceType;

    AuditAction(String resourceType) {
        this.resourceType = resourceType;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String resourceType() {
        return resourceType;
    }
}
