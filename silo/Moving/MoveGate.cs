using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Npgsql;

namespace Dispatch.Silo.Moving;

/// <summary>Keeps everybody from writing into a database that has moved away, or that has not wholly arrived.</summary>
internal static class MoveGate
{
    /// <summary>Refuses a SQLite file whose data has moved.</summary>
    /// <exception cref="StartRefusedException">It has.</exception>
    public static void RefuseMoved(SqliteDatabase database)
    {
        if (database.Read(session => session.Prepare("select place from move where completed_at is not null").First(row => row.Text(0))) is { } place)
            throw new StartRefusedException(new(
                $"这个文件的数据已迁移到 {place}，请用 --data \"Host=…\" 在那里启动服务。若要放弃那边、继续用这个文件：migrate --release --data 文件。",
                $"The data of this file has moved to {place}: start the service there with --data \"Host=…\". To give that up and go on with this file: migrate --release --data FILE."));
    }

    /// <summary>Refuses a PostgreSQL database into which a file's data is still moving.</summary>
    /// <exception cref="StartRefusedException">It is.</exception>
    public static void RefuseUnfinished(NpgsqlDataSource source)
    {
        using var command = source.CreateCommand("select place from move where completed_at is null");
        if (command.ExecuteScalar() is string place)
            throw new StartRefusedException(new(
                $"这个数据库正从 {place} 迁入，尚未完成。请停止原服务，再次运行 migrate --data {place} --to \"Host=…\"，直到它报告完成。",
                $"The data of {place} is moving into this database and has not wholly arrived. Stop the service there and run migrate --data {place} --to \"Host=…\" again until it says that it is complete."));
    }
}
