import { Skeleton } from "../design/Skeleton.tsx";
import { useTranslation } from "../language/useTranslation.ts";

export const EditorSkeleton = () => {
  const { t } = useTranslation();
  return (
    <output aria-busy aria-label={t("editor.loading")} className="grid gap-3 py-4">
      <Skeleton className="h-5 w-11/12" />
      <Skeleton className="h-5 w-4/5" />
      <Skeleton className="h-5 w-10/12" />
      <Skeleton className="h-5 w-2/3" />
    </output>
  );
};
