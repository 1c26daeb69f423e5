import type { OwnUserResponse } from '@beatflow/shared';
import { Link } from '@tanstack/react-router';
import { Section } from '../../components/section.tsx';
import { DateOnly } from '../../components/time-ago.tsx';
import styles from './settings.module.css';

export function ProfileFacts({ user }: { user: OwnUserResponse }) {
  return (
    <Section title="Profile" tone="panel">
      <dl className={styles.facts}>
        <dt>Username</dt>
        <dd>
          <Link to="/$owner" params={{ owner: user.username }}>
            {user.username}
          </Link>
        </dd>
        <dt>E-mail</dt>
        <dd>{user.email}, seen by you alone</dd>
        <dt>Here since</dt>
        <dd>
          <DateOnly at={user.createdAt} />
        </dd>
      </dl>
    </Section>
  );
}
