import { Anchor } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { AuthCard } from './auth-card.tsx';
import { DemoEntry } from './demo-entry.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useLeaveWhenSignedIn } from './use-leave-when-signed-in.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { returnTo } = route.useSearch();
  useLeaveWhenSignedIn(returnTo);
  return (
    <AuthCard
      title="Sign in"
      footer={
        <>
          New here?{' '}
          <Anchor
            inherit
            underline="always"
            renderRoot={(props) => <Link to="/sign-up" search={{ returnTo }} {...props} />}
          >
            Create an account
          </Anchor>
        </>
      }
    >
      <SignInForm />
      <DemoEntry />
    </AuthCard>
  );
}
