"use client";

import { type ReactNode, useMemo, useState } from "react";
import { Button as PressButton } from "react-aria-components/Button";
import { Dialog, DialogTrigger, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { ButtonContent, type ButtonVariant, buttonClass } from "./button";
import { classNames } from "./class-names";
import { DialogOutcomeContext } from "./dialog-outcome";
import { Icon, type IconName } from "./icon";
import { useHydrated } from "./use-hydrated";

type ConfirmDialogProps = {
  trigger: string;
  title: string;
  children: ReactNode;
  tone?: "danger" | "neutral";
  variant?: ButtonVariant;
  icon?: IconName;
  size?: "m" | "s";
};

/**
 * Asks before something that is hard to undo. `children` explain it and hold the form that does it. Without
 * JavaScript the same content unfolds in place; a form's answer then stays visible through CSS.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return useHydrated() ? <PressedDialog {...props} /> : <FoldedDialog {...props} />;
}

function toneOf({ tone }: ConfirmDialogProps): string {
  return tone === "danger" ? "tone-bad" : "";
}

function FoldedDialog(props: ConfirmDialogProps) {
  return (
    <details className={classNames("confirm-fold", toneOf(props))}>
      <summary className={buttonClass(props)}>
        <ButtonContent icon={props.icon}>{props.trigger}</ButtonContent>
      </summary>
      <div className="confirm-fold-body">
        <p className="modal-title">{props.title}</p>
        {props.children}
      </div>
    </details>
  );
}

function PressedDialog(props: ConfirmDialogProps) {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState("");
  const outcome = useMemo(
    () => ({
      close: () => setOpen(false),
      done: (message: string) => {
        setOpen(false);
        setDone(message);
      },
    }),
    [],
  );
  return (
    <>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <PressButton className={buttonClass(props)}>
          <ButtonContent icon={props.icon}>{props.trigger}</ButtonContent>
        </PressButton>
        <ModalOverlay className="modal-overlay">
          <Modal className={classNames("modal", toneOf(props))}>
            <Dialog role={props.tone === "danger" ? "alertdialog" : "dialog"} className="modal-dialog">
              <div className="split">
                <Heading slot="title" className="modal-title">
                  {props.tone === "danger" && <Icon name="warn" />}
                  {props.title}
                </Heading>
                <PressButton
                  slot="close"
                  aria-label="關閉"
                  className={buttonClass({ variant: "quiet" }, "button-icon")}
                >
                  <Icon name="close" />
                </PressButton>
              </div>
              <DialogOutcomeContext.Provider value={outcome}>{props.children}</DialogOutcomeContext.Provider>
            </Dialog>
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
      <span role="status" className={done ? "confirm-done" : "visually-hidden"}>
        {done && <Icon name="good" size={14} />}
        {done}
      </span>
    </>
  );
}
