-- Deeds know the organisation they happened in, so that its owners can look them up.
alter table platform.audit_log add column org_id uuid;
create index audit_log_org on platform.audit_log (org_id, id desc);
create index audit_log_action on platform.audit_log (action, id desc);
