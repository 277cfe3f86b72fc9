import { create } from "zustand";

const useAnnouncement = create<{ text: string; count: number }>(() => ({ text: "", count: 0 }));

/** Has a screen reader say something when it has finished what it is saying. */
export const announce = (text: string): void =>
  useAnnouncement.setState(({ count }) => ({ text, count: count + 1 }));

export const Announcer = () => {
  const { text, count } = useAnnouncement();
  return (
    // Marked for the dialogs' library, which shuts off all else that lies behind a dialog.
    <div data-live-announcer aria-live="polite" className="sr-only">
      {/* A new node each time, so that the same words twice are said twice. */}
      <span key={count}>{text}</span>
    </div>
  );
};
