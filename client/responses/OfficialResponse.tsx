import { BadgeCheck } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import type { Response } from "../../shared/responses/response.ts";
import { Markdown } from "../design/Markdown.tsx";
import { StatusChip } from "../ideas/StatusChip.tsx";
import { Time } from "../language/Time.tsx";

const Signature = ({ response }: { response: Response }) => {
  const { t } = useTranslation();
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-quiet">
      <span className="text-text">{response.author.name}</span>
      <Time at={response.createdAt} />
      {response.status && (
        <span className="inline-flex items-center gap-2">
          {t("response.moved")} <StatusChip status={response.status} />
        </span>
      )}
    </p>
  );
};

/** The brand's word: the one thing on an idea that looks like nothing else there. Earlier words stay readable. */
export const OfficialResponse = ({
  inForce,
  earlier,
}: {
  inForce: Response;
  earlier: readonly Response[];
}) => {
  const { t } = useTranslation();
  return (
    <section
      aria-labelledby="official"
      className="overflow-hidden rounded-lg border-2 border-accent bg-raised"
    >
      <h2
        id="official"
        className="flex items-center gap-2 bg-accent px-5 py-2.5 font-strong text-on-accent"
      >
        <BadgeCheck aria-hidden size={20} />
        {t("response.title")}
      </h2>
      <div className="grid gap-3 px-5 py-4">
        <Markdown text={inForce.text} />
        <Signature response={inForce} />
      </div>
      {earlier.length > 0 && (
        <details className="border-t border-line px-5 py-3">
          <summary className="min-h-6 text-small text-quiet hover:text-text">
            {t("response.earlier", { count: earlier.length })}
          </summary>
          <ol className="mt-3 grid gap-5">
            {earlier.map((response) => (
              <li key={response.id} className="grid gap-2 border-l-2 border-line pl-4">
                <Markdown text={response.text} />
                <Signature response={response} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
};
