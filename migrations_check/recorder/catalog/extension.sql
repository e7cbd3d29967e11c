select 'extension', '', quote_ident(e.extname), '',
       jsonb_strip_nulls(jsonb_build_object(
           'version', e.extversion, 'schema', n.nspname,
           'comment', obj_description(e.oid, 'pg_extension'))),
       '3079:' || e.oid || ':0', 0
from pg_extension e join pg_namespace n on n.oid = e.extnamespace
where @only(e.oid)
