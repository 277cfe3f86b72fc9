/** For links that narrow what is shown. */
export const chipStyle =
  "inline-flex min-h-9 items-center gap-1 rounded-full border border-edge/60 px-3 text-small whitespace-nowrap hover:border-edge aria-[current=true]:border-accent aria-[current=true]:bg-accent/12 aria-[current=true]:font-strong aria-[current=true]:text-accent pointer-coarse:min-h-11";
