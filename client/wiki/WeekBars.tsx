import type { PageInsights } from "../../shared/wiki/insights.ts";
import { intlLocale } from "../language/locale.ts";
import { useLocale } from "../language/useLocale.ts";
import { useTranslation } from "../language/useTranslation.ts";

/** How many people read a page in each week: a table that is a chart too. */
export const WeekBars = ({ weeks }: Pick<PageInsights, "weeks">) => {
  const { t } = useTranslation();
  const format = new Intl.DateTimeFormat(intlLocale[useLocale()], {
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
  const most = Math.max(...weeks.map(({ readers }) => readers));
  return (
    <table className="w-full text-small">
      <caption className="sr-only">{t("insights.byWeek")}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t("insights.week")}</th>
          <th scope="col">{t("insights.readersHead")}</th>
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ from, readers }) => (
          <tr key={from}>
            <th
              scope="row"
              className="w-px pr-3 text-left font-normal whitespace-nowrap text-quiet"
            >
              {format.format(new Date(from))}
            </th>
            <td className="py-0.5 tabular-nums">
              <span
                aria-hidden
                className="mr-2 inline-block h-3 rounded-sm bg-info align-middle"
                style={{ width: `calc((100% - 3rem) * ${readers / most})` }}
              />
              {readers}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
