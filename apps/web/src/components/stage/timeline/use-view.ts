import { createContext, useContext, useSyncExternalStore } from 'react';
import type { View, ViewStore } from './view-store.ts';

export const ViewContext = createContext<ViewStore | null>(null);

export function useViewStore(): ViewStore {
  const store = useContext(ViewContext);
  if (store === null) throw new Error('The timeline is used outside of the listening panel.');
  return store;
}

export function useView(): View {
  const store = useViewStore();
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
}
