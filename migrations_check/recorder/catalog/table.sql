select 'table', n.nspname::text, @name(n, c), '',
       jsonb_strip_nulls(jsonb_build_object(
           'kind', case c.relkind when 'p' then 'partitioned table' when 'f' then 'foreign table' end,
           'persistence', case c.relpersistence when 'u' then 'unlogged' end,
           'partitioned by', case c.relkind when 'p' then pg_get_partkeydef(c.oid) end,
           'partition', pg_get_expr(c.relpartbound, c.oid),
           'inherits', (select jsonb_agg(i.inhparent::regclass::text order by i.inhseqno)
                        from pg_inherits i where i.inhrelid = c.oid),
           'options', to_jsonb(c.reloptions),
           'row security', nullif(c.relrowsecurity, false),
           'forced row security', nullif(c.relforcerowsecurity, false),
           'replica identity', nullif(c.relreplident, 'd'),
           'owner', pg_get_userbyid(c.relowner),
           'grants', @grants(c.relacl, 'r', c.relowner),
           'comment', obj_description(c.oid, 'pg_class'))),
       '1259:' || c.oid || ':0', c.relfilenode::bigint
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and @ours(n) and @standalone(pg_class, c.oid)
  and @only(c.oid)
