-- Rows of another project's sign-in wait here until the import that brings them takes them in, inside its
-- one transaction, which runs as the project's owner. Nobody but supabase_auth_admin, who owns this schema
-- and runs this file, reads or writes what waits.
grant usage on schema _imports to dupabase_project_owner;

create table _imports.staged_rows (
    task_id bigint not null,
    kind text not null check (kind in ('users', 'identities', 'mfa_factors')),
    id text,
    content jsonb not null,
    taken boolean not null default false
);
create index staged_rows_task on _imports.staged_rows (task_id, kind, id);

-- Imports whose transaction was committed: what a restart asks before it repeats one.
create table _imports.finished (
    task_id bigint primary key,
    tables_imported int not null,
    finished_at timestamptz not null default now()
);

-- Users with an id and an address, a number, or neither if they are anonymous. Those whose id, address or
-- number is taken stay as they are. One-time tokens never come along, and every user is `authenticated`.
create function _imports.take_users(task bigint, silence boolean)
returns table (users_taken bigint, users_skipped bigint, identities_taken bigint, factors_taken bigint)
language plpgsql security definer set search_path = '' as $$
declare
    silenced record;
    silenced_all text[] := '{}';
begin
    if silence then
        for silenced in
            select tgname, tgenabled from pg_catalog.pg_trigger
            where tgrelid = 'auth.users'::pg_catalog.regclass and not tgisinternal and tgenabled <> 'D'
        loop
            execute pg_catalog.format('alter table auth.users disable trigger %I', silenced.tgname);
            silenced_all := silenced_all || pg_catalog.format('alter table auth.users enable %s trigger %I',
                case silenced.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end,
                silenced.tgname);
        end loop;
    end if;

    with wanted as (
        select (s.content ->> 'id')::uuid as id, s.content as c,
            nullif(lower(trim(s.content ->> 'email')), '') as email,
            nullif(trim(s.content ->> 'phone'), '') as phone,
            coalesce((s.content ->> 'is_anonymous')::boolean, false) as anonymous
        from _imports.staged_rows s
        where s.task_id = task and s.kind = 'users' and s.id is not null
    ), added as (
        insert into auth.users (instance_id, id, aud, role, email, phone, encrypted_password,
            email_confirmed_at, phone_confirmed_at, invited_at, last_sign_in_at, banned_until, deleted_at,
            raw_app_meta_data, raw_user_meta_data, is_sso_user, is_anonymous, created_at, updated_at,
            confirmation_token, recovery_token, email_change_token_new, email_change_token_current,
            email_change, phone_change, phone_change_token, reauthentication_token)
        select '00000000-0000-0000-0000-000000000000', w.id, 'authenticated', 'authenticated', w.email, w.phone,
            nullif(w.c ->> 'encrypted_password', ''),
            coalesce(w.c ->> 'email_confirmed_at', w.c ->> 'confirmed_at')::timestamptz,
            (w.c ->> 'phone_confirmed_at')::timestamptz, (w.c ->> 'invited_at')::timestamptz,
            (w.c ->> 'last_sign_in_at')::timestamptz, (w.c ->> 'banned_until')::timestamptz,
            (w.c ->> 'deleted_at')::timestamptz,
            coalesce((w.c ->> 'raw_app_meta_data')::jsonb, '{}'),
            coalesce((w.c ->> 'raw_user_meta_data')::jsonb, '{}'),
            coalesce((w.c ->> 'is_sso_user')::boolean, false), w.anonymous,
            coalesce((w.c ->> 'created_at')::timestamptz, now()),
            coalesce((w.c ->> 'updated_at')::timestamptz, now()),
            '', '', '', '', '', '', '', ''
        from wanted w
        where w.email is not null or w.phone is not null or w.anonymous
        on conflict do nothing
        returning id
    )
    update _imports.staged_rows s set taken = true from added
    where s.task_id = task and s.kind = 'users' and s.id = added.id::text;

    -- Before 2023 the provider's id of the user stood in column id.
    with added as (
        insert into auth.identities (id, provider_id, user_id, identity_data, provider,
            last_sign_in_at, created_at, updated_at)
        select case when s.content ? 'provider_id' then (s.content ->> 'id')::uuid else gen_random_uuid() end,
            coalesce(s.content ->> 'provider_id', s.content ->> 'id'), (s.content ->> 'user_id')::uuid,
            coalesce((s.content ->> 'identity_data')::jsonb, '{}'), s.content ->> 'provider',
            (s.content ->> 'last_sign_in_at')::timestamptz,
            coalesce((s.content ->> 'created_at')::timestamptz, now()),
            coalesce((s.content ->> 'updated_at')::timestamptz, now())
        from _imports.staged_rows s
        join _imports.staged_rows u
            on u.task_id = task and u.kind = 'users' and u.id = lower(s.content ->> 'user_id') and u.taken
        where s.task_id = task and s.kind = 'identities' and s.content ->> 'provider' is not null
        on conflict do nothing
        returning id
    )
    select count(*) into identities_taken from added;

    insert into auth.identities (id, provider_id, user_id, identity_data, provider, last_sign_in_at,
        created_at, updated_at)
    select gen_random_uuid(), u.id::text, u.id,
        jsonb_strip_nulls(jsonb_build_object('sub', u.id, 'email', u.email, 'phone', u.phone,
            'email_verified', u.email_confirmed_at is not null,
            'phone_verified', u.phone_confirmed_at is not null)),
        case when u.email is not null then 'email' else 'phone' end,
        u.last_sign_in_at, u.created_at, u.updated_at
    from auth.users u
    join _imports.staged_rows s on s.task_id = task and s.kind = 'users' and s.id = u.id::text and s.taken
    where not u.is_anonymous and not exists (select from auth.identities i where i.user_id = u.id)
    on conflict do nothing;

    with added as (
        insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at,
            secret)
        select (s.content ->> 'id')::uuid, (s.content ->> 'user_id')::uuid, s.content ->> 'friendly_name',
            'totp', 'verified', coalesce((s.content ->> 'created_at')::timestamptz, now()),
            coalesce((s.content ->> 'updated_at')::timestamptz, now()), s.content ->> 'secret'
        from _imports.staged_rows s
        join _imports.staged_rows u
            on u.task_id = task and u.kind = 'users' and u.id = lower(s.content ->> 'user_id') and u.taken
        where s.task_id = task and s.kind = 'mfa_factors' and s.content ->> 'factor_type' = 'totp'
            and s.content ->> 'status' = 'verified' and nullif(s.content ->> 'secret', '') is not null
        on conflict do nothing
        returning id
    )
    select count(*) into factors_taken from added;

    select count(*) filter (where s.taken), count(*) filter (where not s.taken)
    into users_taken, users_skipped
    from _imports.staged_rows s where s.task_id = task and s.kind = 'users';

    for i in 1 .. coalesce(pg_catalog.array_length(silenced_all, 1), 0) loop
        execute silenced_all[i];
    end loop;
    return next;
end
$$;

create function _imports.finish(task bigint, tables int) returns void
language sql security definer set search_path = '' as $$
    insert into _imports.finished (task_id, tables_imported) values (task, tables) on conflict do nothing
$$;

revoke all on function _imports.take_users(bigint, boolean), _imports.finish(bigint, int) from public;
grant execute on function _imports.take_users(bigint, boolean), _imports.finish(bigint, int)
    to dupabase_project_owner;
