import type { Member } from "@aidc/contract";
import type { ReactNode } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { showDate } from "../../../ui/format/time.ts";
import { Sheet } from "../../../ui/sheet.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useMyTenant } from "../my-tenant.tsx";
import { EndMember } from "./end-member.tsx";
import { MemberForm } from "./member-form.tsx";

export interface Team {
  readonly id: string;
  readonly name: string;
}
type Open = { readonly kind: "add" } | { readonly kind: "change" | "end"; readonly member: Member };

/** People of the tenant; an administrator adds, changes and ends a place from here. */
export function MemberSection({ members, teams }: { members: readonly Member[]; teams: readonly Team[] }) {
  const intl = useIntl();
  const isAdmin = useMyTenant().role === "tenant_admin";
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "column.name" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "signin.email" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "my.role" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "my.team.one" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "account.factor" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "my.since" })}</HeadCell>
            {isAdmin && <HeadCell> </HeadCell>}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <MemberRow key={member.person} member={member} teams={teams}>
              {isAdmin && (
                <Cell isNumber>
                  <Button look="quiet" onClick={() => setOpen({ kind: "change", member })}>
                    {intl.formatMessage({ id: "my.member.change" })}
                  </Button>
                  <Button look="quiet" onClick={() => setOpen({ kind: "end", member })}>
                    {intl.formatMessage({ id: "my.member.end" })}
                  </Button>
                </Cell>
              )}
            </MemberRow>
          ))}
        </tbody>
      </Table>
      {isAdmin && (
        <Button className="mt-3" onClick={() => setOpen({ kind: "add" })}>
          {intl.formatMessage({ id: "my.member.add" })}
        </Button>
      )}
      <Sheet
        isOpen={open !== null}
        onClose={close}
        title={intl.formatMessage({ id: `my.member.${open?.kind ?? "add"}` })}
        place="middle"
      >
        {open?.kind === "end" && <EndMember member={open.member} onDone={close} />}
        {open?.kind === "add" && <MemberForm member={null} teams={teams} onDone={close} />}
        {open?.kind === "change" && <MemberForm member={open.member} teams={teams} onDone={close} />}
      </Sheet>
    </>
  );
}

function MemberRow(props: { member: Member; teams: readonly Team[]; children: ReactNode }) {
  const { member, teams, children } = props;
  const intl = useIntl();
  const { timeZone } = useMyTenant().state.center;
  const none = intl.formatMessage({ id: "desk.member.team.none" });
  const team = teams.find(({ id }) => id === member.team)?.name ?? member.team ?? none;
  return (
    <tr>
      <Cell>
        <span className="font-medium">{member.name}</span>
      </Cell>
      <Cell isFaint>{member.email}</Cell>
      <Cell>{intl.formatMessage({ id: `role.${member.role}` })}</Cell>
      <Cell isFaint>{team}</Cell>
      <Cell isFaint>{intl.formatMessage({ id: member.twoFactor ? "my.on" : "my.off" })}</Cell>
      <Cell isFaint>
        <span className="whitespace-nowrap">{showDate(Date.parse(member.since), timeZone, intl.locale)}</span>
      </Cell>
      {children}
    </tr>
  );
}
