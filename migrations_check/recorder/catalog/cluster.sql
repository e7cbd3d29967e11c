select 'role', '', quote_ident(r.rolname), '',
       jsonb_strip_nulls(jsonb_build_object(
           'superuser', nullif(r.rolsuper, false), 'login', nullif(r.rolcanlogin, false),
           'create database', nullif(r.rolcreatedb, false), 'create role', nullif(r.rolcreaterole, false),
           'inherit', r.rolinherit, 'replication', nullif(r.rolreplication, false),
           'bypass row security', nullif(r.rolbypassrls, false), 'connections', nullif(r.rolconnlimit, -1),
           'member of', (select jsonb_agg(quote_ident(g.rolname) order by g.rolname)
                         from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid),
           'comment', shobj_description(r.oid, 'pg_authid'))),
       '1260:' || r.oid || ':0', 0
from pg_roles r where not starts_with(r.rolname, 'pg_')
union all
select 'default privileges', coalesce(n.nspname::text, ''),
       quote_ident(pg_get_userbyid(d.defaclrole)) || ' ' || coalesce(quote_ident(n.nspname), 'everywhere') || ' '
       || case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
                               when 'T' then 'types' else 'schemas' end, '',
       jsonb_build_object('grants', to_jsonb(d.defaclacl::text[])),
       '826:' || d.oid || ':0', 0
from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace
union all
select 'setting', '',
       case s.setdatabase when 0 then 'all databases' else 'database' end
       || case s.setrole when 0 then '' else ' for ' || quote_ident(pg_get_userbyid(s.setrole)) end, '',
       jsonb_build_object('settings', to_jsonb(s.setconfig)),
       '2964:' || least(s.setdatabase::bigint, 1) || ':' || s.setrole, 0
from pg_db_role_setting s
where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
union all
select 'database', '', 'database', '',
       jsonb_strip_nulls(jsonb_build_object(
           'owner', pg_get_userbyid(b.datdba),
           'grants', @grants(b.datacl, 'd', b.datdba),
           'connections', nullif(b.datconnlimit, -1),
           'comment', shobj_description(b.oid, 'pg_database'))),
       '1262:1:0', 0
from pg_database b where b.datname = current_database()
