import { type ComponentProps, lazy, Suspense } from "react";
import type { BoardDialog } from "./BoardDialog.tsx";

const Loaded = lazy(async () => ({ default: (await import("./BoardDialog.tsx")).BoardDialog }));

export const LazyBoardDialog = (props: ComponentProps<typeof BoardDialog>) => (
  <Suspense>
    <Loaded {...props} />
  </Suspense>
);
