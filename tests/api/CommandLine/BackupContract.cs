using System.Formats.Tar;
using System.IO.Compression;
using Dapper;
using Dispatch.Api.CommandLine;
using Dispatch.Api.CommandLine.Archives;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Sla;
using Dispatch.Tests.Shared;
using Npgsql;

namespace Dispatch.Tests.Api.CommandLine;

/// <summary>What a backup promises, on either database.</summary>
public abstract class BackupContract : IDisposable
{
    protected TemporaryFolder Folder { get; } = new();

    private string Archive => Folder.File("backup.tar.gz");

    /// <summary>What <c>--data</c> is given for a database that does not exist yet.</summary>
    protected abstract string NewDatabase(string name);

    /// <summary>A database of its own that holds Baltimore's sample.</summary>
    protected abstract Task<string> Imported();

    [StorageFact]
    public async Task What_is_restored_is_what_was_backed_up()
    {
        var data = await Imported();
        Write(Folder.File("files/ab/photo"), "picture");
        Write(Folder.File("keys/key.xml"), "secret");
        Assert.Equal(0, await Run("backup", data, "files", "keys"));

        var restored = NewDatabase("restored");
        Assert.Equal(0, await Run("restore", restored, "files2", "keys2"));

        Assert.Equal(await Events(data), await Events(restored));
        Assert.Equal(("picture", "secret"), (File.ReadAllText(Folder.File("files2/ab/photo")), File.ReadAllText(Folder.File("keys2/key.xml"))));
        Assert.Equal(0, await DispatchCommands.Run(["doctor", "--all", "--data", restored, "--files", Folder.File("files2")]));
    }

    [StorageFact]
    public async Task A_restored_journal_goes_on_where_it_stopped()
    {
        var data = await Imported();
        await Run("backup", data, "files", "keys");
        var restored = NewDatabase("restored");
        await Run("restore", restored, "files2", "keys2");

        using var journal = Open(restored);
        var head = await journal.Journal.Head();
        await journal.Journal.Append(new("demo/x", "demo", "company", 0, [new("x.v1", DateTimeOffset.UnixEpoch, "{}"u8.ToArray())], "{}"u8.ToArray(), 1, null));
        Assert.Equal(head + 1, await journal.Journal.Head());
    }

    [StorageFact]
    public async Task What_a_restored_database_counts_goes_on_where_it_stopped()
    {
        var data = await Imported();
        long last;
        using (var journal = Open(data))
        {
            await Tell(journal, "ticket/a@1");
            last = await Tell(journal, "ticket/a@2");
        }
        await Run("backup", data, "files", "keys");
        var restored = NewDatabase("restored");
        await Run("restore", restored, "files2", "keys2");

        using (var journal = Open(restored))
            Assert.True(await Tell(journal, "ticket/a@3") > last);
        Assert.Equal([0L], await new Ledger(restored).Query<long>("select closed_at from archive_position"));
    }

    [StorageFact]
    public async Task Restoring_overwrites_nothing()
    {
        var data = await Imported();
        await Run("backup", data, "files", "keys");
        var before = await Events(data);

        Assert.Equal(2, await Run("restore", data, "files2", "keys2"));
        Assert.Equal(before, await Events(data));

        Write(Folder.File("files3/mine"), "mine");
        Assert.Equal(2, await Run("restore", NewDatabase("other"), "files3", "keys3"));
        Assert.Equal("mine", File.ReadAllText(Folder.File("files3/mine")));
    }

    [StorageFact]
    public async Task A_damaged_archive_restores_nothing()
    {
        var data = await Imported();
        Write(Folder.File("files/photo"), "picture");
        await Run("backup", data, "files", "keys");
        await Tamper("files/photo", "PICTURE"u8.ToArray());

        var restored = NewDatabase("restored");
        Assert.Equal(2, await Run("restore", restored, "files2", "keys2"));
        Assert.False(Directory.Exists(Folder.File("files2")));
        Assert.Empty(await Events(restored));
    }

    [StorageFact]
    public async Task A_backup_overwrites_no_file_and_leaves_none_behind_when_it_fails()
    {
        var data = await Imported();
        Write(Archive, "precious");
        Assert.Equal(2, await Run("backup", data, "files", "keys"));
        Assert.Equal("precious", File.ReadAllText(Archive));

        File.Delete(Archive);
        Assert.Equal(2, await Run("backup", NewDatabase("empty"), "files", "keys"));
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path, "backup*"));
    }

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private static async Task<long> Tell(OpenedJournal journal, string cause) =>
        Assert.Single(await journal.Notices.Add(cause, new(cause, "a", "D-1", cause, Receiver.Lead, "desk", null), ["li.na"], DateTimeOffset.UnixEpoch)).Id;

    private Task<int> Run(string command, string data, string files, string keys) =>
        DispatchCommands.Run([command, Archive, "--data", data, "--files", Folder.File(files), "--keys", Folder.File(keys)]);

    private static async Task<IReadOnlyList<string>> Events(string data)
    {
        if (!data.Contains("Host=", StringComparison.Ordinal) && !File.Exists(data))
            return [];
        using var journal = Open(data);
        var events = await journal.Journal.ReadFeed(0, int.MaxValue);
        return [.. events.Select(@event => $"{@event.Seq} {@event.EntityId} {@event.Kind} {@event.At:O} {Convert.ToHexString(@event.Body.Span)}")];
    }

    private static OpenedJournal Open(string data) =>
        OpenedJournal.Open(new(data.Contains("Host=", StringComparison.Ordinal) ? data : $"Data Source={data}"), TimeProvider.System);

    /// <summary>Writes the archive again with other bytes in one entry.</summary>
    private async Task Tamper(string entryName, byte[] bytes)
    {
        var tampered = Folder.File("tampered");
        await using (var from = new TarReader(new GZipStream(File.OpenRead(Archive), CompressionMode.Decompress)))
        await using (var to = new TarWriter(new GZipStream(File.Create(tampered), CompressionLevel.Fastest)))
        {
            while (await from.GetNextEntryAsync(copyData: true) is { } entry)
            {
                if (entry.Name == entryName)
                    entry.DataStream = new MemoryStream(bytes);
                await to.WriteEntryAsync(entry);
            }
        }
        File.Move(tampered, Archive, overwrite: true);
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

public sealed class SqliteBackupTests : BackupContract
{
    protected override string NewDatabase(string name) => Folder.File($"{name}.db");

    protected override async Task<string> Imported()
    {
        File.Copy(await ImportedSample.Sqlite, NewDatabase("data"));
        return NewDatabase("data");
    }
}

[OnPostgres]
public sealed class PostgresBackupTests : BackupContract
{
    private static int copies;

    protected override string NewDatabase(string name) => PostgresServer.Shared.CreateDatabase();

    protected override async Task<string> Imported()
    {
        var template = new NpgsqlConnectionStringBuilder(await ImportedSample.Postgres);
        var copy = $"{template.Database}_{Interlocked.Increment(ref copies)}";
        await using var connection = new NpgsqlConnection(PostgresServer.Shared.Maintenance);
        await connection.ExecuteAsync($"create database {copy} template {template.Database}");
        return new NpgsqlConnectionStringBuilder(template.ToString()) { Database = copy }.ToString();
    }
}
