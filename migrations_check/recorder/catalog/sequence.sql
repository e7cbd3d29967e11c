select 'sequence', n.nspname::text, @name(n, c), coalesce(o.column_name, ''),
       jsonb_strip_nulls(jsonb_build_object(
           'type', format_type(s.seqtypid, null), 'start', s.seqstart, 'increment', s.seqincrement,
           'min', s.seqmin, 'max', s.seqmax, 'cache', s.seqcache, 'cycle', nullif(s.seqcycle, false),
           'owned by', o.column_name,
           'owner', pg_get_userbyid(c.relowner),
           'grants', @grants(c.relacl, 's', c.relowner),
           'comment', obj_description(c.oid, 'pg_class'))),
       '1259:' || c.oid || ':0', 0
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_sequence s on s.seqrelid = c.oid
left join lateral (
    select d.refobjid::regclass::text || '.' || quote_ident(a.attname) as column_name
    from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where d.classid = 1259 and d.objid = c.oid and d.refclassid = 1259 and d.deptype in ('a', 'i')
    limit 1) o on true
where c.relkind = 'S' and c.relpersistence <> 't' and @ours(n) and @standalone(pg_class, c.oid) and @only(c.oid)
