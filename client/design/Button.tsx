import type { ComponentProps } from "react";
import { focusOnce } from "./focusOnce.ts";
import { type ButtonLook, buttonStyle } from "./buttonStyle.ts";

interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** While its work is under way it stays focused but does nothing more. */
  isPending?: boolean;
  /** The keyboard goes on from here when it appears. */
  takesFocus?: boolean;
}

export const Button = ({
  look,
  size,
  isPending = false,
  takesFocus = false,
  type = "button",
  className = "",
  onClick,
  ...rest
}: ButtonProps) => (
  <button
    {...rest}
    {...(takesFocus && { ref: focusOnce })}
    type={isPending ? "button" : type}
    aria-disabled={isPending || undefined}
    onClick={isPending ? undefined : onClick}
    className={`${buttonStyle({ ...(look && { look }), ...(size && { size }) })} ${isPending ? "animate-breathe" : ""} ${className}`}
  />
);
