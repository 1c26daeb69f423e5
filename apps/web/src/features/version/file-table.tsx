import { formatBytes, type StemResponse } from '@beatflow/shared';
import { IconDownload } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { formatDuration } from '../../components/format-duration.ts';
import { stemColorVar } from '../../theme/stem-colors.ts';
import styles from './file-table.module.css';
import { formatChannels, formatCodec } from './format-audio.ts';

/** What the files are: format, rate, depth, length, size, loudness; each as it was uploaded. */
export function FileTable({ stems }: { stems: readonly StemResponse[] }) {
  const { owner = '', name = '', commitId } = useParams({ strict: false });
  return (
    <section aria-label="Files" className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Stem</th>
            <th scope="col">Format</th>
            <th scope="col">Rate</th>
            <th scope="col">Channels</th>
            <th scope="col" className={styles.number}>
              Length
            </th>
            <th scope="col" className={styles.number}>
              <abbr title="Integrated loudness, ITU-R BS.1770-5">LUFS</abbr>
            </th>
            <th scope="col" className={styles.number}>
              <abbr title="True peak, decibels below full scale">dBTP</abbr>
            </th>
            <th scope="col" className={styles.number}>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {stems.map((stem) => (
            <tr key={stem.id} style={{ '--stem-color': stemColorVar(stem.stemType) }}>
              <th scope="row" className={styles.name}>
                <Link
                  to="/$owner/$name/track/$trackId"
                  params={{ owner, name, trackId: stem.trackId }}
                  search={commitId === undefined ? {} : { ref: commitId }}
                  className={styles.track}
                  title="Every version of this track, and who made which part"
                >
                  {stem.name}
                </Link>
              </th>
              <td>{formatCodec(stem.audio)}</td>
              <td>{stem.audio.sampleRate / 1000} kHz</td>
              <td>{formatChannels(stem.audio.channels)}</td>
              <td className={styles.number}>{formatDuration(stem.duration)}</td>
              <td className={styles.number}>{formatLevel(stem.audio, 'integratedLufs')}</td>
              <td className={styles.number}>{formatLevel(stem.audio, 'truePeakDbtp')}</td>
              <td className={styles.number}>
                <a
                  href={`/stems/${stem.id}/audio`}
                  download
                  className={styles.size}
                  aria-label={`Download ${stem.name}`}
                >
                  {formatBytes(stem.fileSize)} <IconDownload size={14} aria-hidden />
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function formatLevel(audio: StemResponse['audio'], measure: 'integratedLufs' | 'truePeakDbtp'): string {
  if (!audio.isMeasured) return 'measuring …';
  const value = audio[measure];
  return value === null ? '−∞' : value.toFixed(1).replace('-', '−');
}
