import type { ReactNode } from "react";
import { usePageTitle } from "../design/usePageTitle.ts";

/** A page with one thing to do, on the way in. */
export const DoorPage = ({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string;
  children: ReactNode;
}) => {
  usePageTitle(title);
  return (
    <div className="mx-auto grid w-full max-w-md gap-6 px-4 py-10 sm:py-16">
      <div className="grid gap-2">
        <h1 className="text-title font-strong">{title}</h1>
        {lead !== undefined && <p className="text-quiet">{lead}</p>}
      </div>
      <div className="rounded-lg border border-line bg-raised p-5 sm:p-6">{children}</div>
    </div>
  );
};
