import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useSession } from '../../api/session.ts';
import { ButtonLink } from '../button-link.tsx';
import { UserMark } from '../user-mark.tsx';
import { ColorSchemeControl } from './color-scheme-control.tsx';
import { HeaderSearch } from './header-search.tsx';
import { Logo } from './logo.tsx';
import styles from './site-header.module.css';

// It opens on a click, which is long after the first paint.
const UserMenu = lazy(async () => ({ default: (await import('./user-menu.tsx')).UserMenu }));

export function SiteHeader() {
  const { user } = useSession();
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link to="/" className={styles.home} aria-label="BeatFlow, start">
          <Logo />
        </Link>
        <nav aria-label="Site" className={styles.nav}>
          <Link to="/explore" className={styles.link} activeOptions={{ includeSearch: false }}>
            Explore
          </Link>
        </nav>
        <HeaderSearch />
        <div className={styles.end}>
          <ColorSchemeControl />
          {user && (
            <>
              <ButtonLink
                to="/new"
                size="xs"
                variant="default"
                className={styles.new}
                aria-label="New song"
                leftSection={<IconPlus size={15} aria-hidden />}
              >
                New song
              </ButtonLink>
              <Suspense fallback={<UserMark username={user.username} size={30} />}>
                <UserMenu user={user} />
              </Suspense>
            </>
          )}
          {user === null && <VisitorLinks />}
        </div>
      </div>
    </header>
  );
}

function VisitorLinks() {
  return (
    <>
      <Link to="/sign-in" className={styles.link}>
        Sign in
      </Link>
      <ButtonLink to="/sign-up" size="xs" className={styles.signUp}>
        Sign up
      </ButtonLink>
    </>
  );
}
