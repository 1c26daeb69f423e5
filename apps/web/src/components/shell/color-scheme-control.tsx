import { lazy, Suspense, useState } from 'react';
import { ColorSchemeButton } from './color-scheme-button.tsx';

const loadMenu = () => import('./color-scheme-menu.tsx');
const ColorSchemeMenu = lazy(async () => ({ default: (await loadMenu()).ColorSchemeMenu }));

/** The button at once; what a menu needs comes at the first sign that somebody wants it. */
export function ColorSchemeControl() {
  const [isWanted, setWanted] = useState(false);
  // What fails now is tried again by the click.
  const prepare = () => void loadMenu().catch(() => undefined);
  const closed = { 'aria-haspopup': 'menu', 'aria-expanded': false } as const;
  if (!isWanted) {
    return <ColorSchemeButton {...closed} onPointerEnter={prepare} onFocus={prepare} onClick={() => setWanted(true)} />;
  }
  return (
    <Suspense fallback={<ColorSchemeButton {...closed} aria-busy />}>
      <ColorSchemeMenu />
    </Suspense>
  );
}
