using System.CommandLine;
using Dispatch.Api.CommandLine.Archives;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Backup;
using Dispatch.Silo.Journal;
using Spectre.Console;

namespace Dispatch.Api.CommandLine;

/// <summary><c>restore FILE</c>: puts an archive where there is nothing yet, all of it or nothing.</summary>
public static class RestoreCommand
{
    /// <summary>Name of the SQLite database inside an archive.</summary>
    internal const string SqliteFile = "dispatch.db";

    private static readonly string[] SqliteSuffixes = ["", "-wal", "-shm"];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "archive that backup wrote | backup 写出的归档" };
        var command = new Command("restore", "puts an archive where there is nothing yet | 把归档恢复到空的位置") { file };
        var data = new DataOptions(command);
        command.SetAction((parsed, cancellationToken) => data.Run(parsed, person =>
            Run(person, data.Settings(parsed), Path.GetFullPath(parsed.GetRequiredValue(file)), cancellationToken)));
        return command;
    }

    private static async Task<int> Run(Operator person, DispatchOptions options, string path, CancellationToken cancellationToken)
    {
        var manifest = await Archive.ReadManifest(path, cancellationToken);
        RefuseOtherDatabase(options, manifest);
        await RefuseFullTarget(options);
        var staging = $"{options.Files}.restoring";
        try
        {
            await person.Console.Progress().StartAsync(async progress =>
            {
                var reading = progress.AddTask(person.Text("读取并校验", "Read and check"));
                var placing = progress.AddTask(person.Text("就位", "Put in place"));
                await Archive.Extract(path, staging, share => reading.Value = share * 100, cancellationToken);
                reading.Value = 100;
                placing.IsIndeterminate = true;
                await PutInPlace(options, manifest, staging, cancellationToken);
                (placing.IsIndeterminate, placing.Value) = (false, 100);
            });
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
        person.Say(
            $"已恢复到 {Databases.NameOf(options)}：日志位置 {Operator.Number(manifest.Head)}，备份于 {manifest.TakenAt:u}。",
            $"Restored to {Databases.NameOf(options)}: journal head {Operator.Number(manifest.Head)}, backed up at {manifest.TakenAt:u}.");
        return 0;
    }

    private static void RefuseOtherDatabase(DispatchOptions options, ArchiveManifest manifest)
    {
        var kind = options.OnPostgres ? "postgres" : "sqlite";
        if (manifest.Database != kind)
            throw new OperatorException(new($"归档来自 {manifest.Database}，目标是 {kind}。", $"The archive is of {manifest.Database}, the target is {kind}."));
        if (manifest.Migration > Migrations.Of(options.OnPostgres ? "Postgres" : "Sqlite")[^1].Number)
            throw new OperatorException(new(
                $"归档来自更新的版本 {manifest.Product}。请用该版本恢复。", $"The archive is of the newer version {manifest.Product}: restore it with that."));
    }

    private static async Task RefuseFullTarget(DispatchOptions options)
    {
        var taken = new[] { options.Files, options.Keys }.Where(folder => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());
        if (!options.OnPostgres)
            taken = taken.Concat(SqliteSuffixes.Select(suffix => options.Data + suffix).Where(File.Exists));
        else if (!await Try(() => PostgresBackup.IsEmpty(options.Data)))
            taken = taken.Append("PostgreSQL");
        if (taken.FirstOrDefault() is { } full)
            throw new OperatorException(new(
                $"{full} 不为空，恢复不会覆盖任何东西。请指定空的位置，或先移走它。", $"{full} is not empty, and restoring overwrites nothing. Name an empty place, or move it away first."));
    }

    /// <summary>Folders first, the database last: until it is there, nothing has been restored.</summary>
    private static async Task PutInPlace(DispatchOptions options, ArchiveManifest manifest, string staging, CancellationToken cancellationToken)
    {
        var (database, expected) = (Path.Combine(staging, "database"), new DatabaseCopy(manifest.Migration, manifest.Head));
        if (!options.OnPostgres && await Try(() => Task.FromResult(SqliteBackup.Check(Path.Combine(database, SqliteFile)))) != expected)
            throw new OperatorException(new("数据库与归档清单不符。请使用另一份备份。", "The database is not what the archive's manifest says. Use another backup."));
        var placed = new List<string>();
        try
        {
            Place(Path.Combine(staging, "files"), options.Files, placed);
            Place(Path.Combine(staging, "keys"), options.Keys, placed);
            if (options.OnPostgres)
            {
                await Try(async () =>
                {
                    await PostgresBackup.Import(options.Data, database, expected, cancellationToken);
                    return true;
                });
                return;
            }
            Directory.CreateDirectory(Path.GetDirectoryName(options.Data)!);
            File.Move(Path.Combine(database, SqliteFile), options.Data);
        }
        catch
        {
            foreach (var folder in placed)
                Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private static void Place(string from, string to, List<string> placed)
    {
        if (!Directory.Exists(from))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (Directory.Exists(to))
            Directory.Delete(to); // empty, as was looked at before
        Directory.Move(from, to);
        placed.Add(to);
    }

    private static async Task<T> Try<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (CopyRefusedException refused)
        {
            throw new OperatorException(new($"无法恢复：{refused.Message}", $"Cannot restore: {refused.Message}"));
        }
    }
}
