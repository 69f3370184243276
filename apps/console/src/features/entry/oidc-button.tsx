import { useMutation } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { auth } from "../../api/auth.ts";
import { Button } from "../../ui/button.tsx";
import { RefusalNote } from "./refusal-note.tsx";

/** To the identity provider of the installation; it sends the person back here. */
export function OidcButton({ name }: { name: string }) {
  const intl = useIntl();
  const start = useMutation({
    mutationFn: auth.startOidc,
    onSuccess: (url) => window.location.assign(url),
  });
  return (
    <div className="grid gap-3">
      <Button className="w-fit" onClick={() => start.mutate()} disabled={start.isPending}>
        {intl.formatMessage({ id: "signin.oidc" }, { name })}
      </Button>
      <RefusalNote error={start.error} />
    </div>
  );
}
