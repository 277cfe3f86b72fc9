const base =
  "inline-flex items-center justify-center gap-2 rounded-md font-strong transition-colors duration-150 disabled:opacity-60 select-none text-center";

const looks = {
  primary: "bg-accent text-on-accent hover:bg-accent/90",
  plain: "border border-edge/60 bg-raised text-text hover:border-edge hover:bg-sunken",
  quiet: "text-quiet hover:text-text hover:bg-sunken",
  danger: "bg-bad text-on-accent hover:bg-bad/90",
} as const;

const sizes = {
  normal: "min-h-11 px-5 py-2",
  small: "min-h-9 px-3 py-1 text-small",
} as const;

export interface ButtonLook {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
}

/** For buttons, and for links that look like them. */
export const buttonStyle = ({ look = "plain", size = "normal" }: ButtonLook = {}): string =>
  `${base} ${looks[look]} ${sizes[size]}`;
