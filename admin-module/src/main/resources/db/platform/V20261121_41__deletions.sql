-- Accounts and organisations that a job is deleting are gone for everybody else.
alter table platform.users add column deleting_since timestamptz;
alter table platform.organizations add column deleting_since timestamptz;
create index org_invites_pending on platform.org_invites (org_id, email) where accepted_at is null;
