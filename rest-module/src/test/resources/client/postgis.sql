-- Places, where the server has PostGIS.
create extension postgis schema extensions;

create table public.shops (
    id int primary key,
    address text,
    shop_geom extensions.geometry(point, 4326)
);
insert into public.shops values
    (1, '1369 Cambridge St', 'SRID=4326;POINT(-71.10044 42.373695)'),
    (2, 'nowhere', null);
grant all on public.shops to anon, authenticated, service_role;
