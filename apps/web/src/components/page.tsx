import type { ReactNode } from 'react';
import styles from './page.module.css';
import { usePageTitle } from './use-page-title.ts';

interface PageProps {
  title: string;
  /** The name in the browser's tab where it differs from the heading. */
  tabTitle?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

/** A page with one heading, what it is about, and what can be done on it. */
export function Page({ title, tabTitle = title, lead, actions, width = 'wide', children }: PageProps) {
  usePageTitle(tabTitle);
  return (
    <div className={styles.page} data-width={width}>
      <div className={styles.top}>
        <div>
          <h1 className={styles.title}>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
