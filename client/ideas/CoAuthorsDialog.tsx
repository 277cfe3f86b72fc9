import { useState } from "react";
import type { Idea } from "../../shared/ideas/idea.ts";
import { removeCoAuthor } from "../../shared/ideas/removeCoAuthor.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { announce } from "../design/Announcer.tsx";
import { Avatar } from "../design/Avatar.tsx";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface CoAuthorsDialogProps {
  idea: Idea;
  /** Those whom the one who looks may take off. */
  people: readonly Person[];
  userId: string | undefined;
  onClose: () => void;
  onRemoved: (idea: Idea) => void;
}

/** Whose name an idea bears beside its author's, to take it off, or to leave oneself. */
export const CoAuthorsDialog = ({
  idea,
  people,
  userId,
  onClose,
  onRemoved,
}: CoAuthorsDialogProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(removeCoAuthor);
  const [chosen, setChosen] = useState<string>();
  const remove = async ({ id, name }: Person) => {
    setChosen(id);
    const reply = await send({ ideaId: idea.id, userId: id });
    if (reply.ok) {
      announce(t("coAuthors.removed", { name }));
      onRemoved(reply.value);
      if (people.length <= 1) {
        onClose();
      }
    }
  };
  return (
    <Dialog title={t("coAuthors.title")} onClose={onClose}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <p className="text-quiet">{t("coAuthors.help")}</p>
        <ul aria-label={t("coAuthors.title")} className="grid gap-2">
          {people.map((person) => (
            <li key={person.id} className="flex min-h-11 items-center gap-3">
              <Avatar id={person.id} name={person.name} />
              <span className="min-w-0 grow font-strong wrap-anywhere">{person.name}</span>
              <Button
                size="small"
                className="shrink-0"
                aria-label={t("coAuthors.removeOf", { name: person.name })}
                isPending={isPending && chosen === person.id}
                onClick={() => void remove(person)}
              >
                {person.id === userId ? t("coAuthors.leave") : t("action.remove")}
              </Button>
            </li>
          ))}
        </ul>
        <FailureNote failure={failure} />
      </div>
    </Dialog>
  );
};
