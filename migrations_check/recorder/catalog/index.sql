select 'index', n.nspname::text, @name(n, c), tn.table_name,
       jsonb_strip_nulls(jsonb_build_object(
           'unique', nullif(i.indisunique, false),
           'definition', substring(pg_get_indexdef(c.oid) from position(' USING ' in pg_get_indexdef(c.oid)) + 1),
           'valid', nullif(i.indisvalid, true),
           'clustered', nullif(i.indisclustered, false),
           'replica identity', nullif(i.indisreplident, false),
           'part of', (select h.inhparent::regclass::text from pg_inherits h where h.inhrelid = c.oid),
           'comment', obj_description(c.oid, 'pg_class'))),
       '1259:' || c.oid || ':0', c.relfilenode::bigint
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_index i on i.indexrelid = c.oid
join pg_class t on t.oid = i.indrelid
join lateral (select quote_ident(m.nspname) || '.' || quote_ident(t.relname) as table_name
              from pg_namespace m where m.oid = t.relnamespace) tn on true
where c.relkind in ('i', 'I') and c.relpersistence <> 't' and @ours(n) and @standalone(pg_class, t.oid)
  and not exists (select from pg_constraint k where k.conrelid = i.indrelid and k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
  and @only(c.oid)
