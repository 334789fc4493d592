-- What policies and restored dumps rely on: helper functions, rights, row level security and the version
-- numbers of Supabase Auth's own migrations (contracts/auth.md §3.4, §3.5).
-- Runs as the owner of the schema, supabase_auth_admin.
set local search_path = auth;

create function uid() returns uuid language sql stable as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
comment on function uid() is 'The id of the signed-in user: the claim sub';

create function role() returns text language sql stable as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim.role', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
$$;
comment on function role() is 'The claim role';

create function email() returns text language sql stable as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim.email', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
$$;
comment on function email() is 'The claim email';

create function jwt() returns jsonb language sql stable as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim', true), ''),
        nullif(current_setting('request.jwt.claims', true), ''))::jsonb
$$;
comment on function jwt() is 'All claims of the caller''s token';

grant usage on schema auth to anon, authenticated, service_role, dupabase_project_owner;
grant execute on function uid(), role(), email(), jwt() to public;

-- A reference server that meets this database finds every migration of its own applied.
create table schema_migrations (version varchar(255) primary key);
insert into schema_migrations (version) values
    ('00'), ('20171026211738'), ('20171026211808'), ('20171026211834'), ('20180103212743'),
    ('20180108183307'), ('20180119214651'), ('20180125194653'), ('20210710035447'), ('20210722035447'),
    ('20210730183235'), ('20210909172000'), ('20210927181326'), ('20211122151130'), ('20211124214934'),
    ('20211202183645'), ('20220114185221'), ('20220114185340'), ('20220224000811'), ('20220323170000'),
    ('20220429102000'), ('20220531120530'), ('20220614074223'), ('20220811173540'), ('20221003041349'),
    ('20221003041400'), ('20221011041400'), ('20221020193600'), ('20221021073300'), ('20221021082433'),
    ('20221027105023'), ('20221114143122'), ('20221114143410'), ('20221125140132'), ('20221208132122'),
    ('20221215195500'), ('20221215195800'), ('20221215195900'), ('20230116124310'), ('20230116124412'),
    ('20230131181311'), ('20230322519590'), ('20230402418590'), ('20230411005111'), ('20230508135423'),
    ('20230523124323'), ('20230818113222'), ('20230914180801'), ('20231027141322'), ('20231114161723'),
    ('20231117164230'), ('20240115144230'), ('20240214120130'), ('20240306115329'), ('20240314092811'),
    ('20240427152123'), ('20240612123726'), ('20240729123726'), ('20240802193726'), ('20240806073726'),
    ('20241009103726'), ('20250717082212'), ('20250731150234'), ('20250804100000'), ('20250901200500'),
    ('20250903112500'), ('20250904133000'), ('20250925093508'), ('20251007112900'), ('20251104100000'),
    ('20251111201300'), ('20251201000000'), ('20260115000000'), ('20260121000000'), ('20260219120000'),
    ('20260302000000'), ('20260625000000');

do $$
declare
    table_name text;
begin
    for table_name in
        select c.relname from pg_class c
        where c.relnamespace = 'auth'::regnamespace and c.relkind = 'r'
    loop
        execute format('alter table auth.%I enable row level security', table_name);
    end loop;
end
$$;

-- The project's owner sees what Supabase lets the role postgres see, and hangs triggers and foreign keys on
-- users. Owners do not bypass row level security, so a policy lets them; nobody else is let by any.
do $$
declare
    table_name text;
begin
    foreach table_name in array array['schema_migrations', 'instances', 'users', 'audit_log_entries',
        'saml_relay_states', 'refresh_tokens', 'mfa_factors', 'sessions', 'sso_providers', 'sso_domains',
        'mfa_challenges', 'mfa_amr_claims', 'saml_providers', 'flow_state', 'identities', 'one_time_tokens']
    loop
        execute format('grant select on auth.%I to dupabase_project_owner with grant option', table_name);
        execute format('create policy project_owner on auth.%I for select to dupabase_project_owner using (true)',
            table_name);
    end loop;
end
$$;
grant references, trigger on users to dupabase_project_owner;
