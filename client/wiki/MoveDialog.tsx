import { useState } from "react";
import { movePage } from "../../shared/wiki/movePage.ts";
import type { PageNode } from "../../shared/wiki/page.ts";
import type { Failure } from "../connection/clientReply.ts";
import { useCommand } from "../connection/useCommand.ts";
import { DialogForm } from "../design/DialogForm.tsx";
import { SelectField } from "../design/SelectField.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { findBranch, flatPages, idsWithin, type PageBranch, type Place } from "./pageForest.ts";

/** Where somebody has put it, and why it could not stay there. */
export interface RefusedMove {
  place: Place;
  failure: Failure;
}

interface MoveDialogProps {
  page: PageNode;
  forest: readonly PageBranch[];
  refused?: RefusedMove | undefined;
  onClose: () => void;
  onMoved: () => void;
}

const TOP = "";

/** Moving without a mouse: below which page, and after which of those there. */
export const MoveDialog = ({ page, forest, refused, onClose, onMoved }: MoveDialogProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure, forget } = useCommand(movePage);
  const [before, setBefore] = useState(refused?.failure);
  const [parent, setParent] = useState<string>((refused?.place ?? page).parentId ?? TOP);
  const [after, setAfter] = useState<string>(refused?.place.after ?? TOP);
  const own = findBranch(forest, page.id);
  const within = own ? idsWithin(own) : [page.id];
  const parents = flatPages(forest).filter(
    ({ page: other }) => other.rights === "edit" && !within.includes(other.id),
  );
  const parentPage = parents.find(({ page: other }) => other.id === parent)?.page;
  const beside = (parentPage ? (findBranch(forest, parentPage.id)?.below ?? []) : forest)
    .map((branch) => branch.page)
    .filter(({ id }) => id !== page.id);

  const forgetFailure = () => {
    setBefore(undefined);
    forget();
  };
  const submit = async () => {
    setBefore(undefined);
    const afterId = beside.find(({ id }) => id === after)?.id;
    const reply = await send({
      pageId: page.id,
      ...(parentPage && { parentId: parentPage.id }),
      ...(afterId && { after: afterId }),
    });
    if (reply.ok) {
      onClose();
      onMoved();
    }
  };

  return (
    <DialogForm
      title={t("wiki.moveTitle", { title: page.title })}
      action={t("wiki.move")}
      isPending={isPending}
      failure={failure ?? before}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label={t("wiki.moveBelow")}
        value={parent}
        options={[
          { value: TOP, label: t("wiki.top") },
          ...parents.map(({ page: other, depth }) => ({
            value: String(other.id),
            label: `${"\u2003".repeat(depth)}${other.title}`,
          })),
        ]}
        onValue={(value) => {
          setParent(value);
          setAfter(TOP);
          forgetFailure();
        }}
      />
      <SelectField
        label={t("wiki.moveAfter")}
        value={after}
        options={[
          { value: TOP, label: t("wiki.first") },
          ...beside.map(({ id, title }) => ({ value: String(id), label: title })),
        ]}
        onValue={setAfter}
      />
    </DialogForm>
  );
};
