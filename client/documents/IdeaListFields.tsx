import type { Board } from "../../shared/boards/board.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { IdeaSort } from "../../shared/ideas/ideaSort.ts";
import { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { PAGE_MAX } from "../../shared/protocol/page.ts";
import { useAsk } from "../connection/useAsk.ts";
import { SelectField } from "../design/SelectField.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { EMBEDDED_IDEAS, type EmbeddedList } from "./reference.ts";

const COUNTS = [3, EMBEDDED_IDEAS, 10, 20] as const;
const ANY = "";

interface IdeaListFieldsProps {
  boards: readonly Board[];
  list: EmbeddedList;
  onList: (list: EmbeddedList) => void;
}

/** Which ideas a list within a text shows, in which order, and how many. */
export const IdeaListFields = ({ boards, list, onList }: IdeaListFieldsProps) => {
  const { t } = useTranslation();
  const { value } = useAsk(getBoard, { boardId: list.id, limit: PAGE_MAX });
  const used = value?.ideas.flatMap(({ tags }) => tags) ?? [];
  const tags = [...new Set([...used, ...(list.tag ? [list.tag] : [])])].toSorted((a, b) =>
    a.localeCompare(b),
  );
  const any = { value: ANY, label: t("board.anyStatus") };
  return (
    <>
      <SelectField
        label={t("embed.board")}
        value={String(list.id)}
        options={boards.map(({ id, name }) => ({ value: String(id), label: name }))}
        onValue={(chosen) => {
          const board = boards.find(({ id }) => id === chosen);
          if (board) {
            // The tags of one board say nothing on another.
            onList({ ...list, id: board.id, tag: null });
          }
        }}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t("embed.status")}
          value={list.status ?? ANY}
          options={[
            any,
            ...IdeaStatus.options.map((status) => ({
              value: status,
              label: t(`status.${status}`),
            })),
          ]}
          onValue={(status) =>
            onList({ ...list, status: IdeaStatus.safeParse(status).data ?? null })
          }
        />
        <SelectField
          label={t("embed.tag")}
          value={list.tag ?? ANY}
          options={[any, ...tags.map((tag) => ({ value: tag, label: `#${tag}` }))]}
          onValue={(tag) => onList({ ...list, tag: tag === ANY ? null : tag })}
        />
        <SelectField
          label={t("embed.order")}
          value={list.sort ?? "top"}
          options={IdeaSort.options.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
          onValue={(sort) => onList({ ...list, sort })}
        />
        <SelectField
          label={t("embed.count")}
          value={String(list.count ?? EMBEDDED_IDEAS)}
          options={COUNTS.map((count) => ({ value: String(count), label: String(count) }))}
          onValue={(count) => onList({ ...list, count: Number(count) })}
        />
      </div>
    </>
  );
};
