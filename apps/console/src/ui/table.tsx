import type { ReactNode } from "react";

/** Dense rows with thin rules; wide tables scroll in themselves, never the page. */
export function Table({ children }: { children: ReactNode }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-sm">{children}</table>
    </div>
  );
}

export function HeadCell({ children, isNumber }: { children: ReactNode; isNumber?: boolean }) {
  return (
    <th
      scope="col"
      className={`border-b border-faint px-2 py-1.5 font-normal text-faint first:pl-0 last:pr-0 ${isNumber ? "text-right" : "text-left"}`}
    >
      {children}
    </th>
  );
}

export function Cell({
  children,
  isNumber,
  isFaint,
}: {
  children: ReactNode;
  isNumber?: boolean;
  isFaint?: boolean;
}) {
  const look = `${isNumber ? "num text-right whitespace-nowrap" : "text-left"} ${isFaint ? "text-faint" : ""}`;
  return <td className={`border-b border-rule px-2 py-1 first:pl-0 last:pr-0 ${look}`}>{children}</td>;
}
