-- How often somebody has guessed wrong at a user's one-time code: after some tries the code is burnt.
-- Beyond Supabase's tables, so that a dump of those loads as it is.
set local search_path = auth;

create table one_time_token_failures (
    user_id uuid not null references users (id) on delete cascade,
    token_type one_time_token_type not null,
    failures integer not null,
    primary key (user_id, token_type)
);
alter table one_time_token_failures enable row level security;
