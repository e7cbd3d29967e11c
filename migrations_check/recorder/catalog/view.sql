select case c.relkind when 'm' then 'materialized view' else 'view' end, n.nspname::text, @name(n, c), '',
       jsonb_strip_nulls(jsonb_build_object(
           'definition', pg_get_viewdef(c.oid),
           'columns', (select jsonb_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                                        order by a.attnum)
                       from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
           'options', to_jsonb(c.reloptions),
           'empty', nullif(not c.relispopulated, false),
           'owner', pg_get_userbyid(c.relowner),
           'grants', @grants(c.relacl, 'r', c.relowner),
           'comment', obj_description(c.oid, 'pg_class'))),
       '1259:' || c.oid || ':0', case c.relkind when 'm' then c.relfilenode::bigint else 0 end
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('v', 'm') and c.relpersistence <> 't' and @ours(n) and @standalone(pg_class, c.oid) and @only(c.oid)
