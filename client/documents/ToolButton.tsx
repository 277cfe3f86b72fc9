import type { LucideIcon } from "lucide-react";

interface ToolButtonProps {
  label: string;
  icon: LucideIcon;
  isOn?: boolean;
  isDisabled?: boolean;
  onPress: () => void;
}

/** A tool of the editor. Pressing it leaves the caret where it is. */
export const ToolButton = ({
  label,
  icon: Icon,
  isOn,
  isDisabled = false,
  onPress,
}: ToolButtonProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    aria-pressed={isOn}
    disabled={isDisabled}
    onMouseDown={(event) => event.preventDefault()}
    onClick={onPress}
    className="grid size-9 shrink-0 place-items-center rounded-md text-quiet hover:bg-sunken hover:text-text aria-pressed:bg-accent/12 aria-pressed:text-accent disabled:opacity-40 pointer-coarse:size-11"
  >
    <Icon aria-hidden size={18} />
  </button>
);
