import { useSession } from '../../api/session.ts';
import { Page } from '../../components/page.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { AccessTokens } from './access-tokens.tsx';
import { AccountUsage } from './account-usage.tsx';
import { ChangePassword } from './change-password.tsx';
import { ProfileFacts } from './profile-facts.tsx';
import { Sessions } from './sessions.tsx';
import styles from './settings.module.css';

export function AccountSettingsPage() {
  const { user } = useSession();
  if (!user) return <PageSkeleton />;
  return (
    <Page title="Settings" lead="Your account on this server.">
      <div className={styles.page}>
        <ProfileFacts user={user} />
        <AccountUsage />
        <ChangePassword />
        <Sessions />
        <AccessTokens />
      </div>
    </Page>
  );
}
