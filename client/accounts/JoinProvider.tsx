import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { JoinContext, type JoinReason } from "./JoinContext.ts";
import { useMe } from "./useMe.ts";

const JoinDialog = lazy(async () => ({
  default: (await import("./JoinDialog.tsx")).JoinDialog,
}));

/** Signing up comes after the wish to take part, and the wish is kept over it. */
export const JoinProvider = ({ children }: { children: ReactNode }) => {
  const { isGuest } = useMe();
  const [wish, setWish] = useState<{ reason: JoinReason; action: () => void }>();
  const joining = useMemo(
    () => ({
      whenJoined: (reason: JoinReason, action: () => void) =>
        isGuest ? setWish({ reason, action }) : action(),
    }),
    [isGuest],
  );
  return (
    <JoinContext value={joining}>
      {children}
      {wish && (
        <Suspense>
          <JoinDialog
            reason={wish.reason}
            onClose={() => setWish(undefined)}
            onJoined={() => {
              setWish(undefined);
              wish.action();
            }}
          />
        </Suspense>
      )}
    </JoinContext>
  );
};
