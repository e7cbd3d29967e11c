select 'schema' as kind, n.nspname::text as schema, quote_ident(n.nspname) as address, '' as of,
       jsonb_strip_nulls(jsonb_build_object(
           'owner', pg_get_userbyid(n.nspowner),
           'grants', @grants(n.nspacl, 'n', n.nspowner),
           'comment', obj_description(n.oid, 'pg_namespace'))) as definition,
       '2615:' || n.oid || ':0' as identity, 0 as filenode
from pg_namespace n
where @ours(n) and @only(n.oid)
