-- What Orleans's ADO.NET grain storage keeps on PostgreSQL: it names columns, parameters and results, and runs the statements that it finds
-- in OrleansQuery; the statements are Dispatch's own. As in the scripts that come with Orleans the index is on the two hashes alone.
-- An answer equal to the version that the writer has seen tells him that another was faster.
create table OrleansStorage (
    GrainIdHash            integer     not null,
    GrainIdN0              bigint      not null,
    GrainIdN1              bigint      not null,
    GrainTypeHash          integer     not null,
    GrainTypeString        text        not null,
    GrainIdExtensionString text,
    ServiceId              text        not null,
    PayloadBinary          bytea,
    ModifiedOn             timestamptz not null default now(),
    Version                integer     not null
);
create index OrleansStorage_hash on OrleansStorage (GrainIdHash, GrainTypeHash);

insert into OrleansQuery (QueryKey, QueryText) values
('WriteToStorageKey', '
    with changed as (
        update OrleansStorage set PayloadBinary = @PayloadBinary, ModifiedOn = now(), Version = Version + 1
        where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
            and GrainTypeString = @GrainTypeString and GrainIdExtensionString is not distinct from @GrainIdExtensionString::text
            and ServiceId = @ServiceId and Version = @GrainStateVersion::integer
        returning Version),
    added as (
        insert into OrleansStorage (
            GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, Version)
        select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString::text, @ServiceId, @PayloadBinary, 1
        where @GrainStateVersion::integer is null and not exists (
            select from OrleansStorage
            where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
                and GrainTypeString = @GrainTypeString and GrainIdExtensionString is not distinct from @GrainIdExtensionString::text
                and ServiceId = @ServiceId)
        returning Version)
    select coalesce((select Version from changed union all select Version from added), @GrainStateVersion::integer) as NewGrainStateVersion'),
('ReadFromStorageKey', '
    select PayloadBinary, Version from OrleansStorage
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and GrainIdExtensionString is not distinct from @GrainIdExtensionString::text
        and ServiceId = @ServiceId'),
('ClearStorageKey', '
    update OrleansStorage set PayloadBinary = null, ModifiedOn = now(), Version = Version + 1
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and GrainIdExtensionString is not distinct from @GrainIdExtensionString::text
        and ServiceId = @ServiceId and Version = @GrainStateVersion::integer
    returning Version as NewGrainStateVersion'),
('DeleteStorageKey', '
    delete from OrleansStorage
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and GrainIdExtensionString is not distinct from @GrainIdExtensionString::text
        and ServiceId = @ServiceId and Version = @GrainStateVersion::integer
    returning Version + 1 as NewGrainStateVersion');
