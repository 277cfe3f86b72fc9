import { lazy, Suspense } from "react";

const MarkdownText = lazy(async () => ({
  default: (await import("./MarkdownText.tsx")).MarkdownText,
}));

/** What people wrote, in Markdown. Its words stand there at once; its shape comes when the reader for it has loaded. */
export const Markdown = ({ text, className = "" }: { text: string; className?: string }) => (
  <div className={`prose ${className}`}>
    <Suspense fallback={<p className="whitespace-pre-line">{text}</p>}>
      <MarkdownText text={text} />
    </Suspense>
  </div>
);
