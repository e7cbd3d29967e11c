select 'statistics', n.nspname::text, quote_ident(n.nspname) || '.' || quote_ident(s.stxname),
       s.stxrelid::regclass::text,
       jsonb_strip_nulls(jsonb_build_object(
           'definition', pg_get_statisticsobjdef(s.oid),
           'comment', obj_description(s.oid, 'pg_statistic_ext'))),
       '3381:' || s.oid || ':0', 0
from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
where @ours(n) and @only(s.oid)
