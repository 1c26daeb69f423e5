import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is on the screen, or about to be. */
export function useIsVisible(ref: RefObject<Element | null>): boolean {
  const [isVisible, setVisible] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting } of entries) setVisible(isIntersecting);
      },
      { rootMargin: '200px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isVisible;
}
