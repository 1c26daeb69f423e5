import type { RepositoryResponse } from '@beatflow/shared';
import { lazy, Suspense, useState } from 'react';
import { RefButton } from './ref-button.tsx';
import type { ChosenRef } from './use-chosen-ref.ts';

// The list is heavy, and most who look at a page never open it.
const loadMenu = () => import('./ref-menu.tsx');
const RefMenu = lazy(async () => ({ default: (await loadMenu()).RefMenu }));

export interface RefSwitcherProps {
  repository: RepositoryResponse;
  current: ChosenRef;
  /** The current version in words, for the dialog of a new branch. */
  words?: string;
  onChoose: (ref: string) => void;
}

/** Shows which branch or tag a page is about, and leads to any other: typing searches, arrows and Enter choose. */
export function RefSwitcher(props: RefSwitcherProps) {
  const [wasOpened, setWasOpened] = useState(false);
  const button = (
    <RefButton
      current={props.current}
      isOpen={false}
      isLoading={wasOpened}
      onClick={() => setWasOpened(true)}
      onApproach={() => void loadMenu()}
    />
  );
  return wasOpened ? (
    <Suspense fallback={button}>
      <RefMenu {...props} />
    </Suspense>
  ) : (
    button
  );
}
