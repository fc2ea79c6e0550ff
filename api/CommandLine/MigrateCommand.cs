using System.CommandLine;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Moving;
using Spectre.Console;

namespace Dispatch.Api.CommandLine;

/// <summary><c>migrate --to "Host=…"</c>: moves the data of one machine into PostgreSQL, most of it while the service goes on.</summary>
public static class MigrateCommand
{
    /// <summary>Exit code of a run beside a running service: what was there is copied, and the same command is to run again after the service has stopped.</summary>
    public const int StillRuns = 3;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var to = new Option<string?>("--to") { Description = "connection string of an empty PostgreSQL database (Host=…) | 空的 PostgreSQL 数据库的连接串" };
        var toFiles = new Option<string?>("--to-files") { Description = "copies uploaded files to this folder too | 同时把上传文件复制到此目录" };
        var toKeys = new Option<string?>("--to-keys") { Description = "copies the keys of sessions to this folder too | 同时把会话密钥复制到此目录" };
        var release = new Option<bool>("--release") { Description = "lets a moved file be served again, instead of where it went | 让已迁移的文件重新可用，放弃迁移去处" };
        var command = new Command("migrate", """
            moves a SQLite file into PostgreSQL; exit code 3: the service still runs, stop it and run the same again
            | 把 SQLite 文件迁移到 PostgreSQL；退出码 3：服务仍在运行，停止后再运行一次
            """)
        { to, toFiles, toKeys, release };
        var data = new DataOptions(command);
        command.SetAction((parsed, cancellationToken) => data.Run(parsed, person =>
        {
            var options = data.Settings(parsed);
            if (options.OnPostgres)
                throw new OperatorException(new("--data 已是 PostgreSQL，无需迁移。请用 --data 指明 SQLite 文件。", "--data is PostgreSQL already. Name the SQLite file to move with --data."));
            if (parsed.GetValue(release))
                return Release(person, options);
            if (parsed.GetValue(to) is not { } target || !(options with { Data = target }).OnPostgres)
                throw new OperatorException(new("请用 --to \"Host=…\" 指明一个空的 PostgreSQL 数据库。", "Name an empty PostgreSQL database with --to \"Host=…\"."));
            return Run(person, options, target, new(parsed.GetValue(toFiles), parsed.GetValue(toKeys)), cancellationToken);
        }));
        return command;
    }

    private static async Task<int> Run(Operator person, DispatchOptions options, string to, Folders folders, CancellationToken cancellationToken)
    {
        Databases.RefuseMissing(options);
        using var held = DataLock.Try(options);
        await using var move = await DatabaseMove.Begin(options.Data, to, TimeProvider.System, cancellationToken);
        person.Say($"迁移 {options.Data} 到 {move.Place}", $"Moving {options.Data} to {move.Place}");
        var copied = await WithBars(person, new("复制", "Copy"), move.Copy, cancellationToken);
        CopyFolder(options.Files, folders.Files, cancellationToken);
        CopyFolder(options.Keys, folders.Keys, cancellationToken);
        if (held is null)
        {
            SayCopied(person, copied);
            person.Say(
                $"已复制到第 {Operator.Number(copied.Head)} 个事件；服务仍在运行：请停止它，再次运行同一命令，只会复制此后的变化。",
                $"Copied up to event {Operator.Number(copied.Head)}; the service still runs: stop it, then run the same command again; only what changed since is copied.");
            return StillRuns;
        }
        var verified = await WithBars(person, new("核对", "Verify"), move.Verify, cancellationToken);
        SayVerified(person, verified, copied);
        await move.Complete(verified);
        SayComplete(person, options, move.Place, verified, folders);
        return 0;
    }

    private static async Task<int> Release(Operator person, DispatchOptions options)
    {
        Databases.RefuseMissing(options);
        using var held = new DataLock(options);
        if (!await DatabaseMove.Release(options.Data))
            throw new OperatorException(new($"{options.Data} 没有迁移走，无需恢复。", $"{options.Data} has not moved: there is nothing to take back."));
        person.Say(
            $"{options.Data} 可以重新使用。不要再使用迁移去的 PostgreSQL：那里之后的工单不在这个文件里。若要再次迁移，请用一个空数据库。",
            $"{options.Data} can be served again. Do not serve the PostgreSQL database any more: what came in there is not in this file. To move again, take an empty database.");
        return 0;
    }

    private static Task<MovePass> WithBars(
        Operator person, LocalText name, Func<Action<MoveProgress>, CancellationToken, Task<MovePass>> pass, CancellationToken cancellationToken) =>
        person.Console.Progress().AutoClear(true).StartAsync(progress =>
        {
            var bars = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
            return pass(seen =>
            {
                if (!bars.TryGetValue(seen.Table, out var bar))
                    bars.Add(seen.Table, bar = progress.AddTask($"{person.Text(name)} {seen.Table}"));
                (bar.MaxValue, bar.Value) = (Math.Max(1, seen.All), Math.Max(1, seen.Done));
            }, cancellationToken);
        });

    private static void SayCopied(Operator person, MovePass pass)
    {
        foreach (var table in pass.Tables)
            person.Say(
                $"  {table.Table,-16} {Operator.Number(table.Rows),12} 行，写入 {Operator.Number(table.Written)}",
                $"  {table.Table,-16} {Operator.Number(table.Rows),12} rows, {Operator.Number(table.Written)} written");
    }

    private static void SayVerified(Operator person, MovePass pass, MovePass copied)
    {
        const int Shown = 12;
        var written = copied.Tables.ToDictionary(table => table.Table, table => table.Written, StringComparer.Ordinal);
        person.Say(
            $"  {"表",-15} {"SQLite 行数",8} {"PostgreSQL",12} {"本次写入",8}  SHA-256 两边",
            $"  {"table",-16} {"SQLite rows",12} {"PostgreSQL",12} {"written now",12}  SHA-256 of both");
        foreach (var table in pass.Tables)
        {
            var line = $"{(table.IsEqual ? "✓" : "✗")} {table.Table,-16} {Operator.Number(table.Rows),12} {Operator.Number(table.TargetRows),12} "
                + $"{Operator.Number(written[table.Table]),12}  {table.Hash[..Shown]} {table.TargetHash[..Shown]}";
            person.Say(line, line);
        }
    }

    private static void SayComplete(Operator person, DispatchOptions options, string place, MovePass pass, Folders folders)
    {
        var (files, keys) = (folders.Files ?? options.Files, folders.Keys ?? options.Keys);
        person.Say(
            $"""
            迁移完成：{place} 与 {options.Data} 完全一致，直到第 {Operator.Number(pass.Head)} 个事件。原文件已标记为已迁移，不再接受服务。
            请这样启动服务：--data "Host=…" --files {files} --keys {keys}
            上传文件在 {files}，会话密钥在 {keys}：所有 API 主机都要能访问（共享目录）。搜索索引在首次启动时自动重建。
            """,
            $"""
            The move is complete: {place} is the same as {options.Data}, up to event {Operator.Number(pass.Head)}. The file is marked as moved and is not served any more.
            Start the service with: --data "Host=…" --files {files} --keys {keys}
            Uploaded files are in {files}, keys of sessions in {keys}: all API hosts must reach them (a shared folder). The search index is rebuilt at the first start.
            """);
    }

    private static void CopyFolder(string from, string? to, CancellationToken cancellationToken)
    {
        if (to is null || !Directory.Exists(from))
            return;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            // A copy keeps the time of its original.
            if (File.Exists(copy) && File.GetLastWriteTimeUtc(copy) == File.GetLastWriteTimeUtc(file) && new FileInfo(copy).Length == new FileInfo(file).Length)
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    private sealed record Folders(string? Files, string? Keys);
}
