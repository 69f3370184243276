import { useIntl } from "react-intl";
import { useDeskSearch } from "../use-desk-search.ts";

/** The name of a feed or loop, set in by its place in the tree; opens what hangs on it. */
export function OpenBranch(props: { kind: "feed" | "loop"; id: string; name: string; depth: number }) {
  const { kind, id, name, depth } = props;
  const intl = useIntl();
  const { open, change } = useDeskSearch();
  const key = `${kind}:${id}`;
  return (
    <button
      type="button"
      aria-expanded={open === key}
      title={intl.formatMessage({ id: "power.impact.open" }, { name })}
      className="min-h-6 text-left font-medium hover:underline"
      style={{ paddingLeft: `${depth * 1.25}rem` }}
      onClick={() => change({ open: key })}
    >
      {name}
    </button>
  );
}
