import type { Lease } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { AssignForm } from "./assign-form.tsx";
import { AssignmentList } from "./assignment-list.tsx";
import type { LeaseAction } from "./change-lease.tsx";
import { ChangeLeaseForm } from "./change-lease.tsx";
import { contractOf, stateOf } from "./lease-state.ts";
import { TenantLink } from "./place-links.tsx";
import { LeaseStateText } from "./use-lease-columns.tsx";
import { useLeaseWords } from "./use-lease-words.ts";
import type { LeaseBook } from "./use-leases.ts";

const actions = ["resize", "renew", "end", "assign"] as const;

/** The lease of the address beside the page: what it is, its contract, what it holds, and what can be done. */
export function LeaseDrawer({ book, nowMs }: { book: LeaseBook; nowMs: number }) {
  const intl = useIntl();
  const { open, change } = useDeskSearch();
  const lease = book.leases.find(({ id }) => id === open);
  return (
    <Sheet
      isOpen={open !== undefined}
      onClose={() => change({ open: undefined, form: undefined })}
      title={intl.formatMessage({ id: "desk.lease.title" }, { id: open ?? "" })}
      place="side"
    >
      {lease ? (
        <LeaseBody lease={lease} book={book} nowMs={nowMs} />
      ) : (
        <p>{intl.formatMessage({ id: "desk.lease.absent" }, { id: open ?? "" })}</p>
      )}
    </Sheet>
  );
}

function LeaseBody({ lease, book, nowMs }: { lease: Lease; book: LeaseBook; nowMs: number }) {
  const intl = useIntl();
  const isOver = stateOf(lease, nowMs) === "ended";
  const assignments = book.assignments.filter(({ lease: held }) => held === lease.id);
  return (
    <div className="grid gap-5">
      <LeaseFacts lease={lease} nowMs={nowMs} />
      {isOver ? (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.lease.over" })}</p>
      ) : (
        <LeaseActions key={lease.id} lease={lease} nowMs={nowMs} />
      )}
      <ContractHistory lease={lease} book={book} nowMs={nowMs} />
      <AssignmentList lease={lease} assignments={assignments} nowMs={nowMs} />
    </div>
  );
}

function LeaseFacts({ lease, nowMs }: { lease: Lease; nowMs: number }) {
  const intl = useIntl();
  const words = useLeaseWords();
  return (
    <Facts>
      <Fact name={intl.formatMessage({ id: "desk.column.tenant" })}>
        <TenantLink tenant={lease.tenant} className="underline" />
      </Fact>
      <Fact name={intl.formatMessage({ id: "desk.lease.amount" })}>
        <strong className="font-semibold">{words.amount(lease.resource, lease.amount, lease.model)}</strong>
      </Fact>
      <Fact name={intl.formatMessage({ id: "column.state" })}>
        <LeaseStateText state={stateOf(lease, nowMs)} />
      </Fact>
      <Fact name={intl.formatMessage({ id: "range.label" })}>{words.interval(lease)}</Fact>
      <Fact name={intl.formatMessage({ id: "desk.lease.terms" })}>{words.terms(lease.terms)}</Fact>
      <Fact name={intl.formatMessage({ id: "desk.lease.contract" })}>{contractOf(lease)}</Fact>
    </Facts>
  );
}

function LeaseActions({ lease, nowMs }: { lease: Lease; nowMs: number }) {
  const intl = useIntl();
  const { form, change } = useDeskSearch();
  const close = () => change({ form: undefined }, false);
  const chosen = actions.find((action) => action === form);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-2">
        {actions.map((action) => (
          <Button
            key={action}
            aria-pressed={action === chosen}
            className="aria-pressed:bg-raised aria-pressed:font-medium"
            onClick={() => change({ form: action }, false)}
          >
            {intl.formatMessage({ id: `desk.lease.${action}` })}
          </Button>
        ))}
      </div>
      {chosen === "assign" && <AssignForm lease={lease} nowMs={nowMs} onDone={close} />}
      {chosen !== undefined && chosen !== "assign" && (
        <ChangeLeaseForm
          key={chosen}
          action={chosen satisfies LeaseAction}
          lease={lease}
          nowMs={nowMs}
          onDone={close}
        />
      )}
    </div>
  );
}

/** The intervals that a contract was cut into; nothing of them is rewritten. */
function ContractHistory({ lease, book, nowMs }: { lease: Lease; book: LeaseBook; nowMs: number }) {
  const intl = useIntl();
  const words = useLeaseWords();
  const intervals = book.leases
    .filter((other) => other.tenant === lease.tenant && contractOf(other) === contractOf(lease))
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
  if (intervals.length < 2) return null;
  return (
    <Section title={intl.formatMessage({ id: "desk.lease.history" })}>
      <ol className="grid gap-1 text-sm">
        {intervals.map((each) => (
          <li key={each.id} className="flex flex-wrap justify-between gap-x-4">
            <Link
              from="/ops/leases"
              to="/ops/leases"
              search={(before) => ({ ...before, open: each.id, form: undefined })}
              className={each.id === lease.id ? "font-semibold" : "hover:underline"}
              aria-current={each.id === lease.id}
            >
              {words.amount(each.resource, each.amount, each.model)}
            </Link>
            <span className="num text-faint">{words.interval(each)}</span>
            <LeaseStateText state={stateOf(each, nowMs)} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
