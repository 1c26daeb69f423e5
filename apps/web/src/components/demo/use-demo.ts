import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type RequestError, toRequestError } from '../../api/request-error.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useSignIn } from '../../api/use-sign-in.ts';

/** The demo user of this server, and the way in; `demo` is null where there is none and undefined until it is known. */
export function useDemo() {
  const trpc = useTRPC();
  const signIn = useSignIn();
  const [isEntering, setIsEntering] = useState(false);
  const [problem, setProblem] = useState<RequestError | null>(null);
  const { data: instance } = useQuery({
    ...trpc.instance.get.queryOptions(),
    // The demo's songs are made in the first minute of a new server.
    refetchInterval: (query) => (query.state.data?.demo?.isReady === false ? 3000 : false),
  });
  const demo = instance?.demo;

  const enter = async () => {
    if (!demo) return;
    setIsEntering(true);
    setProblem(null);
    try {
      await signIn({ login: demo.username, password: demo.password });
    } catch (err) {
      setProblem(toRequestError(err));
      setIsEntering(false);
    }
  };
  return { demo, enter: () => void enter(), isEntering, problem };
}
