import type { PageNode } from "../../shared/wiki/page.ts";
import { ChipRow } from "../design/ChipRow.tsx";
import { useTranslation } from "../language/useTranslation.ts";

/** The labels that pages have, each a filter that stands in the address. */
export const LabelFilter = ({
  pages,
  chosen,
}: {
  pages: readonly PageNode[];
  chosen: string | undefined;
}) => {
  const { t } = useTranslation();
  const labels = [...new Set(pages.flatMap((page) => page.labels))].toSorted((a, b) =>
    a.localeCompare(b),
  );
  if (labels.length === 0) {
    return undefined;
  }
  return (
    <nav aria-label={t("wiki.labels")} className="-my-1">
      <ChipRow
        chosen={chosen ?? ""}
        chips={[
          { value: "", label: t("wiki.all"), to: "?" },
          ...labels.map((label) => ({
            value: label,
            label,
            to: `?label=${encodeURIComponent(label)}`,
          })),
        ]}
      />
    </nav>
  );
};
