import { Page } from '../../components/page.tsx';

export function NewRepositoryPage() {
  return <Page title="NewRepositoryPage">{null}</Page>;
}
