using System.Security.Cryptography;
using Dapper;
using Dispatch.Silo.Journal;
using Microsoft.Data.Sqlite;

namespace Dispatch.Silo.Moving;

/// <summary>The SQLite file that moves: read as of one instant per pass, while others may write to it.</summary>
internal sealed class MoveSource : IDisposable
{
    private const string Busy = "pragma busy_timeout = 10000; pragma synchronous = full;";

    private MoveSource(string file, SqliteConnection connection) => (File, Connection) = (file, connection);

    /// <summary>Its path.</summary>
    public string File { get; }

    public SqliteConnection Connection { get; }

    /// <summary>Opens a file of this program's own shape; nothing is created or migrated.</summary>
    /// <exception cref="MoveRefusedException">It is missing, is none of Dispatch, or has another shape.</exception>
    public static MoveSource Open(string file)
    {
        if (!System.IO.File.Exists(file))
            throw new MoveRefusedException(new($"没有数据库 {file}。请用 --data 指明要迁移的 SQLite 文件。", $"There is no database {file}. Name the SQLite file to move with --data."));
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        try
        {
            connection.Open();
            connection.Execute(Busy);
            RefuseOtherShape(file, connection.ExecuteScalar<int>("select coalesce(max(number), 0) from migration"));
            return new(file, connection);
        }
        catch (SqliteException strange)
        {
            connection.Dispose();
            throw new MoveRefusedException(new(
                $"{file} 不是 Dispatch 的数据库，或无法读取：{strange.Message}", $"{file} is no database of Dispatch, or cannot be read: {strange.Message}"), strange);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The file's mark; a new one, not written yet, when it has none.</summary>
    public async Task<MoveMark> Mark(DateTimeOffset now) => await MoveMark.Read(Connection)
        ?? new(RandomNumberGenerator.GetHexString(32, lowercase: true), "", now.ToUnixTimeMilliseconds(), CompletedAt: null);

    /// <summary>Marks the file as moved, unless something was written to it since a pass.</summary>
    /// <exception cref="MoveRefusedException">Something was.</exception>
    public async Task Complete(MoveMark mark, long head)
    {
        await using var transaction = Connection.BeginTransaction();
        if (await Head() != head)
            throw new MoveRefusedException(new(
                $"{File} 在核对期间又有写入。请确认没有程序在用它，再次运行同一命令。", $"Something was written to {File} during the verification. See that no program uses it, and run the same command again."));
        await mark.Write(Connection, transaction);
        await transaction.CommitAsync();
    }

    /// <summary>Takes back that the file has moved; false when it has not.</summary>
    public async Task<bool> Release() => await Connection.ExecuteAsync("update move set completed_at = null where completed_at is not null") > 0;

    /// <summary>The journal's last number.</summary>
    public Task<long> Head() => Connection.ExecuteScalarAsync<long>(SqliteJournal.HeadSql);

    /// <summary>Names of the file's tables.</summary>
    public async Task<IReadOnlyList<string>> Tables() => [.. await Connection.QueryAsync<string>("select name from sqlite_schema where type = 'table'")];

    /// <summary>Looks whether a table of the file has the columns of the target's.</summary>
    /// <exception cref="NotSupportedException">It lacks one: the two sets of migrations have come apart.</exception>
    public async Task Check(MovedTable table)
    {
        var columns = (await Connection.QueryAsync<string>("select name from pragma_table_info(@Name)", new { table.Name })).ToList();
        if (table.Columns.FirstOrDefault(column => !columns.Contains(column.Name)) is { } missing)
            throw new NotSupportedException($"{File} has no column {table.Name}.{missing.Name}.");
    }

    public void Dispose() => Connection.Dispose();

    private static void RefuseOtherShape(string file, int applied)
    {
        var known = Migrations.Of("Sqlite")[^1].Number;
        if (applied < known)
            throw new MoveRefusedException(new(
                $"{file} 的结构是第 {applied} 版，本程序为 {known}。请先用本程序启动一次服务，它会自动升级。",
                $"The schema of {file} is at {applied}, this program brings {known}. Start the service of this program on it once: that migrates it."));
        if (applied > known)
            throw new MoveRefusedException(new(
                $"{file} 的结构是第 {applied} 版，本程序只认识到 {known}。请换用更新的程序。", $"The schema of {file} is at {applied}, this program knows {known}. Use the newer program."));
    }
}
