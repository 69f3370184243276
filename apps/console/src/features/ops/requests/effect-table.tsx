import type { LeaseRequest } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useWishEffect } from "./use-wish-effect.ts";

/** What the request asks for in a sentence; for an open one also before, after and the room that is left. */
export function EffectTable({ request }: { request: LeaseRequest }) {
  const intl = useIntl();
  const words = useLeaseWords();
  const judged = useWishEffect(request);
  if (!judged) return <Skeleton lines={3} />;
  const { wish, state } = request;
  const { lease, effect } = judged;
  const show = (value: number) =>
    effect ? words.amount(effect.resource, value, effect.model) : intl.formatNumber(value);
  return (
    <div className="grid gap-3">
      <p className="text-lg font-semibold">{words.wish(wish, lease)}</p>
      {state === "open" && !effect && (
        <p className="flex items-center gap-2 text-sm">
          <StateMark mark="warning" />
          {intl.formatMessage({ id: "desk.request.gone" })}
        </p>
      )}
      {state === "open" && effect && (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "desk.request.effect" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "desk.request.before" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "desk.request.after" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "desk.request.room" })}</HeadCell>
            </tr>
          </thead>
          <tbody>
            <tr>
              <Cell>{words.moment(new Date(effect.atMs).toISOString())}</Cell>
              <Cell isNumber>{show(effect.before)}</Cell>
              <Cell isNumber>{show(effect.after)}</Cell>
              <Cell isNumber>
                <Room left={effect.roomLeft} text={effect.roomLeft === null ? "" : show(effect.roomLeft)} />
              </Cell>
            </tr>
          </tbody>
        </Table>
      )}
    </div>
  );
}

function Room({ left, text }: { left: number | null; text: string }) {
  const intl = useIntl();
  if (left === null) return <span>{intl.formatMessage({ id: "app.unknown" })}</span>;
  if (left >= 0) return <span>{text}</span>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <StateMark mark="critical" className="size-2.5" />
      {intl.formatMessage({ id: "desk.request.noRoom" }, { room: text })}
    </span>
  );
}
