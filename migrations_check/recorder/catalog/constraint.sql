select 'constraint', n.nspname::text,
       coalesce(@name(n, c), quote_ident(n.nspname) || '.' || quote_ident(y.typname)) || '.' || quote_ident(k.conname),
       coalesce(@name(n, c), quote_ident(n.nspname) || '.' || quote_ident(y.typname)),
       jsonb_strip_nulls(jsonb_build_object(
           'type', case k.contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key'
                                  when 'c' then 'check' when 'x' then 'exclude' end,
           'definition', replace(pg_get_constraintdef(k.oid), ' NOT VALID', ''),
           'valid', nullif(k.convalidated, true),
           'inherited', nullif(not k.conislocal, false),
           'comment', obj_description(k.oid, 'pg_constraint'))),
       '2606:' || k.oid || ':0', 0
from pg_constraint k
join pg_namespace n on n.oid = k.connamespace
left join pg_class c on c.oid = k.conrelid
left join pg_type y on y.oid = k.contypid
where k.contype in ('p', 'u', 'f', 'c', 'x') and coalesce(c.relpersistence <> 't', true) and @ours(n)
  -- Not the copies of a foreign key, one for each partition of the table that it points to.
  and not exists (select from pg_constraint p where p.oid = k.conparentid and p.conrelid = k.conrelid)
  and @standalone(pg_class, k.conrelid) and @standalone(pg_type, k.contypid) and @only(k.oid)
