import { Page } from '../../components/page.tsx';

export function ExplorePage() {
  return <Page title="ExplorePage">{null}</Page>;
}
