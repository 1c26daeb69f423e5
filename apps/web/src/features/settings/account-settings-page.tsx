import { Page } from '../../components/page.tsx';

export function AccountSettingsPage() {
  return <Page title="AccountSettingsPage">{null}</Page>;
}
