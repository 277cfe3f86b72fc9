import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** What this place is for, with an example. */
  children: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}

export const EmptyState = ({ title, children, action, icon }: EmptyStateProps) => (
  <div className="grid justify-items-center gap-3 rounded-lg border border-dashed border-edge/60 px-6 py-12 text-center">
    {icon !== undefined && <div className="text-accent">{icon}</div>}
    <p className="text-lead font-strong">{title}</p>
    <div className="max-w-prose text-quiet">{children}</div>
    {action !== undefined && <div className="mt-2">{action}</div>}
  </div>
);
