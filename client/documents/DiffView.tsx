import { Fragment, useState } from "react";
import type { DiffBlock, DiffPart, DocumentDiff } from "../../shared/documents/documentDiff.ts";
import { Button } from "../design/Button.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { isListed } from "./isListed.ts";

/** Unchanged blocks shown around a change, for its place to be known. */
const AROUND = 1;

const Part = ({ part }: { part: DiffPart }) => {
  if (part.kind === "added") {
    return <ins className="document-added">{part.text}</ins>;
  }
  return part.kind === "removed" ? <del className="document-removed">{part.text}</del> : part.text;
};

const styleOf = ({ type, level = 1 }: DiffBlock): string => {
  if (type === "heading") {
    return level === 1 ? "text-title font-strong" : "text-lead font-strong";
  }
  return type === "codeBlock" ? "rounded-md bg-sunken px-3 py-2 font-mono" : "";
};

const Block = ({ block }: { block: DiffBlock }) => {
  const { t } = useTranslation();
  const side = { same: "", changed: "border-info", added: "border-good", removed: "border-bad" };
  const whole = block.kind === "added" || block.kind === "removed" ? block.kind : undefined;
  const words = block.parts.map(({ kind, text }, index) => (
    // A part has no name but its place.
    // oxlint-disable-next-line react/no-array-index-key
    <Part key={index} part={{ kind: whole ?? kind, text }} />
  ));
  return (
    <div
      // An empty line that came or went is seen by its side.
      className={`min-h-[1lh] border-l-3 pl-3 whitespace-pre-wrap ${side[block.kind] || "border-transparent"} ${styleOf(block)}`}
    >
      {block.kind !== "same" && <span className="sr-only">{t(`diff.${block.kind}`)} </span>}
      {isListed(block.within) && <span aria-hidden>• </span>}
      {words}
    </div>
  );
};

type Stretch = { isFar: boolean; blocks: DiffBlock[]; at: number };

/** What is far from any change is folded away. */
const stretchesOf = (diff: DocumentDiff): Stretch[] => {
  const changed = diff.map(({ kind }) => kind !== "same");
  const stretches: Stretch[] = [];
  diff.forEach((block, at) => {
    const isFar = !changed.slice(Math.max(0, at - AROUND), at + AROUND + 1).includes(true);
    const last = stretches.at(-1);
    if (last?.isFar === isFar) {
      last.blocks.push(block);
    } else {
      stretches.push({ isFar, blocks: [block], at });
    }
  });
  return stretches;
};

const Far = ({ blocks }: { blocks: DiffBlock[] }) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return isOpen ? (
    <Blocks blocks={blocks} />
  ) : (
    <Button look="quiet" size="small" className="justify-self-start" onClick={() => setOpen(true)}>
      {t("diff.same", { count: blocks.length })}
    </Button>
  );
};

const Blocks = ({ blocks }: { blocks: DiffBlock[] }) =>
  blocks.map((block, index) => (
    // A block has no name but its place.
    // oxlint-disable-next-line react/no-array-index-key
    <Block key={index} block={block} />
  ));

/** What was put in and what was taken out, by paragraph and word. */
export const DiffView = ({ diff }: { diff: DocumentDiff }) => {
  const { t } = useTranslation();
  if (diff.every(({ kind }) => kind === "same")) {
    return <p className="py-4 text-quiet">{t("diff.nothing")}</p>;
  }
  return (
    <div className="grid max-w-[70ch] gap-3 py-4">
      {stretchesOf(diff).map(({ isFar, blocks, at }) => (
        <Fragment key={at}>{isFar ? <Far blocks={blocks} /> : <Blocks blocks={blocks} />}</Fragment>
      ))}
    </div>
  );
};
