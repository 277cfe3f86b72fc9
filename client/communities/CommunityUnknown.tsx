import type { Failure } from "../connection/clientReply.ts";
import { ErrorState } from "../design/ErrorState.tsx";
import { NotFound } from "../design/NotFound.tsx";
import { Skeleton } from "../design/Skeleton.tsx";

/** In place of a community that is on its way, out of reach, or not there for these eyes. */
export const CommunityUnknown = ({
  failure,
  onRetry,
}: {
  failure: Failure | undefined;
  onRetry: () => void;
}) => {
  if (!failure) {
    return (
      <div aria-busy className="mx-auto grid w-full max-w-5xl gap-6 px-4 py-6 sm:px-8 sm:py-10">
        <Skeleton className="h-12 w-64" />
        <Skeleton className="h-20 max-w-2xl" />
        <Skeleton className="h-72 rounded-lg" />
      </div>
    );
  }
  return failure.code === "community_not_found" || failure.code === "invalid_input" ? (
    <NotFound />
  ) : (
    <ErrorState code={failure.code} onRetry={onRetry} />
  );
};
