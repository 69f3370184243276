import type { createdKeySchema } from "@aidc/contract";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { Arrival } from "./arrival.tsx";

const suggestedName = "prometheus";

/** Three steps on one sheet: a name, a block to copy, and the moment the first sample is here. */
export function ConnectSheet({
  isOpen,
  onClose,
  centerId,
}: {
  isOpen: boolean;
  onClose: () => void;
  centerId: string;
}) {
  const intl = useIntl();
  const create = useMutation(api.sources.createKey.mutationOptions());
  const failure = create.error && describeFailure(create.error);
  const close = () => {
    create.reset();
    onClose();
  };
  return (
    <Sheet
      isOpen={isOpen}
      onClose={close}
      title={intl.formatMessage({ id: "sources.connect" })}
      place="middle"
    >
      <div className="grid gap-4">
        {!create.data && (
          <NameForm isBusy={create.isPending} onName={(name) => create.mutate({ center: centerId, name })} />
        )}
        {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
        {create.data && <ReadyBlock created={create.data} />}
        {create.data && <Arrival centerId={centerId} keyId={create.data.id} onDone={close} />}
      </div>
    </Sheet>
  );
}

function NameForm({ isBusy, onName }: { isBusy: boolean; onName: (name: string) => void }) {
  const intl = useIntl();
  const [name, setName] = useState(suggestedName);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") onName(name.trim());
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <label className="grid grow gap-1 text-sm text-faint">
        {intl.formatMessage({ id: "sources.connect.name" })}
        <input
          className="min-h-8 rounded border border-rule bg-ground px-2.5 text-base text-ink"
          value={name}
          maxLength={100}
          required
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <Button type="submit" look="strong" disabled={isBusy}>
        {intl.formatMessage({ id: "sources.connect.create" })}
      </Button>
    </form>
  );
}

function ReadyBlock({ created }: { created: z.infer<typeof createdKeySchema> }) {
  const intl = useIntl();
  return (
    <div className="grid gap-2">
      <div className="flex items-start justify-between gap-3">
        <p>{intl.formatMessage({ id: "sources.connect.block" })}</p>
        <CopyButton text={created.prometheusBlock} />
      </div>
      <pre className="select-all overflow-x-auto rounded border border-rule bg-raised p-3 font-mono text-sm">
        {created.prometheusBlock}
      </pre>
    </div>
  );
}
