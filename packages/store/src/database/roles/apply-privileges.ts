import pg from "pg";
import type { Privilege } from "./privileges.ts";
import { privileges } from "./privileges.ts";
import type { RoleNames } from "./role-names.ts";
import { roleKinds } from "./role-names.ts";

type Client = Pick<pg.ClientBase, "query">;

/** `role` is null for PUBLIC. `column` is null for the whole relation. */
interface Grant {
  readonly relation: string;
  readonly role: string | null;
  readonly privilege: string;
}

/** What the table of privileges comes to for these roles. */
function wantedGrants(names: RoleNames): Grant[] {
  return Object.entries(privileges).flatMap(([relation, rights]) =>
    roleKinds.flatMap((kind) =>
      (rights[kind] ?? []).map((privilege: Privilege) => ({ relation, role: names[kind], privilege })),
    ),
  );
}

/** What these roles and PUBLIC may do with any relation or column of ours. */
async function readGrants(client: Client, names: RoleNames): Promise<Grant[]> {
  const { rows } = await client.query<Grant>(
    `select c.relname::text as relation, r.rolname::text as role,
       lower(a.privilege_type) || case when a.attname is null then '' else ' (' || quote_ident(a.attname) || ')' end as privilege
     from pg_class c cross join lateral (
       select null::name as attname, x.* from aclexplode(c.relacl) x
       union all
       select t.attname, x.* from pg_attribute t cross join lateral aclexplode(t.attacl) x where t.attrelid = c.oid
     ) a left join pg_roles r on r.oid = a.grantee
     where c.relnamespace = 'public'::regnamespace and (a.grantee = 0 or r.rolname = any($1::text[]))
     order by 1, 2, 3`,
    [Object.values(names)],
  );
  return rows;
}

export interface GrantDifference {
  readonly missing: readonly Grant[];
  readonly surplus: readonly Grant[];
}

export async function compareGrants(client: Client, names: RoleNames): Promise<GrantDifference> {
  const [wanted, present] = [wantedGrants(names), await readGrants(client, names)];
  const key = ({ relation, role, privilege }: Grant): string => JSON.stringify([relation, role, privilege]);
  const [wantedKeys, presentKeys] = [new Set(wanted.map(key)), new Set(present.map(key))];
  return {
    missing: wanted.filter((grant) => !presentKeys.has(key(grant))),
    surplus: present.filter((grant) => !wantedKeys.has(key(grant))),
  };
}

/** Brings the grants to what `privileges` says, in one transaction. Changes nothing where nothing differs. */
export async function applyPrivileges(client: Client, names: RoleNames): Promise<void> {
  const outer = await readOuterRights(client, names);
  const { missing, surplus } = await compareGrants(client, names);
  const on = ({ privilege, relation }: Grant): string => `${privilege} on ${pg.escapeIdentifier(relation)}`;
  const statements = [
    ...(outer.asWanted ? [] : outerGrants(outer.database, names)),
    ...surplus.map((grant) => `revoke ${on(grant)} from ${quoted(grant.role)}`),
    ...missing.map((grant) => `grant ${on(grant)} to ${quoted(grant.role)}`),
  ];
  if (statements.length > 0) await client.query(`begin; ${statements.join("; ")}; commit`);
}

/** Nobody makes tables here but the owner, temporary ones included. */
function outerGrants(database: string, names: RoleNames): string[] {
  const roles = Object.values(names).map(pg.escapeIdentifier).join(", ");
  return [
    `revoke create on schema public from public, ${roles}`,
    `grant usage on schema public to ${roles}`,
    `revoke create, temporary on database ${pg.escapeIdentifier(database)} from public, ${roles}`,
    `grant connect on database ${pg.escapeIdentifier(database)} to ${roles}`,
  ];
}

async function readOuterRights(client: Client, names: RoleNames) {
  const { rows } = await client.query<{ database: string; as_wanted: boolean }>(
    `select current_database() as database, bool_and(
       has_schema_privilege(role, 'public', 'usage') and not has_schema_privilege(role, 'public', 'create')
       and has_database_privilege(role, current_database(), 'connect')
       and not has_database_privilege(role, current_database(), 'create')
       and not has_database_privilege(role, current_database(), 'temporary')) as as_wanted
     from unnest($1::text[]) as role`,
    [Object.values(names)],
  );
  return { database: rows[0]?.database ?? "", asWanted: rows[0]?.as_wanted === true };
}

function quoted(role: string | null): string {
  return role === null ? "public" : pg.escapeIdentifier(role);
}
