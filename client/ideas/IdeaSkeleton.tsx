import { Skeleton } from "../design/Skeleton.tsx";

export const IdeaSkeleton = () => (
  <div aria-busy className="mx-auto grid w-full max-w-6xl gap-4 px-4 py-6 sm:px-8">
    <Skeleton className="h-5 w-32" />
    <Skeleton className="h-9 w-3/4" />
    <Skeleton className="h-5 w-1/2" />
    <Skeleton className="mt-2 h-40 max-w-2xl" />
    <Skeleton className="h-32 max-w-3xl rounded-lg" />
  </div>
);
