import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

interface SectionProps {
  title: string;
  id?: string;
  /** 1 where the section is what the page is about. */
  level?: 1 | 2;
  lead?: ReactNode;
  actions?: ReactNode;
  tone?: 'plain' | 'panel' | 'danger';
  children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Section({ title, id, level = 2, lead, actions, tone = 'plain', children }: SectionProps) {
  const headingId = useId();
  const Heading = `h${level}` as const;
  return (
    <section id={id} aria-labelledby={headingId} className={styles.section} data-tone={tone}>
      <div className={styles.top}>
        <div>
          <Heading id={headingId} className={styles.title}>
            {title}
          </Heading>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
