import { Page } from '../../components/page.tsx';
import styles from './home-page.module.css';
import { OwnRepositories } from './own-repositories.tsx';
import { RecentCommits } from './recent-commits.tsx';

export function HomePage() {
  return (
    <Page title="Your songs" tabTitle="">
      <div className={styles.columns}>
        <OwnRepositories />
        <RecentCommits />
      </div>
    </Page>
  );
}
