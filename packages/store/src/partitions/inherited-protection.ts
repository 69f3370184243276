import type pg from "pg";

/**
 * Row-level security of a partitioned table does not cover a partition that is read by its own name, and a new one
 * starts with none: it gets its parent's, policy by policy.
 * @returns statements for `partition`; none where the parent has no row-level security
 */
export async function inheritedProtection(
  client: Pick<pg.ClientBase, "query">,
  parent: string,
  partition: string,
): Promise<string[]> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('alter table %I enable row level security, force row level security', $2::text) as statement
       from pg_class where oid = $1::regclass and relrowsecurity
     union all
     select format('create policy %I on %I as %s for %s%s%s', p.polname, $2::text,
         case when p.polpermissive then 'permissive' else 'restrictive' end,
         case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
         ' using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
         ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
       from pg_policy p where p.polrelid = $1::regclass`,
    [parent, partition],
  );
  return rows.map((row) => row.statement);
}
