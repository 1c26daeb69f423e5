import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { ButtonLink } from '../button-link.tsx';
import { ColorSchemeMenu } from './color-scheme-menu.tsx';
import { HeaderSearch } from './header-search.tsx';
import { Logo } from './logo.tsx';
import styles from './site-header.module.css';
import { UserMenu } from './user-menu.tsx';

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
          <ColorSchemeMenu />
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
              <UserMenu user={user} />
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
