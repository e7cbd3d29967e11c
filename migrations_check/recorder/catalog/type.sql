select 'type', n.nspname::text, quote_ident(n.nspname) || '.' || quote_ident(t.typname), '',
       jsonb_strip_nulls(jsonb_build_object(
           'type', case t.typtype when 'e' then 'enum' when 'd' then 'domain' when 'c' then 'composite'
                                  when 'r' then 'range' else 'base' end,
           'values', (select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
           'base', case t.typtype when 'd' then format_type(t.typbasetype, t.typtypmod) end,
           'not null', case t.typtype when 'd' then nullif(t.typnotnull, false) end,
           'default', case t.typtype when 'd' then t.typdefault end,
           'collation', case when t.typtype = 'd' and t.typcollation <> 0 then t.typcollation::regcollation::text end,
           'attributes', case t.typtype when 'c' then (
               select jsonb_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attnum)
               from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) end,
           'range', (select jsonb_build_object('subtype', format_type(r.rngsubtype, null),
                                               'opclass', r.rngsubopc, 'collation', r.rngcollation,
                                               'canonical', r.rngcanonical::oid, 'diff', r.rngsubdiff::regproc::text)
                     from pg_range r where r.rngtypid = t.oid),
           'owner', pg_get_userbyid(t.typowner),
           'grants', @grants(t.typacl, 'T', t.typowner),
           'comment', coalesce(obj_description(t.oid, 'pg_type'), obj_description(t.typrelid, 'pg_class')))),
       '1247:' || t.oid || ':0', 0
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where (t.typtype in ('e', 'd', 'r') or (t.typtype = 'b' and t.typelem = 0)
       or (t.typtype = 'c' and exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c')))
  and @ours(n) and @standalone(pg_type, t.oid) and @only(t.oid)
