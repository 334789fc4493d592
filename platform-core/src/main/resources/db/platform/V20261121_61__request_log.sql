-- Requests to projects, for the people who make them (docs/adr/0031-request-log.md). No foreign key: a row
-- of a project that is gone goes with its day.
create sequence platform.request_log_id as bigint;

create table platform.request_log (
    id bigint not null default nextval('platform.request_log_id'),
    project_id uuid not null,
    time timestamptz not null,
    method text not null,
    path text not null,
    query text,
    status smallint not null,
    micros bigint not null,
    class text not null,
    role text,
    error_code text,
    request_id text not null,
    ip_address text not null,
    skipped bigint not null
) partition by range (time);
alter sequence platform.request_log_id owned by platform.request_log.id;
create index request_log_newest on platform.request_log (project_id, id desc);

-- What the partitions do not hold, since a clock is wrong, is kept nonetheless.
create table platform.request_log_other partition of platform.request_log default;

-- Keeps a partition for each day from yesterday to a week ahead, and drops those older than the retention.
-- Several instances may call it at once.
create function platform.maintain_request_log(days integer) returns void
language plpgsql as $$
declare
    today date := (now() at time zone 'UTC')::date;
    day date;
    old record;
begin
    perform pg_advisory_xact_lock(1685418081, 61);
    delete from platform.request_log_other;
    for step in -1..7 loop
        day := today + step;
        execute format(
            'create table if not exists platform.%I partition of platform.request_log for values from (%L) to (%L)',
            'request_log_' || to_char(day, 'YYYYMMDD'),
            to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
    end loop;
    for old in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'platform.request_log'::regclass
            and c.relname ~ '^request_log_\d{8}$'
            and to_date(right(c.relname, 8), 'YYYYMMDD') < today - days
    loop
        execute format('drop table platform.%I', old.relname);
    end loop;
end
$$;

select platform.maintain_request_log(3);
