-- Settings that are secrets (passwords of mail servers, secrets of providers), sealed as one document.
-- Column `settings` holds the others.
alter table platform.projects add column sealed_settings bytea;
