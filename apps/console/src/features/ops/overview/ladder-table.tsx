import type { LiveValue, WallState } from "@aidc/contract";
import { isPartlyKnown } from "@aidc/domain";
import { useIntl } from "react-intl";
import { shareOf } from "../../../ui/format/share.ts";
import { Reading } from "../../../ui/reading.tsx";
import { Section } from "../../../ui/section.tsx";
import { ShareBar } from "../../../ui/share-bar.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useKnownWords } from "../../../ui/use-known-words.ts";
import { useWords } from "../../../ui/use-words.ts";

/** Capacity step by step, in cards and PFLOPS, against what is installed. */
export function LadderTable({ ladder }: { ladder: WallState["ladder"] }) {
  const intl = useIntl();
  const installed = ladder.find(({ step }) => step === "installed")?.cards.value ?? null;
  return (
    <Section title={intl.formatMessage({ id: "ops.ladder" })}>
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "column.step" })}</HeadCell>
            <HeadCell> </HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.cards" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.pflops" })}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {ladder.map(({ step, cards, pflops }) => (
            <tr key={step}>
              <Cell>{intl.formatMessage({ id: `ladder.${step}` })}</Cell>
              <Cell>
                <ShareBar
                  parts={[{ share: shareOf(cards.value, installed), tone: "bar" }]}
                  isUnknown={cards.value === null || isPartlyKnown(cards)}
                />
              </Cell>
              <Cell isNumber>
                <Step of={cards} />
              </Cell>
              <Cell isNumber>
                <Step of={pflops} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** What is known in part says so: the rest is silent, and not lost on the way to it. What is not known says why. */
function Step({ of }: { of: LiveValue }) {
  const known = useKnownWords();
  const words = useWords();
  const note =
    of.value === null ? words.reason(of.reason) : isPartlyKnown(of) ? known(of.coverage) : undefined;
  return (
    <>
      {note !== undefined && <span className="mr-2 text-xs text-faint">{note}</span>}
      <Reading value={of.value} unit="count" reason={of.reason} />
    </>
  );
}
