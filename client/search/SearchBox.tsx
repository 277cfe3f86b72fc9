import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { SEARCH_TEXT_MAX } from "../../shared/search/findHits.ts";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

/** So long after the last key that it is not searched for every letter. */
const PAUSE_MS = 250;

interface SearchBoxProps {
  text: string;
  onText: (text: string) => void;
}

/** Searches while one writes, but not for the letters with which Chinese is put together. */
export const SearchBox = ({ text, onText }: SearchBoxProps) => {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const [written, setWritten] = useState(text);
  const [isComposing, setComposing] = useState(false);
  const [shown, setShown] = useState(text);

  // After the page has taken the focus, as each new page does.
  useEffect(() => {
    const frame = requestAnimationFrame(() => form.current?.querySelector("input")?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);

  // Going back in the browser's history brings another text.
  if (shown !== text) {
    setShown(text);
    if (text !== written.trim()) {
      setWritten(text);
    }
  }

  useEffect(() => {
    const wanted = written.trim();
    if (isComposing || wanted === text) {
      return undefined;
    }
    const timer = setTimeout(() => onText(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [written, isComposing, text, onText]);

  return (
    <search>
      <form
        ref={form}
        className="relative [&_input]:pl-10"
        onSubmit={(event) => {
          event.preventDefault();
          onText(written.trim());
        }}
      >
        <TextField
          label={t("search.label")}
          isLabelHidden
          type="search"
          name="q"
          placeholder={t("search.label")}
          maxLength={SEARCH_TEXT_MAX}
          autoComplete="off"
          enterKeyHint="search"
          value={written}
          onValue={setWritten}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
        />
        <Search
          aria-hidden
          size={18}
          className="pointer-events-none absolute top-3.5 left-3 text-quiet"
        />
      </form>
    </search>
  );
};
