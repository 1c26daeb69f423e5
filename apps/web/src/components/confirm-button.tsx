import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import styles from './confirm-button.module.css';

interface ConfirmButtonProps {
  children: string;
  /** What the button is about, for those who hear it without the row around it: “Remove ada”. */
  label: string;
  /** What it says when it asks again: “Really remove?”. */
  question: string;
  onConfirm: () => void;
  isBusy?: boolean;
}

/** A button that asks once more before it does what cannot be undone. */
export function ConfirmButton({ children, label, question, onConfirm, isBusy = false }: ConfirmButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);

  const cancel = () => {
    setIsAsking(false);
    requestAnimationFrame(() => first.current?.focus());
  };
  if (!isAsking) {
    return (
      <Button
        ref={first}
        size="xs"
        variant="default"
        aria-label={label}
        loading={isBusy}
        onClick={() => setIsAsking(true)}
      >
        {children}
      </Button>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape takes the question back wherever in it the focus is
    <span className={styles.question} onKeyDown={(event) => event.key === 'Escape' && cancel()}>
      <Button
        size="xs"
        color="red"
        data-autofocus
        ref={(node: HTMLButtonElement | null) => node?.focus()}
        aria-label={`${question} ${label}`}
        loading={isBusy}
        onClick={onConfirm}
      >
        {question}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={cancel}>
        Cancel
      </Button>
    </span>
  );
}
