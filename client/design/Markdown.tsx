import { lazy, Suspense } from "react";

const MarkdownText = lazy(async () => ({
  default: (await import("./MarkdownText.tsx")).MarkdownText,
}));

interface MarkdownProps {
  text: string;
  /** The level of its headings: the one below the heading it stands under. */
  headings?: "h2" | "h3";
  className?: string;
}

/** What people wrote, in Markdown. Its words stand there at once; its shape comes when the reader for it has loaded. */
export const Markdown = ({ text, headings = "h3", className = "" }: MarkdownProps) => (
  <div className={`prose ${className}`}>
    <Suspense fallback={<p className="whitespace-pre-line">{text}</p>}>
      <MarkdownText text={text} headings={headings} />
    </Suspense>
  </div>
);
