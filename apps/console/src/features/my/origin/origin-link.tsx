import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";

/** Makes a number the door to where it comes from; which one is open stands in the address. */
export function OriginLink({
  origin,
  name,
  children,
}: {
  origin: string;
  name: string;
  children: ReactNode;
}) {
  const intl = useIntl();
  const navigate = useNavigate();
  return (
    <button
      type="button"
      className="min-h-6 cursor-help rounded-sm text-left decoration-faint decoration-dotted underline-offset-4 hover:underline"
      title={intl.formatMessage({ id: "explain.open" }, { name })}
      onClick={() =>
        void navigate({
          to: ".",
          search: (before) => ({ ...before, explain: origin }),
          resetScroll: false,
        })
      }
    >
      {children}
    </button>
  );
}
