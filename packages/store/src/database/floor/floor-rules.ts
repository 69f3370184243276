/**
 * The rules of the database floor as questions to the catalogue. Each answers one sentence (`fault`) for each thing
 * that breaks it. Source: reliability requirements T8, traps 8 to 11.
 */

/** $1 our roles, $2 tenant tables, $3 the column of each that names the tenant. Tables with all their descendants. */
const given = `with recursive our_role as (select * from pg_roles where rolname = any($1::text[])),
  listed as (select * from unnest($2::text[], $3::text[]) as l(name, tenant_column)),
  tenant_relation(oid, tenant_column) as (
    select c.oid, l.tenant_column from listed l join pg_class c on c.relname = l.name and c.relnamespace = 'public'::regnamespace
    union select i.inhrelid, t.tenant_column from pg_inherits i join tenant_relation t on t.oid = i.inhparent),
  our_schema as (select oid, nspname, nspowner, nspacl from pg_namespace
    where nspname !~ '^pg_' and nspname <> 'information_schema')
`;

const tables = {
  everyTenantTableExists: `select format('Table %s is on the list of tenant tables and does not exist.', l.name) as fault
    from listed l where to_regclass('public.' || quote_ident(l.name)) is null`,

  everyTenantColumnIsListed: `select format('Table %s has a tenant_id and is not on the list of tenant tables.', c.oid::regclass) as fault
    from pg_attribute a join pg_class c on c.oid = a.attrelid join our_schema s on s.oid = c.relnamespace
    where a.attname = 'tenant_id' and not a.attisdropped and c.relkind in ('r', 'p', 'f') and c.oid not in (select oid from tenant_relation)`,

  rowSecurityIsForced: `select format('Table %s: row-level security is %s.', c.oid::regclass,
      case when c.relrowsecurity then 'not forced upon its owner' else 'off' end) as fault
    from tenant_relation t join pg_class c using (oid) where not (c.relrowsecurity and c.relforcerowsecurity)`,

  everyTableHasAPolicy: `select format('Table %s has no policy.', t.oid::regclass) as fault
    from tenant_relation t where not exists (select from pg_policy p where p.polrelid = t.oid)`,

  // Compared as the server prints it, less brackets and casts. Appending to the log is another matter than reading it.
  policiesCompareTheScope: `select format('Policy %s of table %s does not compare the row''s center and tenant with the transaction''s.', p.polname, t.oid::regclass) as fault
    from tenant_relation t join pg_policy p on p.polrelid = t.oid
      cross join lateral (values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))) e(condition)
      cross join lateral (select $$SELECTNULLIFcurrent_setting'app.center',true,''$$ as center, $$SELECTNULLIFcurrent_setting'app.tenant',true,''$$ as tenant) s
    where p.polpermissive and e.condition is not null and p.polname <> 'append_in_scope'
      and regexp_replace(e.condition, '[[:space:]()]|::text|AS "?nullif"?', '', 'g')
        <> format($$%1$s=center_idOR%1$s='*'AND%2$s=%3$sOR%2$s='*'$$, s.center, s.tenant, t.tenant_column)`,

  // A key over all tenants would answer "exists already" about a row that is hidden. The log's sequence is one for all.
  keysStartWithTheTenant: `select format('Unique key %s of table %s does not start with the center and the tenant.', i.indexrelid::regclass, t.oid::regclass) as fault
    from tenant_relation t join pg_index i on i.indrelid = t.oid and i.indisunique
    where t.oid <> to_regclass('public.audit_entry') and (
      select array_agg(a.attname::text order by k.place) from unnest(i.indkey::int2[]) with ordinality k(number, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number where k.place <= 2
    ) is distinct from array['center_id', t.tenant_column]`,

  // Exempt: one rack belongs to one lease at a time, whoever's. Only staff writes assignments, in the whole center.
  exclusionsStayInsideATenant: `select format('Exclusion constraint %s of table %s reaches over tenants.', x.conname, t.oid::regclass) as fault
    from tenant_relation t join pg_constraint x on x.conrelid = t.oid and x.contype = 'x' where x.conname <> 'assignment_no_overlap'`,
};

const waysAround = {
  viewsReadAsWhoAsks: `select format('View %s reads as its owner; it needs security_invoker.', c.oid::regclass) as fault
    from pg_class c join our_schema s on s.oid = c.relnamespace
    where c.relkind = 'v' and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1']
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`,

  noCopyIsReadable: `select format('Materialised view %s, a copy that no row-level security covers, can be read by %s.', c.oid::regclass, r.rolname) as fault
    from pg_class c join our_schema s on s.oid = c.relnamespace cross join our_role r
    where c.relkind = 'm' and has_table_privilege(r.oid, c.oid, 'select')`,

  noFunctionActsAsItsOwner: `select format('Function %s is SECURITY DEFINER and can be called by %s.', f.oid::regprocedure, r.rolname) as fault
    from pg_proc f join our_schema s on s.oid = f.pronamespace cross join our_role r
    where f.prosecdef and has_function_privilege(r.oid, f.oid, 'execute')`,

  noScopeIsPreset: `select format('A setting presets a tenant scope for new connections: %s.', setting) as fault
    from pg_db_role_setting d cross join lateral unnest(d.setconfig) setting
    where setting ~* '^app\\.(center|tenant)=' and (d.setrole = 0 or d.setrole in (select oid from our_role))
      and (d.setdatabase = 0 or d.setdatabase = (select oid from pg_database where datname = current_database()))`,
};

const roles = {
  everyRoleExists: `select format('Role %s does not exist.', name) as fault
    from unnest($1::text[]) name where name not in (select rolname from our_role)`,

  rolesHaveNoPowers: `select format('Role %s %s.', r.rolname, power.what) as fault from our_role r cross join lateral (values
      (r.rolsuper, 'is a superuser'), (r.rolbypassrls, 'bypasses row-level security (BYPASSRLS)'), (r.rolcreaterole, 'may make roles'),
      (r.rolcreatedb, 'may make databases'), (r.rolreplication, 'may replicate the whole cluster')) power(has, what) where power.has`,

  rolesBorrowNoPowers: `select format('Role %s is a member of %s.', r.rolname, g.rolname) as fault
    from pg_auth_members m join our_role r on r.oid = m.member join pg_roles g on g.oid = m.roleid`,

  // Named after the join: the catalogue has thousands of functions, and a name takes long.
  rolesOwnNothing: `select format('Role %s owns %s.', r.rolname, pg_describe_object(owned.class, owned.oid, 0)) as fault from our_role r join (
      select relowner as owner, 'pg_class'::regclass as class, oid from pg_class where relkind not in ('i', 't')
      union all select proowner, 'pg_proc'::regclass, oid from pg_proc
      union all select nspowner, 'pg_namespace'::regclass, oid from pg_namespace
      union all select datdba, 'pg_database'::regclass, oid from pg_database where datname = current_database()) owned on owned.owner = r.oid`,

  rolesMakeNothing: `select format('Role %s may create in schema %s.', r.rolname, s.nspname) as fault
      from our_role r cross join our_schema s where has_schema_privilege(r.oid, s.oid, 'create')
    union all select format('Role %s may create %s in the database; take it from PUBLIC with REVOKE CREATE, TEMPORARY ON DATABASE.', r.rolname, kind)
      from our_role r cross join (values ('create', 'schemas'), ('temporary', 'temporary tables')) as p(privilege, kind)
      where has_database_privilege(r.oid, current_database(), p.privilege)`,

  publicMakesNothing: `select format('PUBLIC may create in schema %s.', s.nspname) as fault
    from our_schema s cross join lateral aclexplode(coalesce(s.nspacl, acldefault('n', s.nspowner))) a
    where a.grantee = 0 and a.privilege_type = 'CREATE'`,
};

const rules = Object.values({ ...tables, ...waysAround, ...roles });

/** All at once: one answer, read in one state of the catalogue. */
export const floorQuestion = `${given}${rules.join(" union all ")}`;
