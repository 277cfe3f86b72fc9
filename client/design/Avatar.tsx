import { personTone } from "./accents.ts";

/** The first letter of a name on a colour that stays with the person. Always beside the name itself. */
export const Avatar = ({ id, name, size = 24 }: { id: string; name: string; size?: number }) => {
  const tone = personTone(id);
  return (
    <span
      aria-hidden
      style={{
        width: size,
        height: size,
        fontSize: size * 0.46,
        color: tone,
        background: `color-mix(in oklab, ${tone} 16%, var(--color-raised))`,
      }}
      className="inline-grid shrink-0 place-items-center rounded-full leading-none font-strong select-none"
    >
      {/\P{M}\p{M}*/u.exec(name)?.[0].toUpperCase()}
    </span>
  );
};
