import { Page } from '../../components/page.tsx';

export function RepositorySettingsPage() {
  return <Page title="RepositorySettingsPage">{null}</Page>;
}
