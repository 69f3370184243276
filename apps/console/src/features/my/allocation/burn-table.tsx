import type { burnSchema, Lease } from "@aidc/contract";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { shareOf } from "../../../ui/format/share.ts";
import { showDate } from "../../../ui/format/time.ts";
import { Reading } from "../../../ui/reading.tsx";
import { ShareBar } from "../../../ui/share-bar.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useMyTenant } from "../my-tenant.tsx";
import { useLeaseWords } from "../use-lease-words.ts";

type Burn = z.infer<typeof burnSchema>;

/** How each commitment is used up: so far, what is left, the pace, and when it runs out. */
export function BurnTable({ burn, leases }: { burn: readonly Burn[]; leases: readonly Lease[] }) {
  const intl = useIntl();
  const { otherLeases } = useMyTenant().state;
  if (burn.length === 0) {
    const id = otherLeases.length > 0 ? "my.balance.other" : "my.balance.none";
    return <p className="py-2 text-sm text-faint">{intl.formatMessage({ id })}</p>;
  }
  const untold = burn.filter(isUntold);
  return (
    <>
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "my.lease" })}</HeadCell>
            <HeadCell> </HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.balance.used" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.balance.left" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.balance.pace" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.balance.day" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.balance.out" })}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {burn.map((each) => (
            <BurnRow key={each.lease} burn={each} lease={leases.find(({ id }) => id === each.lease)} />
          ))}
        </tbody>
      </Table>
      {untold.length > 0 && (
        <p className="pt-2 text-sm text-soft">
          {intl.formatMessage({
            id: untold.some(({ usedSoFar }) => usedSoFar !== null)
              ? "my.balance.untold.partly"
              : "my.balance.untold",
          })}
        </p>
      )}
      <p className="pt-2 text-xs text-faint">{intl.formatMessage({ id: "my.balance.how" })}</p>
    </>
  );
}

/** Of something that could be used up nobody knows how much is used. */
const isUntold = ({ remaining, total }: Burn): boolean => total !== null && remaining === null;

function BurnRow({ burn, lease }: { burn: Burn; lease: Lease | undefined }) {
  const intl = useIntl();
  const words = useWords();
  const leaseWords = useLeaseWords();
  const { timeZone } = useMyTenant().state.center;
  const { unit, total, usedSoFar, remaining, burnRatio, meanPerDay, exhaustedAt, coverage } = burn;
  return (
    <tr>
      <Cell>
        <span className="block min-w-28">{lease ? leaseWords.what(lease) : burn.lease}</span>
        <span className="block text-xs text-faint">{burn.lease}</span>
      </Cell>
      <Cell>
        <ShareBar
          parts={[{ share: shareOf(usedSoFar, total), tone: "bright" }]}
          isUnknown={total === null || usedSoFar === null}
        />
      </Cell>
      <Cell isNumber>
        <Reading value={usedSoFar} unit={unit} reason="no_data" />
        {coverage < 1 && (
          <span className="block text-xs text-faint">
            {intl.formatMessage({ id: "value.covered" }, { coverage: words.coverage(coverage) })}
          </span>
        )}
      </Cell>
      <Cell isNumber>
        <Left remaining={remaining} total={total} unit={unit} />
      </Cell>
      <Cell isNumber>
        <Reading value={burnRatio} unit="ratio" reason="no_data" />
      </Cell>
      <Cell isNumber>
        <Reading value={meanPerDay} unit={unit} reason="no_data" />
      </Cell>
      <Cell isNumber>
        {exhaustedAt ? (
          showDate(Date.parse(exhaustedAt), timeZone, words.language)
        ) : (
          <NotUsedUp remaining={remaining} total={total} />
        )}
      </Cell>
    </tr>
  );
}

/** Whoever cannot tell what is left cannot tell that it lasts. */
function NotUsedUp({ remaining, total }: Pick<Burn, "remaining" | "total">) {
  const intl = useIntl();
  if (total === null) return <span className="text-faint">{intl.formatMessage({ id: "my.openend" })}</span>;
  if (remaining === null) return <Reading value={null} unit="h" reason="no_data" />;
  return <span className="text-faint">{intl.formatMessage({ id: "my.balance.never" })}</span>;
}

function Left({ remaining, total, unit }: Pick<Burn, "remaining" | "total" | "unit">) {
  const intl = useIntl();
  if (total === null) return <span className="text-faint">{intl.formatMessage({ id: "my.openend" })}</span>;
  return <Reading value={remaining} unit={unit} reason="no_data" />;
}
