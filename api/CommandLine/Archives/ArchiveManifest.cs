namespace Dispatch.Api.CommandLine.Archives;

/// <summary>What an archive holds: its first entry.</summary>
/// <param name="Format">Number of the archive's layout.</param>
/// <param name="Product">Version of Dispatch that wrote it.</param>
/// <param name="Database"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Migration">Number of the last migration applied to the database.</param>
/// <param name="Head">The journal's last sequence number.</param>
/// <param name="Files">Every other entry.</param>
public sealed record ArchiveManifest(
    int Format, string Product, string Database, int Migration, long Head, DateTimeOffset TakenAt, IReadOnlyList<ArchivedFile> Files)
{
    /// <summary>The layout that this program writes, and the only one that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Name of the manifest's entry.</summary>
    public const string EntryName = "manifest.json";
}

/// <summary>One file of an archive.</summary>
/// <param name="Path">Where it lies: <c>database/…</c>, <c>files/…</c> or <c>keys/…</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record ArchivedFile(string Path, long Size, string Sha256);
