select jsonb_build_object(
  'tables', (
    select jsonb_agg(jsonb_build_object(
        'address', quote_ident(n.nspname) || '.' || quote_ident(c.relname),
        'schema', n.nspname,
        'name', quote_ident(c.relname),
        'kind', c.relkind,
        'columns', (
            select jsonb_agg(jsonb_build_object(
                'name', quote_ident(a.attname),
                'type', format_type(a.atttypid, a.atttypmod),
                'not_null', a.attnotnull,
                'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
                'generated', case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end,
                'identity', a.attidentity <> '',
                'needs', (
                    select jsonb_agg(distinct quote_ident(b.attname)) from pg_depend o
                    join pg_attribute b on b.attrelid = c.oid and b.attnum = o.refobjsubid and b.attnum <> a.attnum
                    where o.classid = 'pg_attrdef'::regclass and o.objid = d.oid and o.refclassid = 'pg_class'::regclass
                      and o.refobjid = c.oid or a.attgenerated <> '' and o.classid = 'pg_class'::regclass
                      and o.objid = c.oid and o.objsubid = a.attnum and o.refclassid = 'pg_class'::regclass
                      and o.refobjid = c.oid and o.refobjsubid > 0))
                order by a.attnum)
            from pg_attribute a left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
        'checks', (
            select jsonb_agg(jsonb_build_object(
                'name', quote_ident(k.conname),
                'expression', pg_get_expr(k.conbin, k.conrelid),
                'columns', (
                    select jsonb_agg(quote_ident(a.attname)) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum = any (k.conkey)),
                'calls', (
                    select jsonb_agg(f.prosrc) from pg_depend o
                    join pg_proc f on f.oid = o.refobjid and o.refclassid = 'pg_proc'::regclass
                    where o.classid = 'pg_constraint'::regclass and o.objid = k.oid))
                order by k.conname)
            from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'),
        'keys', (
            select jsonb_agg(jsonb_build_object(
                'columns', (
                    select jsonb_agg(distinct quote_ident(a.attname)) from pg_depend o
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = o.refobjsubid
                    where o.classid in ('pg_class'::regclass, 'pg_constraint'::regclass)
                      and o.objid in (i.indexrelid, k.oid) and o.refclassid = 'pg_class'::regclass
                      and o.refobjid = c.oid
                      and (a.attnum = any (i.indkey[0:i.indnkeyatts - 1]) or 0 = any (i.indkey))),
                'loose', i.indpred is not null or i.indisexclusion,
                'nulls_equal', to_jsonb(i) -> 'indnullsnotdistinct' = 'true')
                order by i.indisprimary desc, i.indexrelid::regclass::text)
            from pg_index i left join pg_constraint k
              on k.conindid = i.indexrelid and k.conrelid = c.oid and k.contype <> 'f'
            where i.indrelid = c.oid and (i.indisunique or i.indisexclusion)),
        'foreign_keys', (
            select jsonb_agg(jsonb_build_object(
                'name', quote_ident(k.conname),
                'parent', quote_ident(pn.nspname) || '.' || quote_ident(p.relname),
                'columns', (
                    select jsonb_agg(quote_ident(a.attname) order by u.n) from unnest(k.conkey) with ordinality u (num, n)
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num),
                'parent_columns', (
                    select jsonb_agg(quote_ident(a.attname) order by u.n) from unnest(k.confkey) with ordinality u (num, n)
                    join pg_attribute a on a.attrelid = p.oid and a.attnum = u.num),
                'whole', k.confmatchtype = 'f')
                order by k.conname)
            from pg_constraint k join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
            where k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0),
        'deferred', (
            select jsonb_agg(distinct quote_ident(n.nspname) || '.' || quote_ident(k.conname))
            from pg_constraint k where k.conrelid = c.oid and k.condeferred),
        'diverted_by', (
            select jsonb_agg(w.name) from (
                select quote_ident(t.tgname) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
                union all
                select quote_ident(r.rulename) from pg_rewrite r where r.ev_class = c.oid and r.ev_type = '3') w (name)),
        'partitions', (
            select jsonb_agg(pg_get_partition_constraintdef(l.oid) order by l.oid::regclass::text)
            from (select t.relid as oid from pg_partition_tree(c.oid) t where t.isleaf and t.relid <> c.oid) l),
        'partitioned_by', (
            select jsonb_agg(distinct quote_ident(a.attname)) from pg_partition_tree(c.oid) t
            join pg_partitioned_table b on b.partrelid = t.relid
            join pg_depend o on o.classid = 'pg_class'::regclass and o.objid = t.relid
                            and o.refclassid = 'pg_class'::regclass and o.refobjid = t.relid
            join pg_attribute a on a.attrelid = t.relid and a.attnum = o.refobjsubid))
        order by n.nspname, c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and not c.relispartition
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid
                      and e.deptype = 'e')),
  'types', (
    select jsonb_agg(jsonb_build_object(
        'name', format_type(t.oid, null),
        'kind', t.typtype,
        'base', case t.typtype
            when 'd' then format_type(t.typbasetype, t.typtypmod)
            when 'r' then (select format_type(r.rngsubtype, null) from pg_range r where r.rngtypid = t.oid)
            when 'm' then (select format_type(r.rngtypid, null) from pg_range r where r.rngmultitypid = t.oid) end,
        'not_null', t.typnotnull,
        'labels', (select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
        'attributes', (
            select jsonb_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) from pg_attribute a
            where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped),
        'checks', (
            select jsonb_agg(pg_get_expr(k.conbin, 0) || coalesce((
                select string_agg(f.prosrc, ' ') from pg_depend o
                join pg_proc f on f.oid = o.refobjid and o.refclassid = 'pg_proc'::regclass
                where o.classid = 'pg_constraint'::regclass and o.objid = k.oid), ''))
            from pg_constraint k where k.contypid = t.oid and k.contype = 'c')))
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where t.typtype in ('r', 'm')
       or t.typtype in ('b', 'd', 'e', 'c') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and t.typcategory <> 'A'))::text
