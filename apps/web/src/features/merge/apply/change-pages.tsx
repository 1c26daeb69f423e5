import { getRouteApi } from '@tanstack/react-router';
import { ChangePage } from './change-page.tsx';

const revertRoute = getRouteApi('/$owner/$name/revert');
const cherryPickRoute = getRouteApi('/$owner/$name/cherry-pick');

/** Takes back what a version changed. */
export function RevertPage() {
  const search = revertRoute.useSearch();
  const navigate = revertRoute.useNavigate();
  return (
    <ChangePage
      {...revertRoute.useParams()}
      kind="revert"
      {...search}
      onChoose={(chosen) => void navigate({ search: { ...search, ...chosen }, resetScroll: false })}
    />
  );
}

/** Does again on a branch what a version changed elsewhere. */
export function CherryPickPage() {
  const search = cherryPickRoute.useSearch();
  const navigate = cherryPickRoute.useNavigate();
  return (
    <ChangePage
      {...cherryPickRoute.useParams()}
      kind="cherry-pick"
      {...search}
      onChoose={(chosen) => void navigate({ search: { ...search, ...chosen }, resetScroll: false })}
    />
  );
}
