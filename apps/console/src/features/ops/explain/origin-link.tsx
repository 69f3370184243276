import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { OriginKey } from "./origins.ts";
import { describeOrigin } from "./origins.ts";

/** Makes a number the door to where it comes from. Wraps the number only, so that tables stay quiet. */
export function OriginLink({ origin, children }: { origin: OriginKey; children: ReactNode }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const name = intl.formatMessage({ id: describeOrigin(origin).label });
  return (
    <button
      type="button"
      className="min-h-6 cursor-help rounded-sm text-left decoration-faint decoration-dotted underline-offset-4 hover:underline"
      title={intl.formatMessage({ id: "explain.open" }, { name })}
      onClick={() => void navigate({ to: ".", search: (before) => ({ ...before, explain: origin }) })}
    >
      {children}
    </button>
  );
}
