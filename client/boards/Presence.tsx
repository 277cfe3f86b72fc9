import { useTranslation } from "../language/useTranslation.ts";

/** How many are here now; nothing to say while one is alone. */
export const Presence = ({ here }: { here: number }) => {
  const { t } = useTranslation();
  if (here < 2) {
    return undefined;
  }
  return (
    <span className="inline-flex items-center gap-1.5 tabular-nums" data-testid="presence">
      <span aria-hidden className="size-2 rounded-full bg-good" />
      {t("board.here", { count: here })}
    </span>
  );
};
