import { SmilePlus } from "lucide-react";
import { useState } from "react";
import { Reaction } from "../../shared/documents/documentComment.ts";
import {
  reactToDocumentComment,
  unreactToDocumentComment,
} from "../../shared/documents/documentComments.ts";
import type { DocumentCommentId } from "../../shared/protocol/ids.ts";
import { useCommand } from "../connection/useCommand.ts";
import { useTranslation } from "../language/useTranslation.ts";

const faces: Record<Reaction, string> = {
  like: "👍",
  love: "❤️",
  celebrate: "🎉",
  thanks: "🙏",
  think: "🤔",
  look: "👀",
};

interface ReactionBarProps {
  commentId: DocumentCommentId;
  reactions: readonly { reaction: Reaction; count: number; isOwn: boolean }[];
  mayReact: boolean;
  onChanged: () => void;
}

const chip =
  "inline-flex min-h-8 items-center gap-1 rounded-full border border-line px-2 text-small tabular-nums hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent/12 pointer-coarse:min-h-11";

export const ReactionBar = ({ commentId, reactions, mayReact, onChanged }: ReactionBarProps) => {
  const { t } = useTranslation();
  const react = useCommand(reactToDocumentComment);
  const unreact = useCommand(unreactToDocumentComment);
  const [isChoosing, setChoosing] = useState(false);
  const toggle = async (reaction: Reaction, isOwn: boolean) => {
    setChoosing(false);
    await (isOwn ? unreact : react).send({ commentId, reaction });
    onChanged();
  };
  const others = Reaction.options.filter(
    (option) => !reactions.some(({ reaction }) => reaction === option),
  );
  return (
    <div className="flex flex-wrap items-center gap-1">
      {reactions.map(({ reaction, count, isOwn }) => (
        <button
          key={reaction}
          type="button"
          disabled={!mayReact}
          aria-pressed={isOwn}
          aria-label={`${t(`reaction.${reaction}`)} ${count}`}
          onClick={() => void toggle(reaction, isOwn)}
          className={chip}
        >
          <span aria-hidden>{faces[reaction]}</span> {count}
        </button>
      ))}
      {mayReact && others.length > 0 && (
        <button
          type="button"
          aria-expanded={isChoosing}
          aria-label={t("reaction.add")}
          onClick={() => setChoosing(!isChoosing)}
          className="grid size-8 place-items-center rounded-full text-quiet hover:bg-sunken hover:text-text pointer-coarse:size-11"
        >
          <SmilePlus aria-hidden size={16} />
        </button>
      )}
      {isChoosing &&
        others.map((reaction) => (
          <button
            key={reaction}
            type="button"
            aria-label={t(`reaction.${reaction}`)}
            title={t(`reaction.${reaction}`)}
            onClick={() => void toggle(reaction, false)}
            className={chip}
          >
            <span aria-hidden>{faces[reaction]}</span>
          </button>
        ))}
    </div>
  );
};
