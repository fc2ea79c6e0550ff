using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Dispatch.Api.CommandLine.Archives;

/// <summary>Writes and reads archives: a gzipped tar whose first entry lists the others with their hashes.</summary>
public static class Archive
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int LargestManifest = 256 << 20;

    /// <summary>Describes files to archive.</summary>
    /// <param name="sources">Path on disk by path in the archive.</param>
    public static async Task<IReadOnlyList<ArchivedFile>> Describe(IReadOnlyDictionary<string, string> sources, CancellationToken cancellationToken)
    {
        var files = new List<ArchivedFile>(sources.Count);
        foreach (var (path, source) in sources)
        {
            await using var file = File.OpenRead(source);
            files.Add(new(path, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken))));
        }
        return files;
    }

    /// <summary>Writes an archive, readable by its owner alone.</summary>
    /// <param name="progress">Called with the share that is written, 0 to 1.</param>
    public static async Task Write(
        string path, ArchiveManifest manifest, IReadOnlyDictionary<string, string> sources, Action<double> progress, CancellationToken cancellationToken)
    {
        await using var file = CreateForOwner(path);
        await using (var zip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        await using (var tar = new TarWriter(zip, TarEntryFormat.Pax))
        {
            using (var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, DispatchJson.Stored)))
                await tar.WriteEntryAsync(Entry(ArchiveManifest.EntryName, manifest, json), cancellationToken);
            var (done, all) = (0L, manifest.Files.Sum(each => each.Size) + 1);
            foreach (var each in manifest.Files)
            {
                await using var source = File.OpenRead(sources[each.Path]);
                await tar.WriteEntryAsync(Entry(each.Path, manifest, source), cancellationToken);
                progress((double)(done += each.Size) / all);
            }
        }
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads the manifest alone.</summary>
    /// <exception cref="OperatorException">It is no archive of this program.</exception>
    public static Task<ArchiveManifest> ReadManifest(string path, CancellationToken cancellationToken) =>
        Read(path, (manifest, _) => Task.FromResult(manifest), cancellationToken);

    /// <summary>Reads everything and checks every hash.</summary>
    /// <param name="target">Folder that takes the files; null only checks.</param>
    /// <exception cref="OperatorException">It is no archive of this program, or a damaged one.</exception>
    public static Task<ArchiveManifest> Extract(string path, string? target, Action<double> progress, CancellationToken cancellationToken) => Read(path, async (manifest, tar) =>
    {
        var missing = manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var (done, all) = (0L, manifest.Files.Sum(each => each.Size) + 1);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.EntryType is not TarEntryType.RegularFile || !missing.Remove(entry.Name, out var expected))
                throw Damaged(path, $"{entry.Name}?");
            await using var place = target is null ? Stream.Null : Create(target, expected.Path);
            if (await Copy(entry.DataStream ?? Stream.Null, place, cancellationToken) != (expected.Size, expected.Sha256))
                throw Damaged(path, expected.Path);
            progress((double)(done += expected.Size) / all);
        }
        return missing.Count is 0 ? manifest : throw Damaged(path, missing.Keys.First());
    }, cancellationToken);

    private static async Task<ArchiveManifest> Read(string path, Func<ArchiveManifest, TarReader, Task<ArchiveManifest>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            await using var tar = new TarReader(zip);
            if (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is not { Name: ArchiveManifest.EntryName, Length: < LargestManifest, DataStream: { } json })
                throw Damaged(path, ArchiveManifest.EntryName);
            var manifest = await JsonSerializer.DeserializeAsync<ArchiveManifest>(json, DispatchJson.Stored, cancellationToken) ?? throw Damaged(path, ArchiveManifest.EntryName);
            return manifest.Format is ArchiveManifest.CurrentFormat ? await work(manifest, tar) : throw new OperatorException(new(
                $"归档格式为 {manifest.Format}，本程序只认识 {ArchiveManifest.CurrentFormat}。请使用版本 {manifest.Product}。",
                $"The archive has format {manifest.Format}, this program knows {ArchiveManifest.CurrentFormat}: use version {manifest.Product}."));
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or JsonException or FormatException)
        {
            throw Damaged(path, damage.Message);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(new($"无法读取 {path}：{missing.Message}", $"{path} cannot be read: {missing.Message}"));
        }
    }

    private static PaxTarEntry Entry(string name, ArchiveManifest manifest, Stream data) =>
        new(TarEntryType.RegularFile, name) { DataStream = data, Mode = OwnerOnly, ModificationTime = manifest.TakenAt };

    private static FileStream Create(string target, string path)
    {
        var full = Path.GetFullPath(Path.Combine(target, path));
        if (!full.StartsWith(Path.GetFullPath(target) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Damaged(target, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return CreateForOwner(full);
    }

    private static FileStream CreateForOwner(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new(path, options);
    }

    private static async Task<(long Size, string Sha256)> Copy(Stream from, Stream to, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, size) = (new byte[128 * 1024], 0L);
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            size += read;
        }
        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static OperatorException Damaged(string path, string where) => new(new(
        $"{path} 不是完好的 Dispatch 归档（{where}）。请使用另一份备份。", $"{path} is not a sound archive of Dispatch ({where}). Use another backup."));
}
