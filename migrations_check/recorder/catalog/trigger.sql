select 'trigger', n.nspname::text, @name(n, c) || '.' || quote_ident(g.tgname), @name(n, c),
       jsonb_strip_nulls(jsonb_build_object(
           'definition', pg_get_triggerdef(g.oid),
           'enabled', case g.tgenabled when 'O' then null when 'D' then 'disabled' else g.tgenabled::text end,
           'comment', obj_description(g.oid, 'pg_trigger'))),
       '2620:' || g.oid || ':0', 0
from pg_trigger g
join pg_class c on c.oid = g.tgrelid
join pg_namespace n on n.oid = c.relnamespace
where not g.tgisinternal and c.relpersistence <> 't' and @ours(n) and @only(g.oid)
