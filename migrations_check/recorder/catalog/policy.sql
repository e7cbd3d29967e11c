select 'policy', n.nspname::text, @name(n, c) || '.' || quote_ident(p.polname), @name(n, c),
       jsonb_strip_nulls(jsonb_build_object(
           'command', p.polcmd, 'permissive', p.polpermissive,
           'roles', (select jsonb_agg(case r when 0 then 'public' else pg_get_userbyid(r)::text end order by r)
                     from unnest(p.polroles) r),
           'using', pg_get_expr(p.polqual, p.polrelid),
           'with check', pg_get_expr(p.polwithcheck, p.polrelid),
           'comment', obj_description(p.oid, 'pg_policy'))),
       '3256:' || p.oid || ':0', 0
from pg_policy p
join pg_class c on c.oid = p.polrelid
join pg_namespace n on n.oid = c.relnamespace
where @ours(n) and @only(p.oid)
