import { useAnswers } from "../connection/AnswersContext.ts";
import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { type Board, VOTE_BUDGET_MAX } from "../../shared/boards/board.ts";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { editBoard } from "../../shared/boards/editBoard.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { VisibilityChoice } from "../communities/VisibilityChoice.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { CheckBox } from "../design/CheckBox.tsx";
import { DialogForm } from "../design/DialogForm.tsx";
import { TextField } from "../design/TextField.tsx";

interface BoardDialogProps {
  communityId: CommunityId;
  /** The one to edit; absent to open a new one. */
  board?: Board;
  onClose: () => void;
  onSaved: (board: Board) => void;
}

export const BoardDialog = ({ communityId, board, onClose, onSaved }: BoardDialogProps) => {
  const { t } = useTranslation();
  const answers = useAnswers();
  const create = useCommand(createBoard);
  const edit = useCommand(editBoard);
  const { isPending, failure } = board ? edit : create;
  const { problem, rest } = useFieldProblems(failure, ["name", "purpose", "voteBudget"]);
  const [name, setName] = useState(board?.name ?? "");
  const [purpose, setPurpose] = useState(board?.purpose ?? "");
  const [visibility, setVisibility] = useState(board?.visibility ?? "public");
  const [budget, setBudget] = useState(board?.voteBudget?.toString() ?? "");
  const [postingOpen, setPosting] = useState(board?.postingOpen ?? true);
  const [votingOpen, setVoting] = useState(board?.votingOpen ?? true);
  const [commentingOpen, setCommenting] = useState(board?.commentingOpen ?? true);

  const submit = async () => {
    const voteBudget = budget.trim() === "" ? null : Number(budget);
    const fields = { name, purpose, visibility, voteBudget };
    const reply = board
      ? await edit.send({ boardId: board.id, ...fields, postingOpen, votingOpen, commentingOpen })
      : await create.send({ communityId, ...fields });
    if (reply.ok) {
      await answers.askAgain();
      onClose();
      onSaved(reply.value);
    }
  };

  return (
    <DialogForm
      title={board ? t("board.edit") : t("board.create")}
      action={board ? t("action.save") : t("board.create")}
      isPending={isPending}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t("board.name")}
        problem={problem("name")}
        value={name}
        onValue={setName}
        maxLength={80}
        required
      />
      <TextField
        multiline
        rows={3}
        label={t("board.purpose")}
        help={t("board.purposeHelp")}
        problem={problem("purpose")}
        value={purpose}
        onValue={setPurpose}
        maxLength={2000}
      />
      <VisibilityChoice
        value={visibility}
        onValue={setVisibility}
        privateHelp={t("board.privateHelp")}
      />
      {board && (
        <fieldset className="grid gap-1">
          <legend className="font-strong">{t("board.open")}</legend>
          <CheckBox label={t("board.openPosting")} isOn={postingOpen} onChange={setPosting} />
          <CheckBox label={t("board.openVoting")} isOn={votingOpen} onChange={setVoting} />
          <CheckBox
            label={t("board.openCommenting")}
            isOn={commentingOpen}
            onChange={setCommenting}
          />
        </fieldset>
      )}
      <TextField
        label={t("board.voteBudget")}
        help={t("board.voteBudgetHelp")}
        problem={problem("voteBudget")}
        value={budget}
        onValue={setBudget}
        type="number"
        inputMode="numeric"
        min={1}
        max={VOTE_BUDGET_MAX}
      />
    </DialogForm>
  );
};
