-- Fires whatever triggers a tenant put on the table.
alter table auth.users add column touched boolean;
update auth.users set touched = true;
