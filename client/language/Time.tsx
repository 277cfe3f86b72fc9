import { useEffect, useState } from "react";
import { intlLocale } from "./locale.ts";
import { exactTime, isJustNow, relativeTime } from "./relativeTime.ts";
import { useLocale } from "./useLocale.ts";
import { useTranslation } from "./useTranslation.ts";

const TICK = 60_000;

/** How long ago; the exact moment on hover. */
export const Time = ({ at }: { at: string }) => {
  const locale = intlLocale[useLocale()];
  const { t } = useTranslation();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK);
    return () => clearInterval(timer);
  }, []);
  const date = new Date(at);
  return (
    <time dateTime={at} title={exactTime(date, locale)} className="whitespace-nowrap">
      {isJustNow(date, now) ? t("time.justNow") : relativeTime(date, now, locale)}
    </time>
  );
};
