select 'rule', n.nspname::text, @name(n, c) || '.' || quote_ident(r.rulename), @name(n, c),
       jsonb_strip_nulls(jsonb_build_object(
           'definition', pg_get_ruledef(r.oid),
           'enabled', nullif(r.ev_enabled, 'O'),
           'comment', obj_description(r.oid, 'pg_rewrite'))),
       '2618:' || r.oid || ':0', 0
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
join pg_namespace n on n.oid = c.relnamespace
where r.rulename <> '_RETURN' and @ours(n) and @standalone(pg_class, c.oid) and @only(r.oid)
