-- pg_restore loads rows with an empty search_path, where the function found neither its table nor a word for why.
ALTER FUNCTION rollup_1d_changes() SET search_path = public, pg_temp;
