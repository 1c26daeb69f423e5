import { type RefObject, useLayoutEffect, useState } from 'react';

/** Where an element stands on the page and how wide it is, in pixels; also after something above it has grown. */
export function usePlace(element: RefObject<HTMLElement | null>): { top: number; width: number } {
  const [place, setPlace] = useState({ top: 0, width: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const box = element.current?.getBoundingClientRect();
      if (!box) return;
      const [top, width] = [Math.round(box.top + window.scrollY), Math.round(box.width)];
      setPlace((known) => (known.top === top && known.width === width ? known : { top, width }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return place;
}
