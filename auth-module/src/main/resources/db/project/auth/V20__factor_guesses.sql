-- Second factors, beyond Supabase's tables, so that a dump of those loads as it is.
set local search_path = auth;

-- How often somebody has guessed wrong at a factor's codes, and the last code that was taken.
create table mfa_factor_guesses (
    factor_id uuid primary key references mfa_factors (id) on delete cascade,
    failures integer not null default 0,
    blocked_until timestamptz,
    last_step bigint
);
alter table mfa_factor_guesses enable row level security;

-- Codes for users who have lost their factors: only hashes. All codes of a user hang on one factor.
alter type factor_type add value if not exists 'recovery_code';

create table mfa_recovery_codes (
    id uuid primary key,
    factor_id uuid not null references mfa_factors (id) on delete cascade,
    code_hash text not null,
    created_at timestamptz not null,
    used_at timestamptz
);
create unique index mfa_recovery_codes_factor_hash_key on mfa_recovery_codes (factor_id, code_hash);
alter table mfa_recovery_codes enable row level security;
