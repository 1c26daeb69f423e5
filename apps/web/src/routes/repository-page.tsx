import { getRouteApi } from '@tanstack/react-router';
import { RepositoryView } from '../features/version/repository-view.tsx';

const route = getRouteApi('/$owner/$name/');

export function RepositoryPage() {
  const { owner, name } = route.useParams();
  const { ref } = route.useSearch();
  return <RepositoryView owner={owner} name={name} refName={ref} />;
}
