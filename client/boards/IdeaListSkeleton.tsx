import { Skeleton } from "../design/Skeleton.tsx";

const ROWS = [0, 1, 2, 3, 4, 5];

/** The shape of a list of ideas, before they are there. */
export const IdeaListSkeleton = () => (
  <div aria-busy className="border-y border-line bg-raised sm:rounded-lg sm:border-x">
    {ROWS.map((row) => (
      <div key={row} className="flex gap-4 border-line p-4 not-first:border-t sm:p-5">
        <Skeleton className="h-16 w-14 rounded-md" />
        <div className="grid flex-1 content-start gap-2">
          <Skeleton className="h-6 w-2/3" />
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-5 w-1/3" />
        </div>
      </div>
    ))}
  </div>
);
