import { getRouteApi } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";

const route = getRouteApi("/ops/alarms");

/** There are alarms, but none that fits. */
export function ClearFilters() {
  const intl = useIntl();
  const navigate = route.useNavigate();
  const clear = () =>
    void navigate({ search: (before) => ({ ...before, show: "all", severity: undefined, q: undefined }) });
  return (
    <EmptyNote title={intl.formatMessage({ id: "alarms.none.fits" })}>
      <Button onClick={clear}>{intl.formatMessage({ id: "alarms.none.clear" })}</Button>
    </EmptyNote>
  );
}
