import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { EmptyNote } from "../ui/empty-note.tsx";

export function NotFound() {
  const intl = useIntl();
  return (
    <main className="mx-auto max-w-3xl p-8">
      <EmptyNote title={intl.formatMessage({ id: "notfound.title" })}>
        <Link to="/" className="underline">
          {intl.formatMessage({ id: "notfound.home" })}
        </Link>
      </EmptyNote>
    </main>
  );
}
