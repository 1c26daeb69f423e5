import type { RequestError } from '../../api/request-error.ts';
import { commitTitle } from '../commit-title.ts';
import { MessageView } from '../message-view.tsx';
import styles from './ambiguous-ref.module.css';

interface Candidate {
  id: string;
  digest: string;
  message: string;
}

interface AmbiguousRefProps {
  /** A refusal for `ref-ambiguous`, which carries what the digits may stand for. */
  error: RequestError;
  onChoose: (commitId: string) => void;
}

/** Too few digits of a digest: every version that they may stand for, to be chosen from. */
export function AmbiguousRef({ error: { data, message }, onChoose }: AmbiguousRefProps) {
  const candidates = Array.isArray(data.candidates) ? (data.candidates as Candidate[]) : [];
  const digits = countTellingDigits(candidates.map(({ digest }) => digest));
  return (
    <MessageView
      title={typeof data.ref === 'string' ? `“${data.ref}” fits more than one version` : 'Which version is meant?'}
    >
      {candidates.length === 0 && <p>{message}</p>}
      <ul className={styles.candidates} aria-label="Versions that may be meant">
        {candidates.map((candidate) => (
          <li key={candidate.id}>
            <button type="button" className={styles.candidate} onClick={() => onChoose(candidate.id)}>
              <code>{candidate.digest.slice(0, digits)}</code> {commitTitle(candidate)}
            </button>
          </li>
        ))}
      </ul>
    </MessageView>
  );
}

/** As many digits as tell digests apart, and not fewer than a digest is shown by elsewhere. */
function countTellingDigits(digests: readonly string[]): number {
  let digits = 8;
  while (digits < 64 && new Set(digests.map((digest) => digest.slice(0, digits))).size < digests.length) digits++;
  return digits;
}
