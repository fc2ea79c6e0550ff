using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>Opens and migrates a PostgreSQL database.</summary>
internal static class PostgresDatabase
{
    // Any number will do, as long as every Dispatch takes the same.
    private const long MigrationLock = 0x64697370;

    /// <summary>A pool of connections to a migrated database.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare"))
            settings.MaxAutoPrepare = 100;
        // A plan kept from when a table was small would scan all of it for ever.
        settings.Options ??= "-c plan_cache_mode=force_custom_plan";
        settings.ApplicationName ??= "dispatch";
        var source = NpgsqlDataSource.Create(settings);
        try
        {
            Migrate(source);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static void Migrate(NpgsqlDataSource source)
    {
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        Execute($"select pg_advisory_xact_lock({MigrationLock})");
        Execute("create table if not exists migration (number integer not null primary key, name text not null)");
        var applied = (int)new NpgsqlCommand("select coalesce(max(number), 0) from migration", connection).ExecuteScalar()!;
        foreach (var migration in Migrations.After("Postgres", applied))
        {
            Execute(migration.Sql);
            Execute("insert into migration values ($1, $2)", migration.Number, migration.Name);
        }
        transaction.Commit();

        void Execute(string sql, params object[] arguments)
        {
            using var command = new NpgsqlCommand(sql, connection);
            foreach (var argument in arguments)
                command.Parameters.Add(new() { Value = argument });
            command.ExecuteNonQuery();
        }
    }
}
