import { useEffect } from "react";
import { useNavigate } from "react-router";

/** Ctrl or ⌘ with K leads to the search from everywhere in a community. */
export const useSearchKey = (slug: string): void => {
  const navigate = useNavigate();
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        void navigate(`/c/${slug}/search`);
      }
    };
    window.addEventListener("keydown", go);
    return () => window.removeEventListener("keydown", go);
  }, [navigate, slug]);
};
