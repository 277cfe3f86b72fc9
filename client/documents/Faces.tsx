import { useCallback, useSyncExternalStore } from "react";
import type { Awareness } from "y-protocols/awareness";
import { z } from "zod";
import { Avatar } from "../design/Avatar.tsx";
import { intlLocale } from "../language/locale.ts";
import { useLocale } from "../language/useLocale.ts";
import { useTranslation } from "../language/useTranslation.ts";

const SHOWN = 4;

const AtWork = z.object({ user: z.object({ id: z.string(), name: z.string() }) });

const namesOf = (awareness: Awareness): string => {
  const people = new Map<string, string>();
  for (const [client, state] of awareness.getStates()) {
    const { data } = AtWork.safeParse(state);
    if (data && client !== awareness.clientID) {
      people.set(data.user.id, data.user.name);
    }
  }
  return JSON.stringify([...people]);
};

const People = z.array(z.tuple([z.string(), z.string()]));

/** Who else is at work in the document: a handful of faces and a number. */
export const Faces = ({ awareness }: { awareness: Awareness }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const watch = useCallback(
    (listener: () => void) => {
      awareness.on("change", listener);
      return () => awareness.off("change", listener);
    },
    [awareness],
  );
  const people = People.parse(JSON.parse(useSyncExternalStore(watch, () => namesOf(awareness))));
  if (people.length === 0) {
    return undefined;
  }
  const names = new Intl.ListFormat(intlLocale[locale]).format(people.map(([, name]) => name));
  return (
    <p title={names} className="flex items-center -space-x-1.5">
      <span className="sr-only">{t("editor.here", { names })}</span>
      {people.slice(0, SHOWN).map(([id, name]) => (
        <span key={id} className="rounded-full border-2 border-surface">
          <Avatar id={id} name={name} size={26} />
        </span>
      ))}
      {people.length > SHOWN && (
        <span aria-hidden className="pl-3 text-small text-quiet tabular-nums">
          +{people.length - SHOWN}
        </span>
      )}
    </p>
  );
};
