import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkCjkFriendly from "remark-cjk-friendly";
import remarkGfm from "remark-gfm";
import { useTranslation } from "../language/useTranslation.ts";

const TaskMark = ({ isDone }: { isDone: boolean }) => {
  const { t } = useTranslation();
  return (
    <input
      type="checkbox"
      disabled
      checked={isDone}
      aria-label={isDone ? t("markdown.done") : t("markdown.open")}
    />
  );
};

const shared: Components = {
  a: ({ href, children }) => (
    <a href={href} rel="nofollow noopener noreferrer ugc">
      {children}
    </a>
  ),
  img: ({ src, alt = "" }) => (
    <img src={src} alt={alt} loading="lazy" referrerPolicy="no-referrer" />
  ),
  input: ({ checked }) => <TaskMark isDone={checked === true} />,
};

// However deep people begin, their headings stand right below the page's own, and none is left out.
const below = (Heading: "h2" | "h3"): Components => {
  const one: Components["h1"] = ({ children }) => <Heading>{children}</Heading>;
  return { ...shared, h1: one, h2: one, h3: one, h4: one, h5: one, h6: one };
};

const components = { h2: below("h2"), h3: below("h3") };

export const MarkdownText = ({ text, headings }: { text: string; headings: "h2" | "h3" }) => (
  <ReactMarkdown
    remarkPlugins={[remarkGfm, remarkCjkFriendly]}
    rehypePlugins={[rehypeSanitize]}
    components={components[headings]}
  >
    {text}
  </ReactMarkdown>
);
