-- A text sealed under each master key in use. A start with another key is refused by it.
create table platform.master_key_check (
    key_id     text primary key,
    sealed     bytea not null,
    created_at timestamptz not null default now()
);
