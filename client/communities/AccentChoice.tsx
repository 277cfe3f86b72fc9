import { useId } from "react";
import { Accent } from "../../shared/communities/accent.ts";
import { accents, toneOf } from "../design/accents.ts";
import { useTranslation } from "../language/useTranslation.ts";

/** The community's colour, each shown and named. */
export const AccentChoice = ({
  value,
  onValue,
}: {
  value: Accent;
  onValue: (value: Accent) => void;
}) => {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-strong">{t("community.accent")}</legend>
      <div className="flex flex-wrap gap-2">
        {Accent.options.map((accent) => (
          <label
            key={accent}
            title={t(`accent.${accent}`)}
            className="grid size-11 place-items-center rounded-md border border-line has-checked:border-2 has-checked:border-text has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              checked={accent === value}
              onChange={() => onValue(accent)}
              className="sr-only"
            />
            <span
              aria-hidden
              className="size-6 rounded-full"
              style={{ background: toneOf(accents[accent]) }}
            />
            <span className="sr-only">{t(`accent.${accent}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
