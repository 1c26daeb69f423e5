import { IconPlus } from '@tabler/icons-react';
import { ButtonLink } from '../../components/button-link.tsx';
import { Page } from '../../components/page.tsx';
import styles from './home-page.module.css';
import { OwnRepositories } from './own-repositories.tsx';
import { RecentCommits } from './recent-commits.tsx';

export function HomePage() {
  return (
    <Page
      title="Your songs"
      tabTitle=""
      actions={
        <ButtonLink to="/new" leftSection={<IconPlus size={16} aria-hidden />}>
          New song
        </ButtonLink>
      }
    >
      <div className={styles.columns}>
        <OwnRepositories />
        <RecentCommits />
      </div>
    </Page>
  );
}
