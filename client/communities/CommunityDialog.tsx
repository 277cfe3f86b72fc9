import { useAnswers } from "../connection/AnswersContext.ts";
import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { type Community, PURPOSE_MAX } from "../../shared/communities/community.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { useCommand } from "../connection/useCommand.ts";
import { useFieldProblems } from "../connection/useFieldProblems.ts";
import { DialogForm } from "../design/DialogForm.tsx";
import { TextField } from "../design/TextField.tsx";
import { AccentChoice } from "./AccentChoice.tsx";
import { VisibilityChoice } from "./VisibilityChoice.tsx";

interface CommunityDialogProps {
  /** The one to edit; absent to open a new one. */
  community?: Community;
  onClose: () => void;
  onSaved: (community: Community) => void;
}

export const CommunityDialog = ({ community, onClose, onSaved }: CommunityDialogProps) => {
  const { t } = useTranslation();
  const answers = useAnswers();
  const create = useCommand(createCommunity);
  const edit = useCommand(editCommunity);
  const { isPending, failure } = community ? edit : create;
  const { problem, rest } = useFieldProblems(failure, ["name", "slug", "purpose", "promise"]);
  const [name, setName] = useState(community?.name ?? "");
  const [slug, setSlug] = useState("");
  const [purpose, setPurpose] = useState(community?.purpose ?? "");
  const [promise, setPromise] = useState(community?.promise ?? "");
  const [accent, setAccent] = useState(community?.accent ?? "clay");
  const [visibility, setVisibility] = useState(community?.visibility ?? "public");

  const submit = async () => {
    const fields = { name, purpose, promise, visibility, accent };
    const reply = community
      ? await edit.send({ communityId: community.id, ...fields })
      : await create.send({ ...fields, ...(slug.trim() !== "" && { slug: slug.trim() }) });
    if (reply.ok) {
      await answers.askAgain();
      onClose();
      onSaved(reply.value);
    }
  };

  return (
    <DialogForm
      title={community ? t("community.edit") : t("community.create")}
      action={community ? t("action.save") : t("community.create")}
      isPending={isPending}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t("community.name")}
        problem={problem("name")}
        value={name}
        onValue={setName}
        maxLength={80}
        required
      />
      {!community && (
        <TextField
          label={t("community.slug")}
          help={t("community.slugHelp")}
          problem={problem("slug")}
          value={slug}
          onValue={setSlug}
          maxLength={40}
        />
      )}
      <TextField
        multiline
        rows={3}
        label={t("community.purpose")}
        help={t("community.purposeHelp")}
        problem={problem("purpose")}
        value={purpose}
        onValue={setPurpose}
        maxLength={PURPOSE_MAX}
      />
      <TextField
        multiline
        rows={3}
        label={t("community.promise")}
        help={t("community.promiseHelp")}
        problem={problem("promise")}
        value={promise}
        onValue={setPromise}
        maxLength={PURPOSE_MAX}
      />
      <VisibilityChoice
        value={visibility}
        onValue={setVisibility}
        privateHelp={t("community.privateHelp")}
      />
      <AccentChoice value={accent} onValue={setAccent} />
    </DialogForm>
  );
};
