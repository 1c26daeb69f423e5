import type { Model, ModelStatic } from 'sequelize';

/** A date as JavaScript can hold it: without microseconds it comes back equal, so that pages can continue after it. */
const NOW = "date_trunc('milliseconds', now())";

/** Dates that are filled in when nobody says otherwise. */
const DATES = ['created_at', 'updated_at', 'last_seen_at'];

/**
 * Defaults that the database fills in for whoever writes past the models. Not in the models: Sequelize would then
 * write the SQL instead of a value, and instances would not know their own id or date. Numbers are here since
 * Sequelize declares them as text.
 */
export function writeDefaults(models: readonly ModelStatic<Model>[]): string[] {
  return models.flatMap((model) =>
    Object.values(model.getAttributes()).flatMap(({ field, type, defaultValue, primaryKey }) => {
      const isUuid = (type as { key?: string }).key === 'UUID';
      if (primaryKey && isUuid && defaultValue) return setDefault(model, field!, 'gen_random_uuid()');
      if (DATES.includes(field!)) return setDefault(model, field!, NOW);
      return typeof defaultValue === 'number' ? setDefault(model, field!, String(defaultValue)) : [];
    }),
  );
}

function setDefault({ tableName }: ModelStatic<Model>, column: string, value: string): string {
  return `ALTER TABLE ${tableName} ALTER COLUMN ${column} SET DEFAULT ${value};`;
}
