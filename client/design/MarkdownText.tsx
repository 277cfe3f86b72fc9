import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkCjkFriendly from "remark-cjk-friendly";
import remarkGfm from "remark-gfm";

const components: Components = {
  // The page's own headings are levels 1 and 2.
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h3>{children}</h3>,
  h4: ({ children }) => <h4>{children}</h4>,
  h5: ({ children }) => <h4>{children}</h4>,
  h6: ({ children }) => <h4>{children}</h4>,
  a: ({ href, children }) => (
    <a href={href} rel="nofollow noopener noreferrer ugc">
      {children}
    </a>
  ),
  img: ({ src, alt = "" }) => (
    <img src={src} alt={alt} loading="lazy" referrerPolicy="no-referrer" />
  ),
};

export const MarkdownText = ({ text }: { text: string }) => (
  <ReactMarkdown
    remarkPlugins={[remarkGfm, remarkCjkFriendly]}
    rehypePlugins={[rehypeSanitize]}
    components={components}
  >
    {text}
  </ReactMarkdown>
);
