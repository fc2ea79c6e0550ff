-- Most snapshots are a little longer than PostgreSQL keeps as they are, and its own compression takes as long as the rest of the row.
do $$
begin
    alter table entity alter column state set compression lz4;
    alter table archived_entity alter column state set compression lz4;
exception when feature_not_supported then
    raise notice 'This PostgreSQL was built without lz4: snapshots are compressed as before.';
end $$;
