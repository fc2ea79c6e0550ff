using Dapper;
using Microsoft.Data.Sqlite;

namespace Dispatch.Silo.Backup;

/// <summary>Copies a SQLite database while others write to it.</summary>
public static class SqliteBackup
{
    /// <summary>Writes a compact copy, as of one instant, into a new file.</summary>
    /// <exception cref="CopyRefusedException">It is no database of Dispatch, or cannot be read.</exception>
    public static DatabaseCopy Export(string database, string target)
    {
        using (var connection = Open(database, SqliteOpenMode.ReadWrite))
            Run(() => connection.Execute("vacuum into @target", new { target }));
        return Check(target);
    }

    /// <summary>Looks whether a file is a sound database of Dispatch.</summary>
    /// <exception cref="CopyRefusedException">It is not.</exception>
    public static DatabaseCopy Check(string file) => Run(() =>
    {
        using var connection = Open(file, SqliteOpenMode.ReadWrite);
        var faults = connection.Query<string>("pragma integrity_check(5)").ToList();
        if (faults is not ["ok"])
            throw new CopyRefusedException($"{file} is damaged: {string.Join("; ", faults)}");
        return new DatabaseCopy(
            connection.ExecuteScalar<int>("select coalesce(max(number), 0) from migration"),
            connection.ExecuteScalar<long>("select coalesce(max(seq), 0) from event"));
    });

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        Run(connection.Open);
        Run(() => connection.Execute("pragma busy_timeout = 10000"));
        return connection;
    }

    private static void Run(Action work) => Run(() =>
    {
        work();
        return true;
    });

    private static T Run<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException failure)
        {
            throw new CopyRefusedException($"SQLite: {failure.Message}", failure);
        }
    }
}
