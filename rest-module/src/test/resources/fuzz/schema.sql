-- What random requests meet: every kind of column, key and function, and names that hurt.

create table author (id serial primary key, name text, parent int references author,
    data jsonb, published date, "a.b" int, "or""der" text, "q x" text, "é😀" text);
create table book (id serial primary key, title text not null, author_id int references author,
    price numeric, data json, tags text[], published timestamptz, span int4range,
    pages int default 7, search tsvector, small smallint, raw bytea, uid uuid, net inet);
create table tag (id int primary key, label text unique);
create table book_tag (book_id int references book, tag_id int references tag,
    primary key (book_id, tag_id));
create table passport (id int primary key references author, number text not null default 'none',
    seen int generated always as (length(number)) stored);
create type kind as enum ('x', 'y');
create table kinds (id int generated always as identity primary key, k kind, b bit(3), m money,
    c char(3), i interval, x xml, p point);
create table "or""der" (id int primary key, "; drop table author; --" text);
create table "Order Items" (id int primary key, "select" text default 'x''y', "order" int default 3,
    author int references author);
create table "a.b" (id int primary key);
create table visit (id int, at date, note text, primary key (id, at)) partition by range (at);
create table visit_old partition of visit for values from (minvalue) to ('2024-01-01');
create table visit_new partition of visit for values from ('2024-01-01') to (maxvalue);
create domain color as int;
create function json(color) returns json immutable language sql as
    $$ select to_json('#' || lpad(upper(to_hex($1)), 6, '0')) $$;
create function color(json) returns color immutable language sql as $$ select color($1 #>> '{}') $$;
create function color(text) returns color immutable language sql as
    $$ select ('x' || lpad(ltrim($1, '#'), 8, '0'))::bit(32)::int::color $$;
create cast (color as json) with function json(color) as implicit;
create cast (json as color) with function color(json) as implicit;
create cast (text as color) with function color(text) as implicit;
create table paint (id int primary key, tint color);
create view book_view as select id, title, author_id from book;
create view author_names as select name as called from author;
create materialized view book_count as select author_id, count(*) as books from book group by 1;

insert into author (name, parent, data, published)
    select 'a' || n, nullif(n - 1, 0), '{"a":[1,{"b":2}]}', '2024-01-01'::date + n
    from generate_series(1, 20) n;
insert into book (title, author_id, price, data, tags, published, span, search)
    select 't' || n, 1 + n % 20, n * 1.1, '{"a":1}', array['x', 'y'], now(), '[1,5)', 'a b'
    from generate_series(1, 50) n;
insert into tag select n, 'l' || n from generate_series(1, 5) n;
insert into book_tag select n, 1 + n % 5 from generate_series(1, 20) n;
insert into passport (id, number) select n, 'p' || n from generate_series(1, 9) n;
insert into kinds (k) values ('x'), ('y');
insert into "Order Items" (id, author) select n, n from generate_series(1, 9) n;
insert into visit select n, '2023-12-25'::date + n, 'n' || n from generate_series(1, 12) n;
insert into paint values (1, 255), (2, 65280);

create function label(author) returns text stable language sql as $$ select $1.name $$;
create function newest(author) returns setof book rows 1 stable language sql as
    $$ select * from book where author_id = $1.id order by id desc limit 1 $$;
create function add(a int, b int default 1) returns int immutable language sql as 'select a + b';
create function echo(x json) returns json language sql as 'select x';
create function whole(json) returns json language sql as 'select $1';
create function plain(text) returns text immutable language sql as 'select $1';
create function octets(bytea) returns int immutable language sql as 'select length($1)';
create function books(x int default 3) returns setof book stable language sql as
    'select * from book where id > x';
create function one_book() returns book stable language sql as 'select * from book limit 1';
create function of_author(author author) returns setof book stable language sql as
    'select * from book where author_id = author.id';
create function sums(low int, high int) returns table (n int, total numeric) stable language sql as
    'select author_id, sum(price) from book where id between low and high group by 1';
create function rename(who int, called text) returns author language sql as
    'update author set name = called where id = who returning *';
create function shout(value text) returns void language plpgsql as
    $$ begin raise exception '%', value; end $$;
create function forget() returns void language sql as 'select';
create function many(variadic items int[]) returns setof int language sql as 'select unnest(items)';
create function pair(out a int, out b text) language sql as $$ select 1, 'x' $$;
create function overloaded(a int) returns int language sql as 'select a';
create function overloaded(a text) returns int language sql as 'select 1';
create function quick() returns int stable set statement_timeout = '5s' language sql as 'select 1';

create domain "text/html" as text;
create function page() returns "text/html" stable language sql as $$ select '<p>hi</p>'::"text/html" $$;
create domain "application/x-lines" as text;
create function add_line(state text, one book) returns "application/x-lines" immutable language sql as
    $$ select (state || one.title || e'\n')::"application/x-lines" $$;
create aggregate lines(book) (sfunc = add_line, stype = "application/x-lines", initcond = '');

grant usage on schema public to anon;
grant all on all tables in schema public to anon;
grant all on all sequences in schema public to anon;
