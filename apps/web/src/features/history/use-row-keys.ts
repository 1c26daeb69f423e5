import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { findNextRow } from './find-next-row.ts';

/** One stop for Tab in a long list, which arrows, Page Up and Down, Home and End move; the row need not be drawn yet. */
export function useRowKeys(list: RefObject<HTMLElement | null>, count: number) {
  const [chosen, setChosen] = useState(0);
  const active = Math.min(chosen, Math.max(0, count - 1));
  const wantsFocus = useRef(false);

  // After each drawing: a row that was far away is there only once the list has scrolled to it.
  useEffect(() => {
    if (!wantsFocus.current) return;
    const link = list.current?.querySelector<HTMLElement>(`[data-index="${active}"] [data-main]`);
    if (!link) return;
    wantsFocus.current = false;
    link.focus({ preventScroll: true });
  });

  const move = (event: KeyboardEvent, scrollTo: (index: number) => void) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = findNextRow(event.key, active, count);
    if (next === null) return;
    event.preventDefault();
    wantsFocus.current = true;
    setChosen(next);
    scrollTo(next);
  };
  const follow = ({ target }: { target: EventTarget }) => {
    const index = (target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index;
    if (index !== undefined) setChosen(Number(index));
  };
  return { active, move, follow };
}
