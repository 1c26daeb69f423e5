import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import styles from './header-search.module.css';

/** Searches public songs from any page; on the explore page it shows what is searched for. */
export function HeaderSearch() {
  const navigate = useNavigate();
  const query = useSearch({ strict: false, select: (search) => ('query' in search ? search.query : undefined) });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = new FormData(event.currentTarget).get('query');
    const text = typeof field === 'string' ? field.trim() : '';
    void navigate({ to: '/explore', search: (before) => ({ ...before, query: text || undefined }) });
  };
  return (
    <search className={styles.search}>
      <form onSubmit={submit} className={styles.form}>
        <IconSearch size={15} className={styles.icon} aria-hidden />
        <input
          key={query ?? ''}
          name="query"
          type="search"
          className={styles.input}
          defaultValue={query}
          placeholder="Search songs"
          aria-label="Search public songs"
          maxLength={200}
        />
      </form>
    </search>
  );
}
