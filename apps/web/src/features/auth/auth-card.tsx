import type { ReactNode } from 'react';
import { LogoMark } from '../../components/shell/logo.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import styles from './auth-card.module.css';

/** The frame of the pages at the door. */
export function AuthCard({ title, children, footer }: { title: string; children: ReactNode; footer: ReactNode }) {
  usePageTitle(title);
  return (
    <div className={styles.card}>
      <div className={styles.mark}>
        <LogoMark size={40} />
      </div>
      <h1 className={styles.title}>{title}</h1>
      {children}
      <p className={styles.footer}>{footer}</p>
    </div>
  );
}
