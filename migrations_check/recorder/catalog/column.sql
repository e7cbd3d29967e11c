select 'column', n.nspname::text, @name(n, c) || '.' || quote_ident(a.attname), @name(n, c),
       jsonb_strip_nulls(jsonb_build_object(
           'type', format_type(a.atttypid, a.atttypmod),
           'not null', nullif(a.attnotnull, false),
           'default', case when a.attgenerated = '' then
                          case when owned.seq is not null then 'nextval of its own sequence'
                               else pg_get_expr(d.adbin, d.adrelid) end end,
           'generated', case when a.attgenerated <> '' then
                          pg_get_expr(d.adbin, d.adrelid)
                          || case a.attgenerated when 's' then ' stored' else ' virtual' end end,
           'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end,
           'collation', case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end,
           'storage', case when a.attstorage <> t.typstorage then a.attstorage end,
           'compression', nullif(a.attcompression, ''),
           'statistics', nullif(a.attstattarget, -1),
           'grants', case when a.attacl is not null and a.attacl <> '{}' then
                         (select jsonb_agg(g::text order by g::text) from unnest(a.attacl) g) end,
           'comment', col_description(c.oid, a.attnum))),
       '1259:' || c.oid || ':' || a.attnum, 0
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
left join lateral (
    select o.objid as seq
    from pg_depend o
    join pg_class s on s.oid = o.objid and s.relkind = 'S'
    where d.oid is not null and o.refclassid = 1259 and o.refobjid = c.oid and o.refobjsubid = a.attnum
      and o.classid = 1259 and o.deptype = 'a'
      and pg_get_expr(d.adbin, d.adrelid) = 'nextval(''' || replace(o.objid::regclass::text, '''', '''''') || '''::regclass)'
    limit 1) owned on true
where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and @ours(n) and @standalone(pg_class, c.oid)
  and @only(c.oid)
