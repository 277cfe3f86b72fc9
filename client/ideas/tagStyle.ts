export const tagStyle =
  "relative z-10 inline-flex min-h-6 items-center rounded-sm bg-sunken px-2 text-small text-quiet hover:text-text";
