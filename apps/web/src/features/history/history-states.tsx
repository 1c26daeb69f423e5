import type { RepositoryResponse } from '@beatflow/shared';
import { canWrite } from '../../api/use-repository.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { SilentWave } from '../../components/drawings/silent-wave.tsx';
import { MessageView } from '../../components/message-view.tsx';
import type { HistorySearch } from '../../routes/history-search.ts';

interface StateProps {
  repository: RepositoryResponse;
}

export function NoVersion({ repository }: StateProps) {
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <MessageView
      title="No version yet"
      actions={
        canWrite(repository) && (
          <ButtonLink to="/$owner/$name" params={params}>
            Push the first stems
          </ButtonLink>
        )
      }
    >
      <p>The history begins with the first stems that are pushed.</p>
    </MessageView>
  );
}

export function NoSuchRef({ repository, name, words }: StateProps & { name: string; words: string }) {
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <MessageView
      title={`Nothing here is called “${name}”`}
      actions={
        <ButtonLink to="/$owner/$name/commits" params={params} search={{}} variant="default">
          Show {repository.defaultBranch}
        </ButtonLink>
      }
    >
      <p>{words} A branch may have been renamed or deleted; its versions are kept.</p>
    </MessageView>
  );
}

export function NothingFound({ repository, search }: StateProps & { search: HistorySearch }) {
  const params = { owner: repository.ownerUsername, name: repository.name };
  const { ref, all } = search;
  return (
    <MessageView
      title="No version fits"
      drawing={<SilentWave />}
      actions={
        <ButtonLink
          to="/$owner/$name/commits"
          params={params}
          search={{ ...(ref !== undefined && { ref }), ...(all && { all }) }}
          variant="default"
        >
          Clear the filters
        </ButtonLink>
      }
    >
      <p>Fewer filters find more{all ? '' : ', and other branches may have what you are looking for'}.</p>
    </MessageView>
  );
}
