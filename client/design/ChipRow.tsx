import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { chipStyle } from "./chipStyle.ts";

interface ChipRowProps {
  chips: readonly { value: string; label: string; to: string }[];
  /** The value of the one in force. */
  chosen: string;
}

/** Choices as links that wrap where there is room; on a phone they run out of sight, and the one in force is brought back. */
export const ChipRow = ({ chips, chosen }: ChipRowProps) => {
  const row = useRef<HTMLUListElement>(null);
  const at = chips.findIndex(({ value }) => value === chosen);
  useEffect(() => {
    const list = row.current;
    const chip = list?.children[at];
    if (list && chip instanceof HTMLElement) {
      list.scrollLeft = chip.offsetLeft - (list.clientWidth - chip.offsetWidth) / 2;
    }
  }, [at]);
  return (
    <ul
      ref={row}
      className="relative -mx-4 flex max-w-[100vw] gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {chips.map(({ value, label, to }) => (
        <li key={value}>
          <Link to={to} replace aria-current={value === chosen} className={chipStyle}>
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
};
