/** A grey shape where something is about to be. */
export const Skeleton = ({ className }: { className: string }) => (
  <span aria-hidden className={`block animate-breathe rounded-sm bg-sunken ${className}`} />
);
