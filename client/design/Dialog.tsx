import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "../language/useTranslation.ts";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet over the page: in the middle on desks, from below on phones. Escape and a tap outside close it. */
export const Dialog = ({ title, onClose, children }: DialogProps) => {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className="fixed inset-0 z-40 flex animate-fade items-end justify-center bg-shade sm:items-center sm:p-6"
    >
      <Modal className="max-h-[92dvh] w-full max-w-xl animate-rise overflow-y-auto rounded-t-lg bg-raised shadow-float sm:rounded-lg">
        <AriaDialog className="p-5 outline-none sm:p-6">
          <div className="mb-4 flex items-start justify-between gap-4">
            <Heading slot="title" level={2} className="text-lead font-strong">
              {title}
            </Heading>
            <button
              type="button"
              aria-label={t("action.close")}
              onClick={onClose}
              className="-m-2 grid size-11 place-items-center rounded-md text-quiet hover:bg-sunken hover:text-text"
            >
              <X aria-hidden size={20} />
            </button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
};
