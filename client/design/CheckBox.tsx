interface CheckBoxProps {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

export const CheckBox = ({ label, isOn, onChange }: CheckBoxProps) => (
  <label className="flex min-h-11 items-center gap-3">
    <input
      type="checkbox"
      checked={isOn}
      onChange={(event) => onChange(event.target.checked)}
      className="size-5"
    />
    {label}
  </label>
);
