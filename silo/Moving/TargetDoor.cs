using Dapper;
using Dispatch.Silo.Journal;
using Npgsql;

namespace Dispatch.Silo.Moving;

/// <summary>Who may move into a PostgreSQL database.</summary>
internal static class TargetDoor
{
    // Any number will do, as long as every Dispatch takes the same.
    private const long MoveLock = 0x64697371;
    private const int MostTries = 10;

    /// <summary>Opens a connection that is not pooled: locks and transactions end with it.</summary>
    /// <exception cref="MoveRefusedException">The database does not let in.</exception>
    public static async Task<NpgsqlConnection> Connect(string connectionString, CancellationToken cancellationToken)
    {
        NpgsqlConnection? connection = null;
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
            connection = new(settings.ToString());
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (ArgumentException unreadable)
        {
            // What stands in it may be a password.
            throw new MoveRefusedException(new("--to 的连接串无法解析。", "The connection string of --to cannot be read."), unreadable);
        }
        catch (NpgsqlException closed)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            throw new MoveRefusedException(new(
                $"无法连接 PostgreSQL：{closed.Message}。请检查 --to 的地址、用户、密码和数据库名。",
                $"PostgreSQL does not let in: {closed.Message}. Check address, user, password and database of --to."), closed);
        }
    }

    /// <summary>Name of a database for people.</summary>
    public static string PlaceOf(NpgsqlConnection connection) => $"PostgreSQL {connection.Host}:{connection.Port}/{connection.Database}";

    /// <summary>Keeps other moves away for as long as the connection lives.</summary>
    public static async Task RefuseSecondMove(NpgsqlConnection connection, string place)
    {
        // One that has just ended still holds it until the server notices that its connection is closed.
        for (var tries = 0; !await connection.ExecuteScalarAsync<bool>($"select pg_try_advisory_lock({MoveLock})"); tries++)
        {
            if (tries == MostTries)
                throw new MoveRefusedException(new($"另一个 migrate 正在写入 {place}。请等它结束。", $"Another migrate is writing to {place}. Wait for its end."));
            await connection.ExecuteAsync("select pg_sleep(0.1)");
        }
    }

    /// <summary>Whether this move has begun in a database; looked at before anything is written there.</summary>
    /// <exception cref="MoveRefusedException">It holds something else, is of a newer program, or the move is complete.</exception>
    public static async Task<bool> HasBegun(NpgsqlConnection connection, string place, MoveMark source)
    {
        var tables = (await PostgresCatalog.Tables(connection)).Select(table => table.Key).ToList();
        if (tables.Count is not 0 && !(tables.Contains("migration") && tables.Contains("journal_head")))
            throw Full(place);
        var (applied, known) = (tables.Count is 0 ? 0 : await connection.ExecuteScalarAsync<int>("select coalesce(max(number), 0) from migration"), Migrations.Of("Postgres")[^1].Number);
        if (applied > known)
            throw new MoveRefusedException(new(
                $"{place} 的结构是第 {applied} 版，本程序只认识到 {known}。请换用更新的程序。", $"The schema of {place} is at {applied}, this program knows {known}. Use the newer program."));
        var mark = tables.Contains("move") ? await MoveMark.Read(connection) : null;
        if (mark?.Id == source.Id)
            return mark.CompletedAt is null ? true : throw Arrived(place);
        // One that is migrated but holds nothing yet is as good as an empty one; an older one is somebody's.
        if (mark is not null || applied is not 0 && applied != known)
            throw Full(place);
        return source.CompletedAt is null ? false : throw Gone(source.Place);
    }

    /// <summary>Refuses a database with rows in any of these tables.</summary>
    public static async Task RefuseFull(NpgsqlConnection connection, string place, IReadOnlyList<MovedTable> tables)
    {
        // The archive's position is a row from the beginning.
        foreach (var table in tables.Where(table => table.Name is not "archive_position"))
        {
            if (await connection.ExecuteScalarAsync<bool>($"select exists (select from {table.Quoted})"))
                throw Full(place);
        }
    }

    private static MoveRefusedException Full(string place) => new(new(
        $"{place} 不为空，里面也不是这个文件未完成的迁移；迁移不会覆盖它。请新建一个空数据库。",
        $"{place} is not empty, and what it holds is no unfinished move of this file: nothing there is overwritten. Create an empty database."));

    private static MoveRefusedException Gone(string place) => new(new(
        $"这个文件的数据已迁移到 {place}。若要放弃那边、重新迁移：先运行 migrate --release。",
        $"The data of this file has moved to {place}. To give that up and move anew, run migrate --release first."));

    private static MoveRefusedException Arrived(string place) => new(new(
        $"这个文件已全部迁移到 {place}，那里可能已有新工单，不会再写入。请在那里启动服务。",
        $"This file has moved to {place} completely. There may be new tickets there, so nothing is written to it any more. Start the service there."));
}
