import type { ReactNode } from "react";

/** A page of this door: one sentence that answers, then what supports it. */
export function Page({
  title,
  aside,
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="grid gap-8">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h1 className="max-w-3xl text-2xl leading-snug font-semibold text-balance">{title}</h1>
        {aside}
      </div>
      {children}
    </main>
  );
}
