using System.CommandLine;
using System.Reflection;
using Dispatch.Api.CommandLine.Archives;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Backup;
using Spectre.Console;

namespace Dispatch.Api.CommandLine;

/// <summary><c>backup FILE</c>: database, uploaded files and keys as one archive, while the service goes on.</summary>
public static class BackupCommand
{
    private const string Database = "database";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "archive to write (.tar.gz); it must not exist | 归档文件（.tar.gz），不得已存在" };
        var command = new Command("backup", "writes database, uploaded files and keys into one archive | 把数据库、上传文件和密钥备份为一个归档") { file };
        var data = new DataOptions(command);
        command.SetAction((parsed, cancellationToken) => data.Run(parsed, person =>
            Run(person, data.Settings(parsed), Path.GetFullPath(parsed.GetRequiredValue(file)), cancellationToken)));
        return command;
    }

    private static async Task<int> Run(Operator person, DispatchOptions options, string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
            throw new OperatorException(new($"{path} 已存在。请换一个文件名。", $"{path} exists. Name another file."));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Beside the archive, so that room and the rename are on the same disk.
        var (staging, partial) = ($"{path}.staging", $"{path}.partial");
        try
        {
            var manifest = await person.Console.Progress().StartAsync(progress => Write(person, progress, options, staging, partial, cancellationToken));
            File.Move(partial, path);
            person.Say(
                $"已备份到 {path}：日志位置 {Operator.Number(manifest.Head)}，{Operator.Number(manifest.Files.Count)} 个文件。归档含会话密钥，请妥善保管。",
                $"Backed up to {path}: journal head {Operator.Number(manifest.Head)}, {Operator.Number(manifest.Files.Count)} files. It holds the keys of sessions: keep it safe.");
            return 0;
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            File.Delete(partial);
        }
    }

    private static async Task<ArchiveManifest> Write(
        Operator person, ProgressContext progress, DispatchOptions options, string staging, string partial, CancellationToken cancellationToken)
    {
        var copying = progress.AddTask(person.Text("复制数据库", "Copy the database"));
        var writing = progress.AddTask(person.Text("写入归档", "Write the archive"));
        var checking = progress.AddTask(person.Text("校验归档", "Check the archive"));
        copying.IsIndeterminate = true;
        var copy = await CopyDatabase(options, Directory.CreateDirectory(Path.Combine(staging, Database)).FullName, cancellationToken);
        (copying.IsIndeterminate, copying.Value) = (false, 100);
        // Files after the database: whatever the database refers to is there by now.
        var sources = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(sources, Database, Path.Combine(staging, Database));
        Add(sources, "files", options.Files);
        Add(sources, "keys", options.Keys);
        var manifest = new ArchiveManifest(
            ArchiveManifest.CurrentFormat, typeof(BackupCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            options.OnPostgres ? "postgres" : "sqlite", copy.Migration, copy.Head, TimeProvider.System.Now(), await Archive.Describe(sources, cancellationToken));
        await Archive.Write(partial, manifest, sources, share => writing.Value = share * 100, cancellationToken);
        await Archive.Extract(partial, target: null, share => checking.Value = share * 100, cancellationToken);
        (writing.Value, checking.Value) = (100, 100);
        return manifest;
    }

    private static async Task<DatabaseCopy> CopyDatabase(DispatchOptions options, string folder, CancellationToken cancellationToken)
    {
        try
        {
            if (options.OnPostgres)
                return await PostgresBackup.Export(options.Data, folder, cancellationToken);
            Databases.RefuseMissing(options);
            return SqliteBackup.Export(options.Data, Path.Combine(folder, RestoreCommand.SqliteFile));
        }
        catch (CopyRefusedException refused)
        {
            throw new OperatorException(new($"无法备份数据库：{refused.Message}", $"The database cannot be backed up: {refused.Message}"));
        }
    }

    private static void Add(SortedDictionary<string, string> sources, string name, string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            sources[$"{name}/{Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')}"] = path;
    }
}
