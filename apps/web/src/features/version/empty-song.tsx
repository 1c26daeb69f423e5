import type { RepositoryResponse } from '@beatflow/shared';
import { canWrite } from '../../api/use-repository.ts';
import { SilentWave } from '../../components/drawings/silent-wave.tsx';
import { MessageView } from '../../components/message-view.tsx';

/** A song without a version, for those who can only wait for one; for others the drop zone above says what to do. */
export function EmptySong({ repository }: { repository: RepositoryResponse }) {
  if (canWrite(repository)) return null;
  return (
    <MessageView title="Nothing to hear yet" drawing={<SilentWave />}>
      <p>{repository.ownerUsername} has not pushed a first version of this song.</p>
    </MessageView>
  );
}
