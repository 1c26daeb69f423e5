import { getRouteApi } from '@tanstack/react-router';
import { CommitView } from '../features/version/commit-view.tsx';

const route = getRouteApi('/$owner/$name/commit/$commitId');

export function CommitPage() {
  const { owner, name, commitId } = route.useParams();
  return <CommitView owner={owner} name={name} commitId={commitId} />;
}
