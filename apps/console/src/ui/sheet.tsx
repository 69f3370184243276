import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";

const places = {
  side: "fixed inset-y-0 right-0 w-full max-w-xl overflow-y-auto border-l",
  middle:
    "fixed left-1/2 top-[8vh] max-h-[84vh] w-[calc(100%-2rem)] max-w-2xl -translate-x-1/2 overflow-y-auto rounded border",
} as const;

/** A dialog: a drawer at the side or a sheet in the middle. Focus goes in, Escape goes out, focus returns. */
export function Sheet(props: {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  place: keyof typeof places;
  children: ReactNode;
}) {
  const { isOpen, onClose, title, place, children } = props;
  const intl = useIntl();
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-20 bg-black/40" />
        <Dialog.Popup className={`z-30 border-rule bg-panel p-5 text-ink ${places[place]}`}>
          <div className="mb-4 flex items-start justify-between gap-4">
            <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
            <Dialog.Close
              className="grid size-8 place-items-center rounded hover:bg-raised"
              aria-label={intl.formatMessage({ id: "ops.close" })}
            >
              <X className="size-4.5" aria-hidden="true" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
