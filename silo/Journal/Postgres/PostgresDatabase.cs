using System.Net.Sockets;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Hosting;
using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>Opens and migrates a PostgreSQL database.</summary>
internal static class PostgresDatabase
{
    // Any number will do, as long as every Dispatch takes the same.
    private const long MigrationLock = 0x64697370;

    /// <summary>A pool of connections to a migrated database.</summary>
    /// <exception cref="StartRefusedException">It cannot be reached, or not be migrated.</exception>
    public static NpgsqlDataSource Open(string connectionString)
    {
        try
        {
            return Connect(connectionString);
        }
        catch (Exception failure) when (failure is NpgsqlException or ArgumentException or SocketException)
        {
            throw new StartRefusedException(new(
                $"无法使用 PostgreSQL 数据库：{failure.Message}。请检查连接串（Host、Port、Database、Username、Password）、数据库是否在运行，以及用户是否有权建表。",
                $"The PostgreSQL database cannot be used: {failure.Message}. Check the connection string (Host, Port, Database, Username, Password), whether the server runs, and whether the user may create tables."));
        }
        catch (NotSupportedException newer)
        {
            throw new StartRefusedException(new($"数据库由更新的版本升级过：{newer.Message}", newer.Message));
        }
    }

    private static NpgsqlDataSource Connect(string connectionString)
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
        var pending = Migrations.After("Postgres", applied).ToList();
        if (applied > 0 && pending.Count > 0)
            RefuseWhileOthersAreFar(connection);
        foreach (var migration in pending)
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

    // Whoever will not be admitted must not have changed the tables under those who take part.
    private static void RefuseWhileOthersAreFar(NpgsqlConnection connection)
    {
        using var known = new NpgsqlCommand("select to_regclass('cluster_member') is not null", connection);
        if (!(bool)known.ExecuteScalar()!)
            return;
        using var far = new NpgsqlCommand(
            """
            select name, version, wire from cluster_member
            where seen_at > (extract(epoch from clock_timestamp()) * 1000)::bigint - $1 and abs(wire - $2) > 1 order by name limit 1
            """, connection)
        {
            Parameters = { new() { Value = (long)ClusterRegister.Lifetime.TotalMilliseconds }, new() { Value = ClusterAdmission.Wire } },
        };
        using var other = far.ExecuteReader();
        if (other.Read())
            throw new StartRefusedException(ClusterAdmission.Apart(
                other.GetString(0), other.GetString(1), other.GetInt32(2), ClusterAdmission.Release, ClusterAdmission.Wire));
    }
}
