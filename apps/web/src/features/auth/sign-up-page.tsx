import { Anchor } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { AuthCard } from './auth-card.tsx';
import { SignUpForm } from './sign-up-form.tsx';
import { useLeaveWhenSignedIn } from './use-leave-when-signed-in.ts';

const route = getRouteApi('/sign-up');

export function SignUpPage() {
  const { returnTo } = route.useSearch();
  useLeaveWhenSignedIn(returnTo);
  return (
    <AuthCard
      title="Create your account"
      footer={
        <>
          Already have one?{' '}
          <Anchor
            inherit
            underline="always"
            renderRoot={(props) => <Link to="/sign-in" search={{ returnTo }} {...props} />}
          >
            Sign in
          </Anchor>
        </>
      }
    >
      <SignUpForm />
    </AuthCard>
  );
}
