import { Page } from '../../components/page.tsx';

export function HistoryPage() {
  return <Page title="HistoryPage">{null}</Page>;
}
