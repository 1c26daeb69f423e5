import { lazy, Suspense, useState } from 'react';

const HelpSheet = lazy(async () => ({ default: (await import('./help-sheet.tsx')).HelpSheet }));

/** The help sheet, fetched when somebody first opens it. */
export function LazyHelpSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [isWanted, setWanted] = useState(isOpen);
  if (isOpen && !isWanted) setWanted(true);
  if (!isWanted) return null;
  return (
    <Suspense>
      <HelpSheet isOpen={isOpen} onClose={onClose} />
    </Suspense>
  );
}
