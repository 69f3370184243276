import type { ReactNode } from "react";

/** Why there is nothing here, and the one thing to do about it. */
export function EmptyNote({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-3 py-8 text-soft">
      <p className="text-base">{title}</p>
      {children}
    </div>
  );
}
