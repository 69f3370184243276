import { useIntl } from "react-intl";
import { Button } from "./button.tsx";

export function SignOutButton({ onSignOut }: { onSignOut: () => void }) {
  const intl = useIntl();
  return (
    <Button look="quiet" onClick={onSignOut}>
      {intl.formatMessage({ id: "signin.out" })}
    </Button>
  );
}
