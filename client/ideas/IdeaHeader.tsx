import { lazy, Suspense, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { useLocale } from "../language/useLocale.ts";
import { Link, useNavigate, useParams } from "react-router";
import type { Board } from "../../shared/boards/board.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { IdeaBody } from "../../shared/ideas/ideaBody.ts";
import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { ActionMenu } from "../design/ActionMenu.tsx";
import { Avatar } from "../design/Avatar.tsx";
import { RemoveDialog } from "../design/RemoveDialog.tsx";
import { intlLocale } from "../language/locale.ts";
import { Time } from "../language/Time.tsx";
import { may } from "../../shared/members/policy.ts";
import type { Viewer } from "../members/viewer.ts";
import { HideDialog } from "../moderation/HideDialog.tsx";
import { StatusChip } from "./StatusChip.tsx";
import { tagStyle } from "./tagStyle.ts";

const IdeaDialog = lazy(async () => ({
  default: (await import("./IdeaDialog.tsx")).IdeaDialog,
}));
const CoAuthorsDialog = lazy(async () => ({
  default: (await import("./CoAuthorsDialog.tsx")).CoAuthorsDialog,
}));

interface IdeaHeaderProps {
  idea: Idea;
  body: IdeaBody | undefined;
  board: Board;
  viewer: Viewer;
  live: LiveBoard;
}

export const IdeaHeader = ({ idea, body, board, viewer, live }: IdeaHeaderProps) => {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"edit" | "coAuthors" | "hide" | "remove">();
  const close = () => setDialog(undefined);
  const coAuthors = new Intl.ListFormat(intlLocale[useLocale()]).format(
    idea.coAuthors?.map(({ name }) => name) ?? [],
  );
  const mayTakeOff = may(viewer, "idea.removeCoAuthor", { authorId: idea.author.id });
  const removable = (idea.coAuthors ?? []).filter(({ id }) => mayTakeOff || id === viewer.userId);
  const boardPath = `/c/${slug}/b/${board.id}`;
  const actions = [
    ...(may(viewer, "idea.edit", { authorId: idea.author.id, coAuthors: idea.coAuthors }) && body
      ? [{ id: "edit", label: t("idea.edit"), run: () => setDialog("edit") }]
      : []),
    ...(removable.length > 0
      ? [{ id: "coAuthors", label: t("coAuthors.title"), run: () => setDialog("coAuthors") }]
      : []),
    ...(may(viewer, "content.hide") && !idea.hidden
      ? [{ id: "hide", label: t("hidden.hide"), run: () => setDialog("hide") }]
      : []),
    ...(may(viewer, "idea.remove", { authorId: idea.author.id })
      ? [
          {
            id: "remove",
            label: t("idea.remove"),
            isDangerous: true,
            run: () => setDialog("remove"),
          },
        ]
      : []),
  ];
  return (
    <header className="grid gap-3">
      <div className="flex items-center justify-between gap-3">
        <StatusChip status={idea.status} />
        <ActionMenu label={t("idea.actions")} actions={actions} />
      </div>
      <h1 className="max-w-3xl text-title font-strong">{idea.title}</h1>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-small text-quiet">
        <span className="inline-flex items-center gap-2">
          <Avatar id={idea.author.id} name={idea.author.name} />
          <span className="text-text">{idea.author.name}</span>
        </span>
        {idea.coAuthors && <span>{t("idea.coAuthors", { names: coAuthors })}</span>}
        <Time at={idea.createdAt} />
        {idea.editedAt !== undefined && (
          <span>
            {t("idea.edited")} <Time at={idea.editedAt} />
          </span>
        )}
        {idea.tags.map((tag) => (
          <Link key={tag} to={`${boardPath}?tag=${encodeURIComponent(tag)}`} className={tagStyle}>
            #{tag}
          </Link>
        ))}
      </div>
      {dialog === "edit" && body && (
        <Suspense>
          <IdeaDialog
            boardId={board.id}
            edited={{ idea, body }}
            onClose={close}
            onSaved={(saved) => {
              live.absorb([saved]);
              close();
            }}
          />
        </Suspense>
      )}
      {dialog === "coAuthors" && (
        <Suspense>
          <CoAuthorsDialog
            idea={idea}
            people={removable}
            userId={viewer.userId}
            onClose={close}
            onRemoved={(saved) => live.absorb([saved])}
          />
        </Suspense>
      )}
      {dialog === "hide" && <HideDialog subject={{ type: "idea", id: idea.id }} onClose={close} />}
      {dialog === "remove" && (
        <RemoveDialog
          title={t("idea.removeTitle")}
          question={t("idea.removeSure")}
          command={removeIdea}
          input={{ ideaId: idea.id }}
          onClose={close}
          onRemoved={() => void navigate(boardPath, { replace: true })}
        />
      )}
    </header>
  );
};
