import { useAnswers } from "../connection/AnswersContext.ts";
import { UserMinus } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import type { Member } from "../../shared/members/member.ts";
import { removeMember } from "../../shared/members/removeMember.ts";
import { Role } from "../../shared/members/role.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Avatar } from "../design/Avatar.tsx";
import { Button } from "../design/Button.tsx";
import { ConfirmButton } from "../design/ConfirmButton.tsx";
import { SelectField } from "../design/SelectField.tsx";
import { Time } from "../language/Time.tsx";

interface MemberRowProps {
  member: Member;
  communityId: CommunityId;
  mayChange: boolean;
  isSelf: boolean;
}

export const MemberRow = ({ member, communityId, mayChange, isSelf }: MemberRowProps) => {
  const { t } = useTranslation();
  const answers = useAnswers();
  const change = useCommand(setRole);
  const remove = useCommand(removeMember);
  const { user, role, since } = member;

  const after = async (reply: Promise<{ ok: boolean }>) => {
    if ((await reply).ok) {
      await answers.askAgain();
    }
  };

  return (
    <div className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Avatar id={user.id} name={user.name} size={32} />
        <div className="min-w-40 flex-1">
          <p className="font-strong">
            {user.name}
            {isSelf && <span className="ml-2 font-normal text-quiet">{t("members.you")}</span>}
          </p>
          <p className="text-small text-quiet">
            {t("members.since")} <Time at={since} />
          </p>
        </div>
        {mayChange ? (
          <SelectField
            label={t("members.roleOf", { name: user.name })}
            isLabelHidden
            value={role}
            options={Role.options.map((value) => ({ value, label: t(`role.${value}`) }))}
            onValue={(role) => void after(change.send({ communityId, userId: user.id, role }))}
            disabled={change.isPending}
          />
        ) : (
          <span className="text-quiet">{t(`role.${role}`)}</span>
        )}
        {(mayChange || isSelf) && (
          <ConfirmButton
            label={isSelf ? t("members.leave") : t("members.remove", { name: user.name })}
            question={isSelf ? t("members.leaveSure") : t("members.removeSure")}
            isPending={remove.isPending}
            onConfirm={() => void after(remove.send({ communityId, userId: user.id }))}
          >
            <UserMinus aria-hidden size={18} />
          </ConfirmButton>
        )}
      </div>
      <FailureNote failure={change.failure ?? remove.failure} />
      {(change.failure ?? remove.failure) && (
        <Button
          size="small"
          look="quiet"
          onClick={() => {
            change.forget();
            remove.forget();
          }}
        >
          {t("action.close")}
        </Button>
      )}
    </div>
  );
};
