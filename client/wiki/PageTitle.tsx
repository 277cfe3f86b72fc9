import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { editPage } from "../../shared/wiki/editPage.ts";
import { type Page, PAGE_TITLE_MAX } from "../../shared/wiki/page.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { isMadeNow } from "./madeNow.ts";

const style = "text-title font-strong sm:text-display sm:leading-[1.2]";

interface PageTitleProps {
  page: Page;
  onSaved: () => void;
  /** Enter leads on from here. */
  onDone: () => void;
}

/** On a page that was made just now the caret stands in the title, at its end. */
const useFirstFocus = (field: RefObject<HTMLTextAreaElement | null>) => {
  const navigate = useNavigate();
  const { state } = useLocation();
  const isNew = isMadeNow(state);
  useEffect(() => {
    const element = field.current;
    if (isNew && element) {
      element.focus();
      element.setSelectionRange(element.value.length, element.value.length);
      // Once: not on coming back to the page.
      void navigate(".", { replace: true });
    }
  }, [isNew, field, navigate]);
};

/** A page's name. Who may edit the page changes it in its place. */
export const PageTitle = ({ page, onSaved, onDone }: PageTitleProps) => {
  const { t } = useTranslation();
  const { send, failure, forget } = useCommand(editPage);
  const [draft, setDraft] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  useFirstFocus(field);
  if (page.rights !== "edit") {
    return <h1 className={style}>{page.title}</h1>;
  }
  const title = draft ?? page.title;

  const save = async () => {
    if (draft === undefined || draft.trim() === "" || draft.trim() === page.title) {
      setDraft(undefined);
      return;
    }
    const reply = await send({ pageId: page.id, title: draft });
    if (reply.ok) {
      onSaved();
      setDraft(undefined);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === "Enter") {
      event.preventDefault();
      // Leaving it saves it.
      event.currentTarget.blur();
      onDone();
    } else if (event.key === "Escape") {
      forget();
      setDraft(undefined);
    }
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {/* Beside the field, not around it: a heading's name would be the title twice. */}
      <h1 className="sr-only">{page.title}</h1>
      <textarea
        ref={field}
        rows={1}
        aria-label={t("wiki.title")}
        value={title}
        maxLength={PAGE_TITLE_MAX}
        onChange={(event) => setDraft(event.target.value.replaceAll("\n", " "))}
        onBlur={() => void save()}
        onKeyDown={onKeyDown}
        className={`${style} -mx-2 block field-sizing-content w-[calc(100%+1rem)] resize-none rounded-md bg-transparent px-2 pb-1 hover:bg-sunken/60 focus:bg-raised`}
      />
      <FailureNote failure={failure} />
    </div>
  );
};
