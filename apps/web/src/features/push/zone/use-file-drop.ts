import { useEffect, useEffectEvent, useState } from 'react';
import { readDrop } from '../drop/read-drop.ts';
import type { ChosenFile } from '../drop/sort-files.ts';

/** Takes files that are dropped anywhere on the page; answers whether files are being dragged over it. */
export function useFileDrop(isActive: boolean, onDrop: (files: Promise<ChosenFile[]>) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent(onDrop);

  useEffect(() => {
    if (!isActive) return;
    // Each element that the pointer crosses tells of entering and leaving; only when all are left, the page is.
    let depth = 0;
    const end = () => {
      depth = 0;
      setIsOver(false);
    };
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setIsOver(true);
    };
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Without this, the browser would leave the page and open the file.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) end();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      end();
      take(readDrop(event.dataTransfer));
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      end();
    };
  }, [isActive]);

  return isOver;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
