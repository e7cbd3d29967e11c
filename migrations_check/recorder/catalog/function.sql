select 'function', n.nspname::text,
       quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')', '',
       jsonb_strip_nulls(jsonb_build_object(
           'definition', case when p.prokind = 'a' then 'aggregate returning ' || format_type(p.prorettype, null)
                              else pg_get_functiondef(p.oid) end,
           'owner', pg_get_userbyid(p.proowner),
           'grants', @grants(p.proacl, 'f', p.proowner),
           'comment', obj_description(p.oid, 'pg_proc'))),
       '1255:' || p.oid || ':0', 0
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where @ours(n) and @standalone(pg_proc, p.oid) and @only(p.oid)
