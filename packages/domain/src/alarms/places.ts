/** A subject as people call it, with its place: `Hall A / R-07 / node-3 / slot 2`. */
import type { CenterIndex } from "../live/index-center.ts";
import { rackOf, serverOf, serverRow } from "./subjects.ts";
import { locateAlert, originOfAlert } from "./watch-alerts.ts";
import type { AlarmMoment, AlarmSubject } from "./watched.ts";

export function placeOf(
  index: CenterIndex,
  { walls, alerts }: Pick<AlarmMoment, "walls" | "alerts">,
  subject: AlarmSubject,
): string {
  const { kind, id } = subject;
  const { document } = index;
  switch (kind) {
    case "center":
      return document.center.name;
    case "hall":
      return document.halls.find((hall) => hall.id === id)?.name ?? id;
    case "rack":
      return rackPlace(index, id);
    case "server":
    case "accelerator": {
      const server = kind === "server" ? id : serverOf(id);
      const row = serverRow(index, server);
      const name = row === undefined ? server : (index.servers.list[row]?.name ?? server);
      const path = [rackPlace(index, rackOf(index, subject) ?? ""), name];
      return (kind === "server" ? path : [...path, `#${id.slice(server.length + 1)}`]).join(" / ");
    }
    case "meter":
      return document.meters.find((meter) => meter.id === id)?.name ?? id;
    case "feed":
      return document.feeds.find((feed) => feed.id === id)?.name ?? id;
    case "loop":
      return document.loops.find((loop) => loop.id === id)?.name ?? id;
    case "tenant":
      return document.tenants.find((tenant) => tenant.id === id)?.name ?? id;
    case "source":
      return id;
    case "wall":
      return walls?.find((wall) => wall.id === id)?.name ?? id;
    case "alert": {
      const alert = alerts?.find((one) => one.id === id);
      const located = alert && locateAlert({ index }, alert);
      if (located) return placeOf(index, { walls }, located);
      return alert ? originOfAlert(alert) : id;
    }
  }
}

function rackPlace(index: CenterIndex, rackId: string): string {
  const row = index.racks.rowById.get(rackId);
  const rack = row === undefined ? undefined : index.racks.list[row];
  if (!rack) return rackId;
  const hallId = index.document.rows.find(({ id }) => id === rack.row)?.hall;
  const hall = index.document.halls.find(({ id }) => id === hallId);
  return hall ? `${hall.name} / ${rack.name}` : rack.name;
}
