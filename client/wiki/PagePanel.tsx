import type { Page } from "../../shared/wiki/page.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { SharePanel } from "./SharePanel.tsx";
import { SidePanel } from "./SidePanel.tsx";

interface PagePanelProps {
  page: Page;
  onChanged: () => void;
  onClose: () => void;
}

/** What stands beside a page. */
export const PagePanel = ({ page, onChanged, onClose }: PagePanelProps) => {
  const { t } = useTranslation();
  return (
    <SidePanel title={t("share.title")} onClose={onClose}>
      <SharePanel page={page} onChanged={onChanged} />
    </SidePanel>
  );
};
