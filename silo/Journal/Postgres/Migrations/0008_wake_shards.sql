-- Many processes share the clock: each share reads its own part of the index. WakeShards.cs computes the same number.
create function wake_shard(id text) returns integer language sql immutable strict parallel safe as
$$ select get_byte(decode(md5(id), 'hex'), 0) & 15 $$;

drop index entity_wake;
create index entity_wake on entity (wake_shard(id), wake_at, id) where wake_at is not null;
