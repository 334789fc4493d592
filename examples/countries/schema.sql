-- Reference data: everybody reads it, only the service role writes it.
create table regions (
  id   int generated always as identity primary key,
  name text not null unique
);

create table countries (
  code        text primary key check (code ~ '^[A-Z]{3}$'),
  name        text not null unique,
  official    text not null,
  capital     text,
  region_id   int not null references regions,
  area_km2    numeric not null,
  landlocked  boolean not null,
  independent boolean,
  flag        text not null,
  latlng      jsonb not null
);

create table languages (
  code text primary key,
  name text not null
);

create table country_languages (
  country  text references countries on delete cascade,
  language text references languages,
  primary key (country, language)
);

create table currencies (
  code   text primary key,
  name   text not null,
  symbol text
);

create table country_currencies (
  country  text references countries on delete cascade,
  currency text references currencies,
  primary key (country, currency)
);

create table borders (
  country   text constraint borders_country_fkey references countries on delete cascade,
  neighbour text constraint borders_neighbour_fkey references countries on delete cascade,
  primary key (country, neighbour),
  check (country <> neighbour)
);

do $$
declare t text;
begin
  foreach t in array array['regions', 'countries', 'languages', 'country_languages', 'currencies', 'country_currencies', 'borders']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy "everybody reads" on %I for select to anon, authenticated using (true)', t);
  end loop;
end $$;

-- Each user's own list: nobody else sees or changes it.
create table visited (
  user_id    uuid not null default auth.uid() references auth.users on delete cascade,
  country    text not null references countries,
  visited_on date not null check (visited_on > date '1900-01-01'),
  note       text,
  primary key (user_id, country)
);
alter table visited enable row level security;
create policy "own rows" on visited to authenticated
  using (user_id = auth.uid()) with check (user_id = auth.uid());

create function speakers_of(language_code text) returns setof countries
language sql stable as $$
  select c.* from countries c join country_languages l on l.country = c.code where l.language = language_code
$$;
