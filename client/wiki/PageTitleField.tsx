import { PAGE_TITLE_MAX } from "../../shared/wiki/page.ts";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface PageTitleFieldProps {
  problem: string | undefined;
  value: string;
  onValue: (title: string) => void;
}

/** What a page is called, where a dialog asks for it first. */
export const PageTitleField = (props: PageTitleFieldProps) => {
  const { t } = useTranslation();
  return (
    <TextField {...props} label={t("wiki.title")} maxLength={PAGE_TITLE_MAX} takesFocus required />
  );
};
