import { useLocation } from '@tanstack/react-router';
import { useSession } from '../api/session.ts';
import { ButtonLink } from './button-link.tsx';
import { SilentWave } from './drawings/silent-wave.tsx';
import { MessageView } from './message-view.tsx';
import { usePageTitle } from './use-page-title.ts';

/** The page for an address that leads nowhere. */
export function NotFoundPage() {
  return <NotFoundView what="page" />;
}

/** Says that something is not there, or not for this person's eyes: which of the two stays private. */
export function NotFoundView({ what }: { what: 'page' | 'song' | 'version' | 'person' }) {
  const { user } = useSession();
  const returnTo = useLocation({ select: ({ href }) => href });
  usePageTitle('Not found');
  return (
    <MessageView
      level={1}
      drawing={<SilentWave />}
      title={`There is no such ${what} here`}
      actions={
        <>
          {user === null && what !== 'page' && (
            <ButtonLink to="/sign-in" search={{ returnTo }}>
              Sign in
            </ButtonLink>
          )}
          <ButtonLink variant="default" to="/explore">
            Explore public songs
          </ButtonLink>
        </>
      }
    >
      <p>{words[what]}</p>
      {user === null && what !== 'page' && <p>If it was shared with you, sign in to see it.</p>}
    </MessageView>
  );
}

const words = {
  page: 'The address leads nowhere. It may have been typed wrong, or the page has moved.',
  song: 'It may have been renamed or deleted, or it is private and not shared with you.',
  version: 'This song has no such version, or the address was cut short.',
  person: 'Nobody here goes by this name.',
};
