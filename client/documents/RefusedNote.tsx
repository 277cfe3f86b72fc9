import { Button } from "../design/Button.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import type { OpenDocument } from "./openDocument.ts";

/** The server will not take what was written here: it can be copied before one goes on with what the server has. */
export const RefusedNote = ({ open }: { open: OpenDocument }) => {
  const { t } = useTranslation();
  const startOver = async () => {
    await open.forget();
    window.location.reload();
  };
  return (
    <div
      role="alert"
      className="grid justify-items-start gap-3 rounded-lg border border-bad/40 bg-bad/8 p-4"
    >
      <p className="font-strong">{t("editor.save.refused")}</p>
      <p>{t("editor.refusedHelp")}</p>
      <Button size="small" onClick={() => void startOver()}>
        {t("editor.startOver")}
      </Button>
    </div>
  );
};
