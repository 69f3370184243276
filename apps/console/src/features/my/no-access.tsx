import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { EmptyNote } from "../../ui/empty-note.tsx";

/** The same words for a tenant that is somebody else's and for one that does not exist. */
export function NoAccess({ isEnded = false }: { isEnded?: boolean }) {
  const intl = useIntl();
  return (
    <main className="mx-auto max-w-3xl p-8 pt-[12vh]">
      <h1 className="text-2xl font-semibold">
        {intl.formatMessage({ id: isEnded ? "my.ended" : "my.noaccess" })}
      </h1>
      <EmptyNote title={intl.formatMessage({ id: isEnded ? "my.ended.how" : "my.noaccess.how" })}>
        <div className="flex flex-wrap gap-5">
          <Link to="/my" className="underline">
            {intl.formatMessage({ id: "my.toown" })}
          </Link>
          <Link to="/account" className="underline">
            {intl.formatMessage({ id: "account.title" })}
          </Link>
        </div>
      </EmptyNote>
    </main>
  );
}
