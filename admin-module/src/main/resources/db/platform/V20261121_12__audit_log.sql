-- Who did what (contracts/platform.md §12). Ids stay as they were when what they name is deleted.
create sequence platform.audit_log_id as bigint;

create table platform.audit_log (
    id bigint not null default nextval('platform.audit_log_id'),
    user_id uuid,
    project_id uuid,
    action text not null,
    resource_type text not null,
    resource_id text,
    ip_address text,
    user_agent text,
    metadata jsonb not null default '{}',
    request_id text,
    created_at timestamptz not null default now(),
    primary key (id, created_at)
) partition by range (created_at);
alter sequence platform.audit_log_id owned by platform.audit_log.id;
create index audit_log_project on platform.audit_log (project_id, id desc);
create index audit_log_user on platform.audit_log (user_id, id desc);

-- Keeps a partition for each month from the current one to a year ahead, and drops those whose last row
-- is older than the retention. Several instances may call it at once.
create function platform.maintain_audit_log(retention interval) returns void
language plpgsql as $$
declare
    first_month date := date_trunc('month', now() at time zone 'UTC');
    month date;
    old record;
begin
    perform pg_advisory_xact_lock(1685418081, 12);
    for step in 0..12 loop
        month := first_month + make_interval(months => step);
        execute format(
            'create table if not exists platform.%I partition of platform.audit_log for values from (%L) to (%L)',
            'audit_log_' || to_char(month, 'YYYYMM'),
            to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
    end loop;
    for old in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'platform.audit_log'::regclass
            and c.relname ~ '^audit_log_\d{6}$'
            and to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month' < now() - retention
    loop
        execute format('drop table platform.%I', old.relname);
    end loop;
end
$$;

select platform.maintain_audit_log(interval '400 days');
