import type { ComponentProps } from "react";
import { WideVote } from "../votes/WideVote.tsx";

/** On phones the vote stays in reach of the thumb. */
export const ThumbVote = (props: ComponentProps<typeof WideVote>) => (
  <div className="fixed inset-x-0 bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-20 border-t border-line bg-raised px-4 py-2 lg:hidden">
    <WideVote {...props} />
  </div>
);
