import type { MemberRole, StaffRole } from "@aidc/contract";
import { memberRoles, staffRoles } from "@aidc/contract";
import type { Command, Input, Surroundings } from "../command.ts";
import { Misuse } from "../command.ts";

const text = (shown: string, required = false) => ({ type: "string" as const, required, shown });

const createUser: Command = {
  name: "user create",
  about: "Create a person's account, with a staff role, a place in a tenant or both; prints a link once",
  options: {
    email: text("E", true),
    name: text("N", true),
    role: text(staffRoles.join("|")),
    center: text("C"),
    tenant: text("T"),
    "member-role": text(memberRoles.join("|")),
    json: { type: "boolean" },
  },
  async run(input, surroundings) {
    const staffRole = oneOf(input, "role", staffRoles);
    const place = placeOf(input);
    const client = await surroundings.server();
    const [email, name] = [input.need("email"), input.need("name")];
    // A place alone may be given to somebody who is there already; an account with a role is always a new one.
    const made = place && staffRole === null ? null : await client.createPerson({ email, name, staffRole });
    const placed = place && (await client.setMember({ ...place, email, name }));
    hand(surroundings, input, { email, url: made?.url ?? placed?.url ?? null });
  },
};

const resetUser: Command = {
  name: "user reset",
  about: "End a person's sessions, password and second factor; prints a link for a new password once",
  options: { email: text("E", true), json: { type: "boolean" } },
  async run(input, surroundings) {
    const email = input.need("email").toLowerCase();
    const client = await surroundings.server();
    const person = (await client.listPeople()).find((one) => one.email === email);
    if (!person) throw new Error(`there is no person with the address ${email}`);
    hand(surroundings, input, { email, url: (await client.resetPerson(person.id)).url });
  },
};

/** The link alone goes to stdout. */
function hand(
  { print, tell }: Pick<Surroundings, "print" | "tell">,
  { flag }: Input,
  made: { email: string; url: string | null },
): void {
  if (flag("json")) print(JSON.stringify(made));
  else if (made.url === null) tell(`${made.email} is there already and signs in as before\n`);
  else {
    print(made.url);
    tell("the link sets the password, works once and for a day; it is not shown again\n");
  }
}

function placeOf(input: Input): { center: string; tenant: string; role: MemberRole } | null {
  const [center, tenant] = [input.text("center"), input.text("tenant")];
  const role = oneOf(input, "member-role", memberRoles);
  if (center === undefined && tenant === undefined && role === null) return null;
  if (center === undefined || tenant === undefined)
    throw new Misuse("a place in a tenant needs both --center and --tenant");
  return { center, tenant, role: role ?? "tenant_member" };
}

function oneOf<Role extends StaffRole | MemberRole>(
  input: Input,
  option: string,
  roles: readonly Role[],
): Role | null {
  const given = input.text(option);
  if (given === undefined) return null;
  const role = roles.find((one) => one === given);
  if (role === undefined) throw new Misuse(`--${option} ${given} is none of ${roles.join(", ")}`);
  return role;
}

export const peopleCommands: readonly Command[] = [createUser, resetUser];
