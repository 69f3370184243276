import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { auth } from "../../api/auth.ts";
import { api } from "../../api/queries.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { FactorSetup } from "./factor-setup.tsx";
import { RefusalNote } from "./refusal-note.tsx";

/** Switches the second factor on and off; the password is asked for each time. */
export function SecondFactor({ isOn }: { isOn: boolean }) {
  const intl = useIntl();
  const queries = useQueryClient();
  const [password, setPassword] = useState("");
  const refresh = () => queries.invalidateQueries({ queryKey: api.access.whoAmI.key() });
  const begin = useMutation({
    mutationFn: () => auth.beginFactor(password),
    onSuccess: () => setPassword(""),
  });
  const end = useMutation({
    mutationFn: () => auth.endFactor(password),
    onSuccess: async () => {
      setPassword("");
      begin.reset();
      await refresh();
    },
  });
  const act = isOn ? end : begin;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate();
  };
  if (begin.data && !isOn) return <FactorSetup setup={begin.data} onDone={refresh} />;
  return (
    <form onSubmit={submit} className="grid max-w-sm gap-4">
      <p className="flex items-center gap-2">
        <StateMark mark={isOn ? "normal" : "unknown"} className="size-3" />
        {intl.formatMessage({ id: isOn ? "account.factor.on" : "account.factor.off" })}
      </p>
      <TextField
        label={intl.formatMessage({ id: "account.password.current" })}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <RefusalNote error={act.error} />
      <Button type="submit" className="w-fit" disabled={act.isPending}>
        {intl.formatMessage({ id: isOn ? "account.factor.end" : "account.factor.begin" })}
      </Button>
    </form>
  );
}
