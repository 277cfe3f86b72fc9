import { ListTree } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { PageTree } from "./PageTree.tsx";

/** The pages of a wiki where there is no room for them beside a text: behind a button, over the page. */
export const PagesSheet = (tree: ComponentProps<typeof PageTree>) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button size="small" look="quiet" onClick={() => setOpen(true)}>
        <ListTree aria-hidden size={16} />
        {t("wiki.pages")}
      </Button>
      {isOpen && (
        <Dialog title={t("wiki.pages")} onClose={close}>
          <nav aria-label={t("wiki.pages")}>
            <PageTree {...tree} onGo={close} />
          </nav>
        </Dialog>
      )}
    </>
  );
};
