select i.type, coalesce(i.schema, ''), i.identity, '',
       jsonb_strip_nulls(jsonb_build_object('comment', obj_description(o.objid, o.classid::regclass::text::name))),
       o.classid::oid || ':' || o.objid || ':0', 0
from (select 'pg_collation'::regclass as classid, oid as objid from pg_collation where oid >= 16384
      union all select 'pg_operator'::regclass, oid from pg_operator where oid >= 16384
      union all select 'pg_opclass'::regclass, oid from pg_opclass where oid >= 16384
      union all select 'pg_opfamily'::regclass, oid from pg_opfamily where oid >= 16384
      union all select 'pg_cast'::regclass, oid from pg_cast where oid >= 16384
      union all select 'pg_conversion'::regclass, oid from pg_conversion where oid >= 16384
      union all select 'pg_language'::regclass, oid from pg_language where oid >= 16384
      union all select 'pg_ts_config'::regclass, oid from pg_ts_config where oid >= 16384
      union all select 'pg_ts_dict'::regclass, oid from pg_ts_dict where oid >= 16384
      union all select 'pg_publication'::regclass, oid from pg_publication where oid >= 16384
      union all select 'pg_foreign_data_wrapper'::regclass, oid from pg_foreign_data_wrapper where oid >= 16384
      union all select 'pg_foreign_server'::regclass, oid from pg_foreign_server where oid >= 16384
      union all select 'pg_event_trigger'::regclass, oid from pg_event_trigger
                where not starts_with(evtname, 'migrations_check_')) o
cross join lateral pg_identify_object(o.classid, o.objid, 0) i
where not exists (select from pg_depend e where e.classid = o.classid and e.objid = o.objid and e.deptype = 'e')
  and @only(o.objid)
