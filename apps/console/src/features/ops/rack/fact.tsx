import type { LiveValue } from "@aidc/contract";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { FreshnessText } from "../../../ui/freshness-text.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { OriginLink } from "../explain/origin-link.tsx";
import type { LiveOriginKey } from "../explain/origins.ts";
import { usePictureIsOld } from "../use-picture-is-old.ts";

/** Numbers side by side, with a rule between them. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-2 gap-px overflow-hidden rounded border border-rule bg-rule lg:grid-cols-4">
      {children}
    </div>
  );
}

/** A number with its name, its state, and the way to where it comes from. */
export function Fact(props: {
  label: string;
  /** What the number is made of, in a few words. */
  what?: string;
  origin: LiveOriginKey;
  value: LiveValue;
  children?: ReactNode;
}) {
  const { label, what, origin, value, children } = props;
  const intl = useIntl();
  const words = useWords();
  const isOld = usePictureIsOld() || value.freshness === "stale";
  return (
    <div className="bg-panel px-4 py-3">
      <p className="text-sm text-faint">{label}</p>
      <OriginLink origin={origin}>
        <span className={`text-2xl font-semibold ${isOld ? "hatched text-faint" : ""}`}>
          <Reading value={value.value} unit={value.unit} reason={value.reason} />
        </span>
      </OriginLink>
      {children}
      <p className="flex flex-wrap gap-x-2 text-xs text-faint">
        {what !== undefined && <span>{what}</span>}
        {value.value === null && <span>{words.reason(value.reason)}</span>}
        {value.value !== null && value.sampledAtMs !== null && <FreshnessText freshness={value.freshness} />}
        {value.value !== null && <span>{words.grade(value.grade)}</span>}
        {value.value !== null && value.coverage < 1 && (
          <span>
            {intl.formatMessage({ id: "rack.power.coverage" }, { coverage: words.coverage(value.coverage) })}
          </span>
        )}
      </p>
    </div>
  );
}
