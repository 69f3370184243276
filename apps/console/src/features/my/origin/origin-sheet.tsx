import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { Sheet } from "../../../ui/sheet.tsx";

const route = getRouteApi("/my/$center/$tenant");

export interface Origin {
  readonly name: string;
  readonly facts: ReactNode;
}

/** "Where does this number come from?": open while the address names a number that the page knows. */
export function OriginSheet({ find }: { find: (key: string) => Origin | null }) {
  const { explain } = route.useSearch();
  const navigate = useNavigate();
  const intl = useIntl();
  const origin = explain === undefined ? null : find(explain);
  const close = () =>
    void navigate({ to: ".", search: (before) => ({ ...before, explain: undefined }), resetScroll: false });
  return (
    <Sheet
      isOpen={origin !== null}
      onClose={close}
      title={intl.formatMessage({ id: "explain.title" })}
      place="side"
    >
      {origin && (
        <div className="grid gap-5">
          <h3 className="text-2xl font-semibold">{origin.name}</h3>
          {origin.facts}
        </div>
      )}
    </Sheet>
  );
}
