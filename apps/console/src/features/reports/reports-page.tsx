import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { EmptyNote } from "../../ui/empty-note.tsx";

/** Says what will be here, and shows nothing that looks like a number. */
export function ReportsPage() {
  const intl = useIntl();
  return (
    <main className="mx-auto max-w-3xl p-8">
      <h1 className="text-2xl font-semibold">{intl.formatMessage({ id: "doors.reports" })}</h1>
      <EmptyNote title={intl.formatMessage({ id: "later.title" })}>
        <p>{intl.formatMessage({ id: "later.reports" })}</p>
        <Link to="/" className="underline">
          {intl.formatMessage({ id: "later.home" })}
        </Link>
      </EmptyNote>
    </main>
  );
}
