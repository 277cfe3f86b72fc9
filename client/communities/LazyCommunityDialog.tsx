import { type ComponentProps, lazy, Suspense } from "react";
import type { CommunityDialog } from "./CommunityDialog.tsx";

const Loaded = lazy(async () => ({
  default: (await import("./CommunityDialog.tsx")).CommunityDialog,
}));

export const LazyCommunityDialog = (props: ComponentProps<typeof CommunityDialog>) => (
  <Suspense>
    <Loaded {...props} />
  </Suspense>
);
