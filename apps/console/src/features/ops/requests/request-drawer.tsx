import type { LeaseRequest } from "@aidc/contract";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { TextAreaField } from "../../../ui/field.tsx";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { sayAuthor } from "../../../ui/use-author.ts";
import { TenantLink } from "../leases/place-links.tsx";
import { QuoteNote } from "../leases/quote-note.tsx";
import { useLeasesChanged } from "../leases/use-lease-change.ts";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import { EffectTable } from "./effect-table.tsx";
import { hindranceOf } from "./judge-wish.ts";
import { useWishEffect } from "./use-wish-effect.ts";

const whyNotId = "request-held-up";

/** One request: who asks for what, what it would change and cost, and the decision. */
export function RequestDrawer({ requests }: { requests: readonly LeaseRequest[] }) {
  const intl = useIntl();
  const { open, change } = useDeskSearch();
  const request = requests.find(({ id }) => id === open);
  const close = () => change({ open: undefined });
  return (
    <Sheet
      isOpen={open !== undefined}
      onClose={close}
      title={intl.formatMessage({ id: "desk.request.title" })}
      place="side"
    >
      {request ? (
        <div className="grid gap-5" key={request.id}>
          <RequestFacts request={request} />
          <EffectTable request={request} />
          {request.state === "open" && <QuoteNote tenant={request.tenant} wish={request.wish} />}
          {request.state === "open" && <Decision request={request} onDone={close} />}
        </div>
      ) : (
        <p>{intl.formatMessage({ id: "desk.request.absent" })}</p>
      )}
    </Sheet>
  );
}

function RequestFacts({ request }: { request: LeaseRequest }) {
  const intl = useIntl();
  const words = useLeaseWords();
  return (
    <Facts>
      <Fact name={intl.formatMessage({ id: "desk.column.tenant" })}>
        <TenantLink tenant={request.tenant} className="underline" />
      </Fact>
      <Fact name={intl.formatMessage({ id: "desk.request.asked" })}>
        {`${words.moment(request.askedAt)}, ${sayAuthor(request.askedBy, intl)}`}
      </Fact>
      {request.note !== "" && (
        <Fact name={intl.formatMessage({ id: "desk.column.note" })}>
          <span className="whitespace-pre-wrap">{request.note}</span>
        </Fact>
      )}
      <Fact name={intl.formatMessage({ id: "column.state" })}>
        {intl.formatMessage({ id: `desk.request.state.${request.state}` })}
      </Fact>
      {request.decidedAt && (
        <Fact name={intl.formatMessage({ id: "desk.request.decided" })}>
          {`${words.moment(request.decidedAt)}, ${sayAuthor(request.decidedBy ?? "", intl)}`}
        </Fact>
      )}
      {request.answer !== "" && (
        <Fact name={intl.formatMessage({ id: "desk.request.answer" })}>{request.answer}</Fact>
      )}
      {request.lease && (
        <Fact name={intl.formatMessage({ id: "desk.lease" })}>
          <Link to="/ops/leases" search={{ open: request.lease }} className="underline">
            {request.lease}
          </Link>
        </Fact>
      )}
    </Facts>
  );
}

/** Approving carries the wish out; declining needs a word why. */
function Decision({ request, onDone }: { request: LeaseRequest; onDone: () => void }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const judged = useWishEffect(request);
  const hindrance = judged && hindranceOf(request.wish, judged.effect);
  const [answer, setAnswer] = useState("");
  const [isUnanswered, setUnanswered] = useState(false);
  const changed = useLeasesChanged();
  const decide = useMutation({
    ...api.leasing.decide.mutationOptions(),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const failure = decide.error && describeFailure(decide.error);
  const faults = sortFaults(failure, ["answer"]);
  const say = (approve: boolean) => {
    const needsWords = !approve && answer.trim() === "";
    setUnanswered(needsWords);
    if (!needsWords)
      decide.mutate({ center: center.id, request: request.id, approve, answer: answer.trim() });
  };
  return (
    <div className="grid gap-4 border-t border-rule pt-4">
      <TextAreaField
        label={intl.formatMessage({ id: "desk.request.answer.label" })}
        value={answer}
        maxLength={2000}
        fault={isUnanswered ? intl.formatMessage({ id: "desk.request.why" }) : faults.at.answer}
        onChange={({ target }) => setAnswer(target.value)}
      />
      <Refusal failure={failure} faults={faults} />
      {hindrance && (
        <p id={whyNotId} className="text-sm">
          {intl.formatMessage({ id: `desk.request.held.${hindrance}` })}
        </p>
      )}
      <div className="flex gap-2">
        <Button
          look="strong"
          disabled={decide.isPending || judged === null || hindrance !== null}
          aria-describedby={hindrance ? whyNotId : undefined}
          onClick={() => say(true)}
        >
          {intl.formatMessage({ id: "desk.request.approve" })}
        </Button>
        <Button disabled={decide.isPending} onClick={() => say(false)}>
          {intl.formatMessage({ id: "desk.request.decline" })}
        </Button>
      </div>
    </div>
  );
}
