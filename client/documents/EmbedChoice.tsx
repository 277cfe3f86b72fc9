import { type FormEvent, useState } from "react";
import { useCommunity } from "../communities/useCommunity.ts";
import { Button } from "../design/Button.tsx";
import { Choice } from "../design/Choice.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { IdeaFinder } from "./IdeaFinder.tsx";
import { IdeaListFields } from "./IdeaListFields.tsx";
import type { Embedded, EmbeddedList } from "./reference.ts";

interface EmbedChoiceProps {
  start?: Embedded;
  onDone: (embedded: Embedded) => void;
  onClose: () => void;
}

/** Asks what a text is to show live: which ideas of a board, or the votes on which idea. */
export const EmbedChoice = ({ start, onDone, onClose }: EmbedChoiceProps) => {
  const { t } = useTranslation();
  const { community, boards } = useCommunity();
  const [kind, setKind] = useState<Embedded["kind"]>(start?.kind ?? "ideaList");
  const [chosen, setChosen] = useState(start?.kind === "ideaList" ? start : undefined);
  const [first] = boards ?? [];
  const list: EmbeddedList | undefined = chosen ?? (first && { kind: "ideaList", id: first.id });
  const done = (embedded: Embedded) => {
    onDone(embedded);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (list) {
      done(list);
    }
  };
  return (
    <Dialog title={t("editor.embed")} onClose={onClose}>
      <div className="grid gap-4">
        <Choice
          label={t("embed.kind")}
          value={kind}
          options={(["ideaList", "voteResult"] as const).map((value) => ({
            value,
            label: t(`embed.kinds.${value}`),
          }))}
          onValue={setKind}
        />
        {kind === "voteResult" && community && (
          <IdeaFinder
            communityId={community.id}
            onChoose={(id) => done({ kind: "voteResult", id })}
          />
        )}
        {kind === "ideaList" && boards && !list && (
          <p className="text-quiet">{t("embed.noBoards")}</p>
        )}
        {kind === "ideaList" && boards && list && (
          <form noValidate onSubmit={submit} className="grid gap-4">
            <IdeaListFields boards={boards} list={list} onList={setChosen} />
            <div className="flex justify-end">
              <Button type="submit" look="primary">
                {start ? t("action.save") : t("embed.put")}
              </Button>
            </div>
          </form>
        )}
      </div>
    </Dialog>
  );
};
