-- Assertions of SAML that have been used, until they would not count any more: each is good once.
-- Runs as the owner of the schema, supabase_auth_admin.
set local search_path = auth;

create table saml_used_assertions (
    sso_provider_id uuid not null references sso_providers (id) on delete cascade,
    assertion_id text not null,
    expires_at timestamptz not null,
    primary key (sso_provider_id, assertion_id)
);
create index saml_used_assertions_expires_at_idx on saml_used_assertions (expires_at);
alter table saml_used_assertions enable row level security;
